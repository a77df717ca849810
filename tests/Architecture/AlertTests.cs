using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Support.Kusto;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>The queries of alerts look for what the program really writes.</summary>
public sealed partial class AlertTests
{
    private static readonly DateTimeOffset Now = new(2027, 5, 10, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("drop-refused", 3001, "State", DropState.Refused, true)]
    [InlineData("drop-refused", 3001, "State", DropState.Taken, false)]
    [InlineData("drop-refused", 3001, "State", DropState.TakenInPart, false)]
    [InlineData("drop-refused", 3002, "Folder", "staff", true)]
    [InlineData("month-incomplete", 5002, "Missing", "4", true)]
    [InlineData("month-incomplete", 5002, "Missing", "0", false)]
    [InlineData("month-incomplete", 5001, "Changed", "4", false)]
    [InlineData("mail-unknown", 5102, "Reason", "timeout", true)]
    [InlineData("mail-unknown", 5101, "State", "sent", false)]
    [InlineData("poison", 2102, "Message", "5f0c", true)]
    [InlineData("poison", 2101, "Messages", "2", false)]
    [InlineData("review-waiting", 5003, "Days", "7", true)]
    [InlineData("review-waiting", 5003, "Days", "6", false)]
    public void A_line_is_found_by_its_event_and_values(string alert, int eventId, string name, string value, bool isFound) =>
        Assert.Equal(isFound ? 1 : 0, Alerts.Find(alert, Now, [Alerts.Line(Now, eventId, (name, value))]).Count);

    [Theory]
    [InlineData(20, 1, 0)]
    [InlineData(4, 4, 0)]
    [InlineData(60, 5, 1)]
    [InlineData(200, 10, 0)]
    [InlineData(200, 11, 1)]
    public void Many_answers_of_5xx_are_found_and_runs_that_answer_nobody_do_not_count(int answered, int failed, int expected)
    {
        KustoRow Answer(string code) => new(new Dictionary<string, object?> { ["timestamp"] = Now, ["resultCode"] = code });
        List<KustoRow> requests = [.. Enumerable.Range(0, answered).Select(n => Answer(n < failed ? "503" : "200")),
            .. Enumerable.Repeat(Answer("0"), 500)];

        Assert.Equal(expected, Alerts.Find("server-errors", Now, [], requests).Count);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(4, 4, 2)]
    [InlineData(25, 1, 0)]
    [InlineData(27, 1, 1)]
    [InlineData(27, 4, 3)]
    public void A_timer_that_has_not_run_for_too_long_is_found(int daily, int often, int expected)
    {
        List<KustoRow> lines = [Alerts.Line(Now.AddHours(-40), 5001),
            Alerts.Line(Now.AddHours(-daily), 9301, ("Function", "UpdateCompleteness")),
            .. Alerts.Timers.Where(t => t.Within == "3h").Select(t => Alerts.Line(Now.AddHours(-often), 9301, ("Function", t.Name)))];

        Assert.Equal(expected, Alerts.Find("timer-missed", Now, lines).Count);
    }

    [Fact]
    public void Where_nothing_at_all_is_seen_every_timer_is_missed_and_after_a_first_deployment_none_yet()
    {
        Assert.Equal(3, Alerts.Find("timer-missed", Now, []).Count);
        Assert.Empty(Alerts.Find("timer-missed", Now, [Alerts.Line(Now.AddMinutes(-30), 5001)]));
        Assert.Equal(2, Alerts.Find("timer-missed", Now, [Alerts.Line(Now.AddHours(-5), 5001)]).Count);
    }

    [BicepFact]
    public async Task One_mail_is_sent_for_each_message_of_the_poison_queue()
    {
        var rules = (await Bicep.DeployAsync(SourceFiles.Text("infra", "production.bicepparam")))
            .Where(r => r.GetProperty("type").GetString() == "Microsoft.Insights/scheduledQueryRules").ToList();
        var split = rules.Select(r => (Name: r.GetProperty("name").GetString()!, Dimensions: r.GetProperty("properties")
            .GetProperty("criteria").GetProperty("allOf")[0].GetProperty("dimensions").EnumerateArray()
            .Select(d => d.GetProperty("name").GetString()!).ToList())).Where(r => r.Dimensions.Count > 0).ToList();

        Assert.EndsWith("-poison", Assert.Single(split).Name, StringComparison.Ordinal);
        var found = Assert.Single(Alerts.Find("poison", Now, [Alerts.Line(Now, 2102, ("Message", "5f0c"))]));
        Assert.Equal("5f0c", found[Assert.Single(split[0].Dimensions)]);
    }

    [BicepFact]
    public async Task Every_alert_says_what_to_do_in_Japanese()
    {
        var rules = (await Bicep.DeployAsync(SourceFiles.Text("infra", "production.bicepparam")))
            .Where(r => r.GetProperty("type").GetString() is "Microsoft.Insights/scheduledQueryRules" or "Microsoft.Insights/metricAlerts");
        var texts = rules.Select(r => r.GetProperty("properties").GetProperty("description").GetString()!).ToList();

        Assert.Equal(8, texts.Count);
        Assert.All(texts, t => Assert.Matches(@"^[^\n]*[\p{IsHiragana}][^\n]*(ください|します)。", t));
        Assert.All(texts, t => Assert.Matches("[A-Za-z]{3,} [a-z]+ [a-z]+", t));
    }

    [Fact]
    public void The_probe_reads_what_the_health_page_says()
    {
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

    [GeneratedRegex("ContentMatch: '([^']+)'")]
    private static partial Regex ContentMatch();

    [GeneratedRegex(@"^\s+name: '([a-z-]+)'$", RegexOptions.Multiline)]
    private static partial Regex AlertName();

    [GeneratedRegex(@"^\| `([a-z0-9-]+)` \| .* \| [0-4] \|$", RegexOptions.Multiline)]
    private static partial Regex DocumentedAlert();
}
