using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>What a department said of a month: who, when, old and new.</summary>
public sealed class HistoryTests
{
    private const string Address = "api/history?department=0301&month=2021-06";

    [Fact]
    public async Task A_correction_shows_who_when_old_and_new_newest_first()
    {
        await using var app = await RunningApp.StartAsync();
        using var issued = await app.Client.PostAsJsonAsync("api/credentials", new { role = "department", department = "0301" });
        var credential = await issued.JsonAsync();
        using var department = app.NewClient(credential["token"]!.GetValue<string>());
        using var first = await app.SubmitAsync(Seals(7), client: department);
        var receipt = await first.JsonAsync();
        var received = receipt["receivedAt"]!.GetValue<DateTimeOffset>();
        await RunningApp.UntilAsync(() => Task.FromResult(DateTimeOffset.UtcNow >= received.AddMilliseconds(1)));
        await app.AcceptedAsync(Seals(4));

        var history = await (await department.GetAsync(Address)).JsonAsync();

        var entries = history["entries"]!.AsArray();
        Assert.Equal(2, entries.Count);
        var (newest, oldest) = (entries[0]!, entries[1]!);
        Assert.Equal(("bootstrap", "seal_abolitions", "押印廃止", "actual"), (
            newest["by"]!.GetValue<string>(), newest["measure"]!.GetValue<string>(), newest["measureName"]!.GetValue<string>(),
                newest["status"]!.GetValue<string>()));
        Assert.Equal((7L, 4L), (Number(newest["old"]), Number(newest["new"])));
        Assert.Equal((credential["id"]!.GetValue<string>(), null, 7L),
            (oldest["by"]!.GetValue<string>(), oldest["old"], Number(oldest["new"])));
        Assert.Equal(receipt["receivedAt"]!.GetValue<DateTimeOffset>(), oldest["receivedAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal("submission:" + receipt["id"]!.GetValue<string>(), oldest["source"]!.GetValue<string>());
    }

    [Fact]
    public async Task Planned_and_actual_stand_side_by_side_and_replace_only_their_own_kind()
    {
        await using var app = await RunningApp.StartAsync();
        await app.AcceptedAsync(Seals(9, "planned"));
        await app.AcceptedAsync(Seals(7));

        var history = await (await app.Client.GetAsync(Address)).JsonAsync();

        var held = Assert.Single(history["holds"]!.AsArray())!;
        Assert.Equal((7L, 9L), (Number(held["actual"]), Number(held["planned"])));
        Assert.All(history["entries"]!.AsArray(), e => Assert.Null(e!["old"]));
    }

    [Fact]
    public async Task Withdrawing_an_initiative_keeps_its_history_and_its_count_falls()
    {
        await using var app = await RunningApp.StartAsync();
        await app.AcceptedAsync(Initiative("2021-06", "implemented"));
        await app.WaitUntilComputedAsync();
        Assert.Equal("1", (await app.IndicatorAsync("ai_tasks", "programme", "2021-06"))!["text"]!.GetValue<string>());

        await app.AcceptedAsync(Initiative("2021-06", "withdrawn"));
        await app.WaitUntilComputedAsync();

        Assert.Equal("0", (await app.IndicatorAsync("ai_tasks", "programme", "2021-06"))!["text"]!.GetValue<string>());
        var newest = (await (await app.Client.GetAsync(Address)).JsonAsync())["entries"]!.AsArray()[0]!;
        Assert.Equal(("議事録", "implemented", "withdrawn"), (
            newest["name"]!.GetValue<string>(), newest["old"]!["initiative"]!["status"]!.GetValue<string>(),
                newest["new"]!["initiative"]!["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task It_is_for_the_department_itself_and_administrators()
    {
        await using var app = await RunningApp.StartAsync();
        using var other = await app.NewDepartmentAsync("0302");

        Assert.Equal("other-department", await (await other.GetAsync(Address)).ProblemAsync(HttpStatusCode.Forbidden));
        var own = await (await other.GetAsync("api/history?month=R3.6")).JsonAsync();
        Assert.Equal(("0302", "2021-06"), (own["department"]!.GetValue<string>(), own["month"]!.GetValue<string>()));
        Assert.Equal("department", await (await app.Client.GetAsync("api/history?month=2021-06&department=9999"))
            .ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Equal("month", await (await app.Client.GetAsync("api/history?department=0301")).ProblemAsync(HttpStatusCode.BadRequest));
    }

    // 7 people are a small group; of overtime, what factfigure has not published yet is kept too.
    [Fact]
    public async Task A_reader_sees_of_groups_of_people_what_is_published()
    {
        await using var app = await RunningApp.StartAsync();
        using var issued = await app.Client.PostAsJsonAsync("api/credentials", new { role = "reader" });
        using var reader = app.NewClient((await issued.JsonAsync())["token"]!.GetValue<string>());
        await app.Container("drops").GetBlobClient("staff/2021.csv")
            .UploadAsync(BinaryData.FromString(
                "年月,所属コード,所属名,職種,勤務形態,人数\n2021-04,0211,財政課,一般,通常,7\n2021-04,0101,経営計画課,一般,通常,31\n2021-04,0304,資産管理課,一般,通常,40\n"));
        await app.RunTimerAsync("PullStaff");
        var receipt = app.Container("receipts").GetBlobClient("staff/2021.csv.json");
        await RunningApp.UntilAsync(async () => await receipt.ExistsAsync());
        await app.WaitUntilComputedAsync();

        Assert.Equal([7L], await SeenAsync(app.Client, "0211"));
        Assert.Equal([null], await SeenAsync(reader, "0211"));
        Assert.Equal([40L], await SeenAsync(reader, "0304"));

        static async Task<IEnumerable<long?>> SeenAsync(HttpClient client, string department) =>
            (await (await client.GetAsync($"api/history?department={department}&month=2021-04")).JsonAsync())["entries"]!.AsArray()
                .SelectMany(e => e!["new"]!["numbers"]!.AsArray()).Select(n => n!["value"]?.GetValue<long>());
    }

    private static long Number(JsonNode? value) => Assert.Single(value!["numbers"]!.AsArray())!["value"]!.GetValue<long>();

    private static string Seals(int count, string status = "actual") =>
        $$"""{ "department": "0301", "month": "2021-06", "status": "{{status}}", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ] }""";

    private static string Initiative(string month, string status) =>
        $$"""{ "department": "0301", "month": "{{month}}", "initiatives": [ { "category": "ai", "name": "議事録", "status": "{{status}}" } ] }""";
}
