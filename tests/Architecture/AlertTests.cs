using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>The queries of alerts look for what the program really writes.</summary>
public sealed partial class AlertTests
{
    [Theory]
    [InlineData(DropState.Refused, true)]
    [InlineData(DropState.Taken, false)]
    [InlineData(DropState.TakenInPart, false)]
    public void A_drop_that_is_refused_is_found_by_its_line(string state, bool isFound)
    {
        var query = Query("drop-refused");
        var line = Rendered(3001, ("Folder", "e-approval"), ("State", state), ("RowsRead", "12"), ("RowsTaken", "0"), ("RowsHeld", "12"));

        Assert.StartsWith(Word(query, "startswith"), line, StringComparison.Ordinal);
        Assert.Equal(isFound, Extracted(query, line) == Word(query, "=="));
        Assert.DoesNotContain(Word(query, "or message has"), line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drop_that_could_not_be_taken_is_found_by_its_line()
    {
        var query = Query("drop-refused");
        var line = Rendered(3002, ("Folder", "staff"));

        Assert.StartsWith(Word(query, "startswith"), line, StringComparison.Ordinal);
        Assert.Contains(Word(query, "or message has"), line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fell_due_and_is_missing_is_found_by_its_line()
    {
        var query = Query("month-incomplete");
        var line = Rendered(5002, ("Due", "70"), ("Days", "31"), ("Missing", "4"));

        Assert.StartsWith(Word(query, "startswith"), line, StringComparison.Ordinal);
        Assert.Equal("4", Extracted(query, line));
    }

    [Fact]
    public void A_mail_of_unknown_fate_is_found_by_its_line()
    {
        var line = Rendered(5102, ("Id", "202103-10-0212-b3"), ("Reason", "timeout"));

        Assert.StartsWith(Word(Query("mail-unknown"), "startswith"), line, StringComparison.Ordinal);
        Assert.Contains(Word(Query("mail-unknown"), "message has"), line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop-refused", 3001)]
    [InlineData("drop-refused", 3002)]
    [InlineData("month-incomplete", 5002)]
    [InlineData("mail-unknown", 5102)]
    public void The_properties_that_a_query_reads_are_those_of_the_line(string alert, int eventId)
    {
        var read = Property().Matches(Query(alert)).Select(m => m.Groups[1].Value).Distinct().ToList();

        // Of several lines that a query looks for, one that has no such property is found by its text alone.
        Assert.True(eventId == 3002 || read.TrueForAll(p => Template(eventId).Contains($"{{{p}}}", StringComparison.Ordinal)),
            string.Join(' ', read));
        Assert.Contains($"{eventId}", Query(alert), StringComparison.Ordinal);
    }

    [Fact]
    public void The_poison_queue_has_the_name_that_the_code_gives_it_and_the_probe_reads_what_the_health_page_says()
    {
        Assert.Contains($"\"{QueueNames.RecomputePoison}\"", Query("poison"), StringComparison.Ordinal);
        Assert.Contains(Word(Query("poison"), "message has"), Rendered(2102, ("Messages", "2"), ("Queue", QueueNames.RecomputePoison)),
            StringComparison.Ordinal);

        var wanted = ContentMatch().Match(SourceFiles.Text("infra", "modules", "probe.bicep")).Groups[1].Value;
        Assert.Contains(wanted,
            System.Text.Json.JsonSerializer.Serialize(new { status = "ok", recomputation = new { waiting = 3, poison = 0 } },
                Json.Options), StringComparison.Ordinal);
        Assert.DoesNotContain(wanted,
            System.Text.Json.JsonSerializer.Serialize(new { status = "ok", recomputation = new { waiting = 0, poison = 10 } },
                Json.Options), StringComparison.Ordinal);
        Assert.Contains("recomputation = new { waiting = health.Waiting, poison = health.Poison }",
            SourceFiles.Text("functions", "Triggers", "Http", "GetHealth.cs"), StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task Every_timer_is_watched_for_longer_than_it_pauses()
    {
        var rule = (await Bicep.DeployAsync(SourceFiles.Text("infra", "production.bicepparam")))
            .Single(r => r.GetProperty("name").GetString()!.EndsWith("-timer-missed", StringComparison.Ordinal));
        var query = rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!;
        var timers = typeof(SmartToyonakaApp).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Where(m => m.GetParameters().Any(p => p.GetCustomAttribute<TimerTriggerAttribute>() is not null))
            .Select(m => m.GetCustomAttribute<FunctionAttribute>()!.Name).ToList();

        Assert.NotEmpty(timers);
        Assert.All(timers, t => Assert.Matches($"\"{t}\", (3h|26h)", query));
        Assert.Contains("\"SweepUnfinished\", 3h", query, StringComparison.Ordinal);
        Assert.Contains("\"UpdateCompleteness\", 26h", query, StringComparison.Ordinal);
        Assert.Equal("P2D", rule.GetProperty("properties").GetProperty("windowSize").GetString());
    }

    [Fact]
    public void Every_query_has_its_alert_and_every_alert_its_row_in_the_documentation()
    {
        var bicep = SourceFiles.Text("infra", "modules", "alerts.bicep");
        var queries = Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "infra", "alerts"))
            .Select(f => Path.GetFileNameWithoutExtension(f)!).Order().ToList();
        var documented = DocumentedAlert().Matches(SourceFiles.Text("docs", "deploy.md")).Select(m => m.Groups[1].Value).Order();

        Assert.Equal(queries, AlertName().Matches(bicep).Select(m => m.Groups[1].Value).Order());
        Assert.All(queries, q => Assert.Contains($"'../alerts/{q}.kql'", bicep, StringComparison.Ordinal));
        Assert.Equal(queries.Append("health").Order(), documented);
    }

    private static string Query(string alert) => SourceFiles.Text("infra", "alerts", alert + ".kql");

    // The text that stands behind a word of the query: message startswith "…".
    private static string Word(string query, string before) => Regex.Match(query, Regex.Escape(before) + " \"([^\"]+)\"").Groups[1].Value;

    private static string Extracted(string query, string line)
    {
        var pattern = Regex.Match(query, "extract\\(\"([^\"]+)\", 1, message\\)").Groups[1].Value;
        Assert.NotEqual("", pattern);
        return Regex.Match(line, pattern).Groups[1].Value;
    }

    private static string Rendered(int eventId, params (string Name, string Value)[] values)
    {
        var line = values.Aggregate(Template(eventId), (text, v) => text.Replace($"{{{v.Name}}}", v.Value, StringComparison.Ordinal));
        Assert.DoesNotContain('{', line);
        return line;
    }

    // Read from the attribute as it is compiled.
    private static string Template(int eventId) => typeof(SmartToyonakaApp).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()).Single(a => a?.EventId == eventId)!.Message;

    [GeneratedRegex(@"customDimensions\.(?:prop__)?(\w+)")]
    private static partial Regex Property();

    [GeneratedRegex("ContentMatch: '([^']+)'")]
    private static partial Regex ContentMatch();

    [GeneratedRegex(@"^\s+name: '([a-z-]+)'$", RegexOptions.Multiline)]
    private static partial Regex AlertName();

    [GeneratedRegex(@"^\| `([a-z0-9-]+)` \| .* \| [0-4] \|$", RegexOptions.Multiline)]
    private static partial Regex DocumentedAlert();
}
