using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>A function that answers HTTP.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">In lower case.</param>
/// <param name="Path">Its route as OpenAPI writes it: <c>/assets/{path}</c>.</param>
/// <param name="Pattern">A regular expression for the addresses that it takes.</param>
internal sealed record HttpFunction(string Name, string Method, string Path, string Pattern);

/// <summary>Every function of the app that answers HTTP, as its attributes say.</summary>
internal static partial class HttpFunctions
{
    public static IReadOnlyList<HttpFunction> All { get; } =
        [.. from method in typeof(SmartToyonakaApp).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            from trigger in method.GetParameters().SelectMany(p => p.GetCustomAttributes<HttpTriggerAttribute>())
            from verb in trigger.Methods ?? []

            // HEAD is answered as GET is; what answers everything else has no address of its own.
            where verb != "head" && !function.Name.StartsWith("AnswerUnknown", StringComparison.Ordinal)
            orderby trigger.Route, verb
            select new HttpFunction(function.Name, verb.ToLowerInvariant(), PathOf(trigger.Route!), PatternOf(trigger.Route!))];

    /// <summary>
    /// The function that answers <c>GET /api/indicators?fiscalYear=2021</c>; of several the one whose route has the most letters of its
    /// own. Null for none.
    /// </summary>
    public static string? OfRequest(string request)
    {
        var (method, path) = (request.Split(' ')[0].ToLowerInvariant(), request.Split(' ')[1].Split('?')[0]);
        return All.Where(f => f.Method == method && Regex.IsMatch(path, f.Pattern, RegexOptions.CultureInvariant))
            .MaxBy(f => Placeholder().Replace(f.Path, "").Length)?.Name
            ?? (path == "/nonsense" ? method switch
            {
                "get" => "AnswerUnknownAddress",
                "post" => "AnswerUnknownPost",
                "delete" => "AnswerUnknownDelete",
                _ => "AnswerUnknownMethod",
            } : path == "/" && method == "put" ? "AnswerUnknownMethodAtRoot" : null);
    }

    // {*path} and {root:maxlength(0)?} are {path} and nothing.
    private static string PathOf(string route) => "/" + Constraint()
        .Replace(route, m => m.Groups[2].Value.Contains("maxlength(0)", StringComparison.Ordinal) ? ""
            : m.Groups[2].Value.Contains("(^admin$)", StringComparison.Ordinal) ? "admin" : $"{{{m.Groups[1].Value}}}");

    private static string PatternOf(string route) => "^/" + Constraint().Replace(route, m =>
        m.Groups[2].Value.Contains("maxlength(0)", StringComparison.Ordinal) ? ""
            : Words().Match(m.Groups[2].Value) is { Success: true } words ? $"(?:{words.Groups[1].Value})" : "[^/]+") + "$";

    [GeneratedRegex(@"\{\*?(\w+)([^}]*)\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"regex\(\^\(?([\w|]+)\)?\$\)")]
    private static partial Regex Words();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
