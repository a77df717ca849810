using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Architecture;

namespace SmartToyonaka.Tests.Security;

/// <summary>A parameter of a route: somewhere a caller's text gets in.</summary>
internal sealed record RouteParameter(string Method, string Path, string Name, string In)
{
    public override string ToString() => $"{Method} {Path} {In} {Name}";
}

/// <summary>Every parameter in a path or query, of every function that answers HTTP.</summary>
internal static class RouteParameters
{
    private static readonly JsonNode Document = JsonNode.Parse(SourceFiles.Text("functions", "openapi.json"))!;

    /// <summary>From the routes themselves; what of a query they know is told by the OpenAPI document.</summary>
    public static IReadOnlyList<RouteParameter> All { get; } =
        [.. from function in HttpFunctions.All
            from place in Of(function)
            select place];

    private static IEnumerable<RouteParameter> Of(HttpFunction function)
    {
        var inPath = function.Path.Split('/').Where(p => p.StartsWith('{')).Select(p => p.Trim('{', '}'));
        var operation = Document["paths"]![function.Path]![function.Method]!;
        var inQuery = (operation["parameters"]?.AsArray() ?? []).Where(p => (string)p!["in"]! == "query").Select(p => (string)p!["name"]!);
        return inPath.Select(n => new RouteParameter(function.Method.ToUpperInvariant(), function.Path, n, "path"))
            .Concat(inQuery.Select(n => new RouteParameter(function.Method.ToUpperInvariant(), function.Path, n, "query")));
    }

    /// <summary>The address with a text in one place, as it goes over the wire, and what is right in all others.</summary>
    /// <param name="place">Where the text goes.</param>
    /// <param name="escaped">The text, already escaped.</param>
    /// <param name="right">The right values: those that lead as far into the program as they can.</param>
    public static string Address(RouteParameter place, string escaped, Func<string, string, string?> right)
    {
        var path = string.Join('/', place.Path.Split('/').Select(part => part.StartsWith('{') ? Value(part.Trim('{', '}'), "path") : part));
        var query = All.Where(p => p.Method == place.Method && p.Path == place.Path && p.In == "query")
            .Select(p => (p.Name, Value: Value(p.Name, "query"))).Where(p => p.Value.Length > 0).Select(p => $"{p.Name}={p.Value}");
        return string.Join('?', new[] { path, string.Join('&', query) }.Where(p => p.Length > 0));

        string Value(string name, string where) =>
            name == place.Name && where == place.In ? escaped : Uri.EscapeDataString(right(place.Path, name) ?? "");
    }
}
