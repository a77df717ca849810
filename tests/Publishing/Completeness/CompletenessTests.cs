using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Completeness;

/// <summary>Who has handed in what, over the whole app: computed from what was accepted, and from time passing.</summary>
public sealed class CompletenessTests
{
    // March 2021 of online_procedures is due on 14 April 2021, which in Japan ends at 15:00 UTC.
    private readonly FakeTimeProvider clock = new(Instant("2021-04-14T14:59:00Z"));

    [Fact]
    public async Task What_is_accepted_before_midnight_is_on_time_and_what_is_not_there_afterwards_is_missing()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        Assert.Equal("notdue", (await HandInAsync(app, "0212"))["state"]!.GetValue<string>());

        var receipt = await app.AcceptedAsync(Procedures("0212"));
        clock.SetUtcNow(Instant("2021-04-14T15:00:00Z"));
        await app.AcceptedAsync(Procedures("0213"));
        await app.WaitUntilComputedAsync();

        var onTime = await HandInAsync(app, "0212");
        Assert.Equal(
            ("税務管理課", "2021-03", "ontime", "2021-04-14", false),
            (onTime["departmentName"]!.GetValue<string>(), onTime["month"]!.GetValue<string>(), onTime["state"]!.GetValue<string>(),
                onTime["dueOn"]!.GetValue<string>(), onTime["dueProvisional"]!.GetValue<bool>()));
        Assert.Equal(receipt["receivedAt"]!.GetValue<DateTimeOffset>(), onTime["receivedAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal("late", (await HandInAsync(app, "0213"))["state"]!.GetValue<string>());
        var missing = await HandInAsync(app, "0214");
        Assert.Equal(("missing", null), (missing["state"]!.GetValue<string>(), missing["receivedAt"]));
    }

    [Fact]
    public async Task A_correction_makes_nothing_late_and_a_plan_is_no_figure()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await app.AcceptedAsync(Procedures("0212"));
        await app.AcceptedAsync(Procedures("0213", status: "planned"));
        clock.Advance(TimeSpan.FromDays(3));
        await app.AcceptedAsync(Procedures("0212", online: 2));
        await app.WaitUntilComputedAsync();

        Assert.Equal("ontime", (await HandInAsync(app, "0212"))["state"]!.GetValue<string>());
        Assert.Equal("missing", (await HandInAsync(app, "0213"))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_table_follows_what_is_accepted_and_once_a_day_what_time_brings()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await app.AcceptedAsync(Procedures("0212"));
        await app.WaitUntilComputedAsync();

        var row = await RowAsync(app, "online_procedures|2020", "202103|0212");
        Assert.Equal(("0212", "online_procedures", 202103, 2020, "ontime", true),
            (row["departmentcode"], row["measure"], row["monthkey"], row["fiscalyear"], row["state"], row["hasreceived"]));
        Assert.Equal(Instant("2021-04-14T00:00:00Z"), row["dueon"]);
        var other = await RowAsync(app, "online_procedures|2020", "202103|0213");
        Assert.Equal(("notdue", false), (other["state"], other["hasreceived"]));
        Assert.Equal(row.Keys.Order(), other.Keys.Order());

        clock.SetUtcNow(Instant("2021-04-14T15:05:00Z"));
        await app.RunTimerAsync("UpdateCompleteness");
        await RunningApp.UntilAsync(async () => "missing".Equals((await RowAsync(app, "online_procedures|2020", "202103|0213"))["state"]));
        Assert.Equal(row.ETag, (await RowAsync(app, "online_procedures|2020", "202103|0212")).ETag);

        // The current month's figures are owed, though nobody has handed in any of the new fiscal year.
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactCompleteness))
            .Any(r => r.PartitionKey == "staff|2021"));
        Assert.DoesNotContain(await app.RowsAsync(TableNames.FactCompleteness), r => (int)r["monthkey"] > 202104);
        Assert.DoesNotContain(await app.RowsAsync(TableNames.Work), r => r.PartitionKey == "overtime");
    }

    [Fact]
    public async Task A_month_begins_to_be_owed_at_midnight_in_Japan_and_looking_again_writes_nothing()
    {
        clock.SetUtcNow(Instant("2022-03-31T14:59:59Z"));
        await using var app = await RunningApp.StartAsync(clock: clock);
        Assert.Empty(await HandInsAsync(app.Client, 2022));
        clock.SetUtcNow(Instant("2022-03-31T15:00:00Z"));
        Assert.All(await HandInsAsync(app.Client, 2022), h => Assert.Equal("2022-04", h!["month"]!.GetValue<string>()));
        Assert.Contains(await HandInsAsync(app.Client, 2022), h => h!["measure"]!.GetValue<string>() == "overtime"
            && h["department"]!.GetValue<string>() == "0105");

        await CatchUpAsync(app);
        var before = await StorageSnapshot.WithETagsAsync(app.Storage, TableNames.FactCompleteness);
        Assert.Contains(before, r => r.Contains("monthkey=202204", StringComparison.Ordinal));
        await CatchUpAsync(app);
        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(app.Storage, TableNames.FactCompleteness));
    }

    [Fact]
    public async Task A_department_sees_its_own_an_administrator_all_and_nobody_else_anything()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        using var department = await app.NewDepartmentAsync("0301");

        Assert.Equal(["0301"], (await HandInsAsync(department, 2020)).Select(h => h!["department"]!.GetValue<string>()).Distinct());
        Assert.True((await HandInsAsync(app.Client, 2020)).Select(h => h!["department"]!.GetValue<string>()).Distinct().Count() > 30);
        using var nobody = app.NewClient(null);
        Assert.Equal("unauthenticated", await (await nobody.GetAsync("api/completeness?fiscalYear=2020"))
            .ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("fiscal-year", await (await app.Client.GetAsync("api/completeness")).ProblemAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task It_can_be_had_as_CSV()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        using var request = new HttpRequestMessage(HttpMethod.Get,
            "api/completeness?fiscalYear=2020")
        { Headers = { { "Accept", "text/csv" } } };

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        Assert.StartsWith("\uFEFFdepartment,departmentName,measure,month,state,dueOn,dueProvisional,receivedAt", text,
            StringComparison.Ordinal);
        Assert.Contains("0212,税務管理課,online_procedures,2021-03,notdue,2021-04-14,false,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uploaded_list_of_holidays_moves_due_days_and_a_wrong_one_moves_nothing()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await app.AcceptedAsync(Procedures("0212"));
        await app.WaitUntilComputedAsync();

        await UploadAsync(app, "国民の祝日・休日月日,国民の祝日・休日名称\n2021/4/32,休日\n");
        Assert.Equal("refused", await ReceiptStateAsync(app));
        Assert.Equal("2021-04-14", (await HandInAsync(app, "0212"))["dueOn"]!.GetValue<string>());

        using var builtIn = new StreamReader(
            typeof(ReferenceData).Assembly.GetManifestResourceStream("SmartToyonaka.Domain.Calendar.holidays.csv")!);
        var list = await builtIn.ReadToEndAsync();
        await UploadAsync(app, list.Replace("2021/4/29,昭和の日", "2021/4/1,休日\n2021/4/29,昭和の日", StringComparison.Ordinal));
        Assert.Equal("taken", await ReceiptStateAsync(app));
        await app.WaitUntilComputedAsync();
        Assert.Equal("2021-04-15", (await HandInAsync(app, "0212"))["dueOn"]!.GetValue<string>());
        Assert.Equal(Instant("2021-04-15T00:00:00Z"), (await RowAsync(app, "online_procedures|2020", "202103|0212"))["dueon"]);
    }

    [Fact]
    public async Task Operations_are_told_once_a_day_how_much_of_what_fell_due_in_the_last_month_is_missing()
    {
        clock.SetUtcNow(Instant("2021-04-14T15:05:00Z"));
        await using var app = await RunningApp.StartAsync(clock: clock);
        var before = await ToldAsync(app);
        Assert.True(before.Missing > 0 && before.Due == before.Missing, before.ToString());

        await app.AcceptedAsync(Procedures("0212"));
        await app.WaitUntilComputedAsync();
        Assert.Equal(before with { Missing = before.Missing - 1 }, await ToldAsync(app));

        // Two months on, March is no longer what has just fallen due, though it is missing all the same.
        clock.SetUtcNow(Instant("2021-06-20T15:05:00Z"));
        var later = await ToldAsync(app);
        Assert.Equal(await MissingAsync(app, "2021-05-21T00:00:00", "2021-06-21T00:00:00"), later.Missing);
    }

    private static async Task<(int Due, int Missing)> ToldAsync(RunningApp app)
    {
        var log = new Lines<CompletenessPublisher>();
        await ActivatorUtilities.CreateInstance<CompletenessPublisher>(app.Services, log).CatchUpAsync(CancellationToken.None);
        var numbers = Regex.Match(Assert.Single(log, l => l.Id == 5002).Text,
            @"of (\d+) figures that fell due in the last 31 days (\d+) are missing$").Groups;
        return (int.Parse(numbers[1].Value, CultureInfo.InvariantCulture), int.Parse(numbers[2].Value, CultureInfo.InvariantCulture));
    }

    private static async Task<int> MissingAsync(RunningApp app, string from, string to) =>
        (await app.RowsAsync(TableNames.FactCompleteness)).Count(r => "missing".Equals(r["state"])
            && (DateTimeOffset)r["dueon"] >= Instant(from + "Z") && (DateTimeOffset)r["dueon"] < Instant(to + "Z"));

    private sealed class Lines<T> : List<(int Id, string Text)>, ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Add((eventId.Id, formatter(state, exception)));
    }

    private static string Procedures(string department, int online = 1, string status = "actual") =>
        $$"""{ "department": "{{department}}", "month": "2021-03", "status": "{{status}}", "figures": [ { "measure": "online_procedures", "online": {{online}}, "eligible": 3 } ] }""";

    private static async Task<JsonArray> HandInsAsync(HttpClient client, int year)
    {
        using var answer = await client.GetAsync($"api/completeness?fiscalYear={year}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).AsArray();
    }

    private static async Task<JsonNode> HandInAsync(RunningApp app, string department) =>
        (await HandInsAsync(app.Client, 2020)).Single(h => h!["department"]!.GetValue<string>() == department
            && h["measure"]!.GetValue<string>() == "online_procedures"
            && h["month"]!.GetValue<string>() == "2021-03")!;

    private static async Task<TableEntity> RowAsync(RunningApp app, string partition, string key) =>
        (await app.Table(TableNames.FactCompleteness).GetEntityAsync<TableEntity>(partition, key)).Value;

    private static Task CatchUpAsync(RunningApp app) =>
        app.Services.GetRequiredService<CompletenessPublisher>().CatchUpAsync(CancellationToken.None);

    private static async Task UploadAsync(RunningApp app, string list)
    {
        await app.Container(ContainerNames.Reference).GetBlobClient("holidays.csv")
            .UploadAsync(BinaryData.FromString(list), overwrite: true);
        await app.Services.GetRequiredService<ReferencePuller>().PullAsync(CancellationToken.None);
    }

    private static async Task<string> ReceiptStateAsync(RunningApp app) =>
        JsonNode.Parse((await app.Container(ContainerNames.Receipts).GetBlobClient("reference/holidays.csv.json")
            .DownloadContentAsync()).Value.Content.ToString())!["state"]!.GetValue<string>();

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
