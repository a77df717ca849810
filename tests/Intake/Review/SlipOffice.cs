using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>An office that has reported for two years by the built-in catalogue; what it publishes is what slips must not change.</summary>
public sealed class SlipOffice : IAsyncLifetime
{
    public const string StaffHeader = "年月,所属コード,所属名,職種,勤務形態,人数\n", ApprovalHeader = "年月,所属コード,所属名,起案件数,電子決裁件数\n",
        OvertimeHeader = "年月,所属コード,所属名,職種,勤務形態,事由区分,時間外時間\n";

    // How many wait, when it was computed and who said the same once more may change while no figure does.
    private static readonly HashSet<string> Aside = ["odata.etag", "Timestamp", "computedat", "heldvalues", "receivedat", "source"];

    internal RunningApp App { get; private set; } = null!;

    /// <summary>What is published, row by row.</summary>
    internal IReadOnlyList<string> Before { get; private set; } = [];

    /// <summary>The receipt of 0213's figure for June 2021 before it was corrected.</summary>
    internal string Stale { get; private set; } = "";

    public async Task InitializeAsync()
    {
        App = await RunningApp.StartAsync(
            await TestStorage.NewEmptyAccountAsync(), settings: "SmartToyonaka:Access:SubmissionsPerMinute=100000");
        await DropAsync("staff/first.csv", StaffHeader + Rows("0213,,一般,通常,30", "0214,,一般,通常,40"), "PullStaff");
        await DropAsync("overtime/first.csv", OvertimeHeader + Rows("0213,,一般,通常,通常,300:00", "0214,,一般,通常,通常,410:30"), "PullOvertime");
        await DropAsync("e-approval/first.csv", ApprovalHeader + Rows("0213,,200,100", "0214,,310,250"), "PullEApproval");
        foreach (var month in new[] { "2020-06", "2020-12" })
        {
            await AcceptAsync("0213", month, "online_procedures", "\"online\": 10, \"eligible\": 12");
            await AcceptAsync("0302", month, "telework_applicants", "\"count\": 390");
            await AcceptAsync("0102", month, "platform_members", "\"count\": 21");
        }

        await AcceptAsync("0213", "2021-03", "online_procedures", "\"online\": 10, \"eligible\": 12");
        Stale = await AcceptAsync("0213", "2021-06", "online_procedures", "\"online\": 10, \"eligible\": 12");
        await AcceptAsync("0213", "2021-06", "online_procedures", "\"online\": 11, \"eligible\": 12");
        await AcceptAsync("0401", "2021-03", "cashless_services", "\"cashless\": 12, \"eligible\": 40");
        await AcceptAsync("0401", "2021-06", "cashless_services", "\"cashless\": 14, \"eligible\": 40");
        await AcceptAsync("0302", "2021-06", "telework_applicants", "\"count\": 412");
        await AcceptAsync("0102", "2021-06", "platform_members", "\"count\": 26");
        await AcceptAsync("0301", "2021-03", "seal_abolitions", "\"count\": 1100");
        await AcceptAsync("0304", "2021-10", "managed_facilities", "\"count\": 149");
        await App.WaitUntilComputedAsync();
        Before = await PublishedAsync();
        Assert.Empty(await WaitingAsync());
    }

    public async Task DisposeAsync()
    {
        await AssertUnchangedAsync();
        await App.DisposeAsync();
    }

    /// <summary>
    /// Fails when a published figure or value changed. A year of which something waits is opened as each is on its first day: with what is
    /// carried into it.
    /// </summary>
    internal async Task AssertUnchangedAsync()
    {
        var published = await PublishedAsync();
        Assert.Empty(Before.Except(published));
        Assert.All(published.Except(Before), r => Assert.Contains("carried=True", r, StringComparison.Ordinal));
    }

    // Every published figure and value.
    private async Task<IReadOnlyList<string>> PublishedAsync()
    {
        var rows = new List<string>();
        foreach (var table in new[] { TableNames.FactIndicator, TableNames.FactFigure, TableNames.FactBureau, TableNames.FactInitiative })
        {
            rows.AddRange((await App.RowsAsync(table)).Select(r => table + ": " + string.Join(", ", Columns(r))));
        }

        return rows;

        static IEnumerable<string> Columns(TableEntity row) => row
            .Where(c => !Aside.Contains(c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key}={c.Value}"));
    }

    internal async Task<IReadOnlyList<string>> WaitingAsync()
    {
        using var answer = await App.Client.GetAsync("api/reviews");
        return [.. (await answer.JsonAsync()).AsArray().Select(r => r!["id"]!.GetValue<string>())];
    }

    /// <summary>Rejects whatever waits, so that the next slip finds what held.</summary>
    internal async Task RejectAllAsync()
    {
        foreach (var id in await WaitingAsync())
        {
            using var answer = await App.Client.PostAsJsonAsync($"api/reviews/{id}", new { decision = "reject", reason = "誤り" });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        await App.WaitUntilComputedAsync();
    }

    /// <summary>Uploads a drop, has it taken and gives its receipt.</summary>
    internal async Task<JsonNode> DropAsync(string name, string csv, string timer)
    {
        await App.Container(ContainerNames.Drops).UploadBlobAsync(name, BinaryData.FromString(csv));
        await App.RunTimerAsync(timer);
        var receipt = App.Container(ContainerNames.Receipts).GetBlobClient(name + ".json");
        await RunningApp.UntilAsync(async () => await receipt.ExistsAsync());
        return JsonNode.Parse((await receipt.DownloadContentAsync()).Value.Content)!;
    }

    internal static string Figure(string department, string month, string measure, string numbers, string more = "") =>
        $$"""{ "department": "{{department}}", "month": "{{month}}", {{more}} "figures": [{ "measure": "{{measure}}", {{numbers}} }] }""";

    private async Task<string> AcceptAsync(string department, string month, string measure, string numbers)
    {
        var receipt = await App.AcceptedAsync(Figure(department, month, measure, numbers));
        Assert.Equal("accepted", receipt["state"]!.GetValue<string>());
        return receipt["id"]!.GetValue<string>();
    }

    private static string Rows(params string[] pairs) =>
        string.Concat(from month in new[] { "2019-06", "2020-06", "2021-06" } from pair in pairs select $"{month},{pair}\n");
}
