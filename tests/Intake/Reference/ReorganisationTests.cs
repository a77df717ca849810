using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>An uploaded register, from the blob to the tables: what it changes is computed again, and nothing else.</summary>
public sealed class ReorganisationTests
{
    private const string Header = "所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\r\n";
    private const string Finance = "0211,財政課,02,財務部,2015-04,,,,\r\n";
    private const string Renamed = Header + "0104,情報政策課,01,都市経営部,2015-04,2021-03,0105,,\r\n0105,デジタル戦略課,01,都市経営部,2021-04,,,,\r\n" + Finance;
    private const string Moved = Header + "0104,情報政策課,01,都市経営部,2015-04,2021-03,0105,,\r\n0105,デジタル戦略課,02,財務部,2021-04,,,,\r\n" + Finance;

    [Fact]
    public async Task Values_by_bureau_follow_the_register_and_name_the_predecessors_of_the_base_year()
    {
        await using var app = await RunningApp.StartAsync();
        await UploadAsync(app, Renamed);
        await app.Container(ContainerNames.Drops).GetBlobClient("e-approval/all.csv").UploadAsync(BinaryData.FromString(
            "年月,所属コード,所属名,起案件数,電子決裁件数\r\n2019-04,0104,情報政策課,100,10\r\n2019-04,0211,財政課,100,30\r\n2021-04,0105,デジタル戦略課,100,60\r\n2021-04,"
                + "0211,財政課,300,100\r\n"));
        await app.RunTimerAsync("PullEApproval");
        await RunningApp.UntilAsync(async () => (await BureauAsync(app, "01"))?.GetString("changetext") == "+50.0");

        // 01: 60 % against the predecessor's 10 %; 02: a third against 30 %. The city's mean is (60 + 33.3) / 2.
        Assert.Equal(("60.0", "0104 情報政策課(都市経営部)", "ポイント"), await ShownAsync(app, "01"));
        Assert.Equal(("33.3", "", "ポイント"), await ShownAsync(app, "02"));
        Assert.Equal("46.7", (await app.IndicatorAsync("e_approval_rate", "ytd", "2021-04"))!["text"]!.GetValue<string>());

        // The section had moved to the other bureau: 160/400 against 40/200.
        await UploadAsync(app, Moved);
        await RunningApp.UntilAsync(async () => (await BureauAsync(app, "02"))?.GetString("changetext") == "+20.0");
        await app.WaitUntilComputedAsync();
        Assert.Null(await BureauAsync(app, "01"));
        Assert.Equal(("40.0", "0104 情報政策課(都市経営部)", "ポイント"), await ShownAsync(app, "02"));
        Assert.Equal("40.0", (await app.IndicatorAsync("e_approval_rate", "ytd", "2021-04"))!["text"]!.GetValue<string>());

        // The base year itself is as it was.
        Assert.Equal("10.0", (await BureauAsync(app, "01", 201904))!.GetString("text"));
    }

    [Fact]
    public async Task A_successor_takes_over_its_predecessors_initiatives_and_stock()
    {
        await using var app = await RunningApp.StartAsync();
        await UploadAsync(app, Renamed);
        await app.AcceptedAsync(
            """{ "department": "0104", "month": "2021-03", "figures": [ { "measure": "platform_members", "count": 9 } ], "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented" } ] }""");
        await app.AcceptedAsync(
            """{ "department": "0105", "month": "2021-06", "figures": [ { "measure": "platform_members", "count": 12 } ], "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented" } ] }""");
        await app.WaitUntilComputedAsync();

        Assert.Equal("1", (await app.IndicatorAsync("ai_tasks", "programme", "2021-06"))!["text"]!.GetValue<string>());
        Assert.Equal("9", (await app.IndicatorAsync("ppp_platform_members", "month", "2021-05"))!["text"]!.GetValue<string>());
        Assert.Equal("12", (await app.IndicatorAsync("ppp_platform_members", "month", "2021-06"))!["text"]!.GetValue<string>());
        Assert.Equal("0105", Assert.Single(await app.RowsAsync(TableNames.FactInitiative)).GetString("departmentcode"));

        await app.AcceptedAsync(
            """{ "department": "0105", "month": "2021-07", "initiatives": [ { "category": "ai", "name": "議事録", "status": "withdrawn" } ] }""");
        await app.WaitUntilComputedAsync();
        Assert.Equal("0", (await app.IndicatorAsync("ai_tasks", "programme", "2021-07"))!["text"]!.GetValue<string>());

        // By another register the two have nothing to do with each other: then it is two entries, one of them withdrawn.
        await UploadAsync(app, Renamed.Replace("2021-03,0105,", "2021-03,,", StringComparison.Ordinal));
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactInitiative)).Count == 2);
        await app.WaitUntilComputedAsync();
        Assert.Equal("1", (await app.IndicatorAsync("ai_tasks", "programme", "2021-07"))!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_form_of_a_successor_shows_what_its_predecessor_began()
    {
        await using var app = await RunningApp.StartAsync();
        await UploadAsync(app, Renamed);
        await app.AcceptedAsync(
            """{ "department": "0104", "month": "2021-03", "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented" } ] }""");
        await app.WaitUntilComputedAsync();
        var initiatives = (SmartToyonaka.Publishing.Reporting.Overviews.CurrentInitiatives)app.Services.GetService(
            typeof(SmartToyonaka.Publishing.Reporting.Overviews.CurrentInitiatives))!;

        var current = Assert.Single(await initiatives.OfDepartmentAsync("0105", TestData.Month("2021-06"), default));
        Assert.Equal(("議事録", "0104"), (current.Name, current.Section));
        Assert.Equal("ai", (await initiatives.FindAsync(current, default))!.Category);
        Assert.Empty(await initiatives.OfDepartmentAsync("0211", TestData.Month("2021-06"), default));
    }

    [Fact]
    public async Task Only_the_years_that_an_upload_changes_are_asked_for()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using (var computing = await RunningApp.StartAsync(storage))
        {
            await UploadAsync(computing, Renamed);
            foreach (var month in (string[])["2019-06", "2020-06", "2021-06", "2022-06"])
            {
                await computing.AcceptedAsync(
                    $$"""{ "department": "0211", "month": "{{month}}", "figures": [ { "measure": "platform_members", "count": 1 }, { "measure": "seal_abolitions", "count": 1 } ] }""");
            }

            await computing.WaitUntilComputedAsync();
        }

        await using var app = await RunningApp.StartAsync(storage, settings: RunningApp.QueueOff);
        await app.Queue(QueueNames.Recompute).ClearMessagesAsync();

        // 0105 is in another bureau from 2021-04 on.
        await UploadAsync(app, Moved);
        Assert.Equal(["platform_members 2021", "platform_members 2022", "seal_abolitions 2021", "seal_abolitions 2022"],
            await AskedAsync(app));

        // Another spelling changes nothing that is computed; a message without keys brings the dimension tables up.
        await UploadAsync(app, Moved.Replace("2021-04,,,,", "2021-04,,,ﾃﾞｼﾞﾀﾙ戦略課,", StringComparison.Ordinal));
        Assert.Empty(await AskedAsync(app));

        // A wrong one asks for nothing.
        await UploadAsync(app, Moved + "0211,財政課,02,財務部,2016-04,,,,\r\n", "refused");
        Assert.Empty(await AskedAsync(app));
    }

    [Fact]
    public async Task A_stop_between_taking_an_upload_and_asking_for_what_it_changes_loses_nothing()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using (var computing = await RunningApp.StartAsync(storage))
        {
            await UploadAsync(computing, Renamed);
            await computing.AcceptedAsync(
                """{ "department": "0211", "month": "2021-06", "figures": [ { "measure": "platform_members", "count": 1 } ] }""");
            await computing.WaitUntilComputedAsync();
        }

        // The register is current, but the queue does not answer.
        await using (var proxy = await FaultyStorage.StartAsync(storage))
        await using (var stopped = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff))
        {
            var asking = new TaskCompletionSource();
            proxy.Hold = (service, method, _) =>
            {
                if (service != "Queue" || method != "POST")
                {
                    return Task.CompletedTask;
                }

                asking.TrySetResult();
                return new TaskCompletionSource().Task;
            };
            await stopped.Container(ContainerNames.Reference).GetBlobClient("departments.csv")
                .UploadAsync(BinaryData.FromString(Moved), overwrite: true);
            using var stop = new CancellationTokenSource();
            var pulling = ((SmartToyonaka.Intake.Reference.ReferencePuller)stopped.Services.GetService(
                typeof(SmartToyonaka.Intake.Reference.ReferencePuller))!).PullAsync(stop.Token);
            await asking.Task.WaitAsync(RunningApp.Deadline);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pulling);
        }

        await using var app = await RunningApp.StartAsync(storage, settings: RunningApp.QueueOff);
        await app.Queue(QueueNames.Recompute).ClearMessagesAsync();
        await PullAsync(app, "taken");
        Assert.Equal(["platform_members 2021"], await AskedAsync(app));
    }

    [Fact]
    public async Task Of_very_many_errors_the_first_hundred_are_shown_with_how_many_there_are()
    {
        await using var app = await RunningApp.StartAsync();
        var receipt = await UploadAsync(app, Header + string.Concat(Enumerable.Range(0, 150).Select(i => $"{i:D4},課{i},1,部,いつか,,,,\r\n")),
            "refused");

        Assert.Equal((100, 150), (receipt["errors"]!.AsArray().Count, receipt["errorCount"]!.GetValue<int>()));
        Assert.Equal((2, "有効開始", "not_a_month"), (receipt["errors"]![0]!["line"]!.GetValue<int>(), receipt["errors"]![0]!["column"]!
            .GetValue<string>(), receipt["errors"]![0]!["code"]!.GetValue<string>()));
    }

    private static async Task<TableEntity?> BureauAsync(RunningApp app, string bureau, int month = 202104) =>
        (await app.RowsAsync(TableNames.FactBureau)).SingleOrDefault(r =>
            r.GetString("indicatorid") == "e_approval_rate" && r.GetString("bureaucode") == bureau && r.GetString("basis") == "ytd"
                && r.GetInt32("monthkey") == month);

    private static async Task<(string, string, string)> ShownAsync(RunningApp app, string bureau) =>
        await BureauAsync(app, bureau) is { } row ? (row.GetString("text"), row.GetString("predecessors"), row.GetString("changeunit"))
            : default;

    /// <summary>What the messages in the queue ask for; takes them out.</summary>
    private static async Task<IReadOnlyList<string>> AskedAsync(RunningApp app)
    {
        var messages = (await app.Queue(QueueNames.Recompute).ReceiveMessagesAsync(32)).Value;
        Assert.NotEmpty(messages);
        await app.Queue(QueueNames.Recompute).ClearMessagesAsync();
        return [.. messages.SelectMany(m => JsonNode.Parse(m.Body.ToString())!["keys"]!.AsArray())
            .Select(k => $"{k!["topic"]} {k["fiscalYear"]}").Order(StringComparer.Ordinal)];
    }

    private static async Task<JsonNode> UploadAsync(RunningApp app, string register, string state = "taken")
    {
        await app.Container(ContainerNames.Reference).GetBlobClient("departments.csv")
            .UploadAsync(new MemoryStream(Encoding.UTF8.GetBytes(register)), overwrite: true);
        return await PullAsync(app, state);
    }

    private static async Task<JsonNode> PullAsync(RunningApp app, string state)
    {
        await ((SmartToyonaka.Intake.Reference.ReferencePuller)app.Services.GetService(
            typeof(SmartToyonaka.Intake.Reference.ReferencePuller))!).PullAsync(default);
        var receipt = JsonNode.Parse((await app.Container(ContainerNames.Receipts).GetBlobClient("reference/departments.csv.json")
            .DownloadContentAsync()).Value.Content.ToString())!;
        Assert.Equal(state, receipt["state"]!.GetValue<string>());
        return receipt;
    }
}
