using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Triggers.Http;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>
/// What no function answers is taken by functions of its own, each with a route that excludes exactly what the others have: on the
/// Functions host it would take those requests, too.
/// </summary>
public sealed partial class UnknownAddressTests
{
    private static readonly Dictionary<string, Regex> Takes = typeof(AnswerUnknownAddress).GetMethods()
        .SelectMany(m => m.GetParameters().SelectMany(p => p.GetCustomAttributes<HttpTriggerAttribute>()))
        .Where(t => t.Route!.StartsWith("{*path", StringComparison.Ordinal))
        .SelectMany(t => t.Methods!.Select(method => (Method: method, Pattern: PatternOf(t.Route!))))
        .ToDictionary(t => t.Method, t => t.Pattern, StringComparer.Ordinal);

    /// <summary>Each function's address with something in its places, by its method; HEAD as GET.</summary>
    public static TheoryData<string, string> Known
    {
        get
        {
            var known = new TheoryData<string, string>();
            foreach (var function in HttpFunctions.All.Where(f => f.Path.Length > 1))
            {
                var parts = function.Path.Contains("{part}", StringComparison.Ordinal)
                    ? new[] { "completeness", "drops", "months", "credentials", "mails", "poison" } : [""];
                foreach (var part in parts)
                {
                    var path = Place().Replace(function.Path.Replace("{part}", part, StringComparison.Ordinal)[1..], "令和3年.x-1");
                    known.Add(function.Method, path);
                    known.Add(function.Method, path + "/");
                }
            }

            return known;
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void What_a_function_answers_is_left_to_it(string method, string path)
    {
        Assert.DoesNotMatch(Takes[method], path);
        Assert.Contains(method.ToUpperInvariant(), KnownAddresses.MethodsOf(path));
        if (method == "get")
        {
            Assert.DoesNotMatch(Takes["head"], path);
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void Every_other_method_of_it_is_answered_as_well(string method, string path)
    {
        var others = Takes.Keys.Except(HttpFunctions.All.Where(f => Regex.IsMatch("/" + path.TrimEnd('/'), f.Pattern))
            .SelectMany(f => f.Method == "get" ? new[] { "get", "head" } : [f.Method]));

        Assert.DoesNotContain(method, others);
        Assert.All(others, other => Assert.Matches(Takes[other], path));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("submit/nonsense")]
    [InlineData("submit2")]
    [InlineData("submit/receipts")]
    [InlineData("submit/receipts/a/b")]
    [InlineData("indicators/a/b/c")]
    [InlineData("admin/nonsense")]
    [InlineData("admin/hosts")]
    [InlineData("api")]
    [InlineData("api/nonsense")]
    [InlineData("api/health/below")]
    [InlineData("a\nb")]
    public void What_there_is_not_is_answered_for_every_method(string path)
    {
        Assert.All(Takes, t => Assert.Matches(t.Value, path));
        Assert.Empty(KnownAddresses.MethodsOf(path));
    }

    [Theory]
    [InlineData("admin/host/status")]
    [InlineData("admin/functions/PullStaff")]
    [InlineData("admin/host")]
    [InlineData("runtime/webhooks/durabletask")]
    public void What_the_host_answers_is_left_to_it(string path) => Assert.All(Takes, t => Assert.DoesNotMatch(t.Value, path));

    // As the host reads it.
    private static Regex PatternOf(string route)
    {
        var parameter = Assert.Single(RoutePatternFactory.Parse(route).Parameters);
        var policy = Assert.Single(parameter.ParameterPolicies).Content!;
        Assert.True(parameter.IsCatchAll);
        Assert.StartsWith("regex(", policy, StringComparison.Ordinal);
        return new(policy["regex(".Length..^1], RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
