using System.Reflection;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Support.Kusto;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>The queries of infra/alerts, and rows for them as log lines make them.</summary>
internal static class Alerts
{
    /// <summary>Timers that stand for all: one that runs often, one that runs once a day.</summary>
    public static readonly IReadOnlyList<(string Name, string Within)> Timers =
        [("PullReference", "3h"), ("SweepUnfinished", "3h"), ("UpdateCompleteness", "26h")];

    /// <summary>An alert's query, with what infra/modules/alerts.bicep puts in.</summary>
    public static string Query(string alert) => SourceFiles.Text("infra", "alerts", alert + ".kql")
        .Replace("{timers}", string.Join(",\n", Timers.Select(t => $"\"{t.Name}\", {t.Within}")), StringComparison.Ordinal)
        .Replace("{days}", "7", StringComparison.Ordinal);

    /// <summary>A row of <c>traces</c>, by the event's number and values; the names are those of the line in the code.</summary>
    public static KustoRow Line(DateTimeOffset at, int eventId, params (string Name, string Value)[] values)
    {
        var template = typeof(SmartToyonakaApp).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()).Single(a => a?.EventId == eventId)!.Message;
        Assert.All(values, v => Assert.Contains($"{{{v.Name}}}", template, StringComparison.Ordinal));
        return new(new Dictionary<string, object?>
        {
            ["timestamp"] = at,
            ["customDimensions"] = values.Append(("EventId", $"{eventId}")).ToDictionary(v => v.Item1, v => v.Item2),
        });
    }

    /// <summary>Runs an alert's query over lines and requests.</summary>
    public static IReadOnlyList<KustoRow> Find(
        string alert, DateTimeOffset now, IReadOnlyList<KustoRow> traces, IReadOnlyList<KustoRow>? requests = null) =>
        KustoQuery.Run(Query(alert), new Dictionary<string, IReadOnlyList<KustoRow>>(StringComparer.Ordinal)
        {
            ["traces"] = traces,
            ["requests"] = requests ?? [],
        }, now);
}
