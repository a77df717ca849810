using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Review;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Tests.Triggers.Http;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>A body as a client posts it, with its content type.</summary>
internal sealed record SentBody(string Type, byte[] Content)
{
    public static SentBody Json(string json) => new("application/json", Encoding.UTF8.GetBytes(json));

    public static SentBody Form(string fields) => new("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(fields));

    /// <summary>Files with the fields of a submission.</summary>
    public static SentBody Files(string department, string month, string status, params (string Name, byte[] Content)[] files) =>
        new("multipart/form-data; boundary=xyz", InvalidInput.Multipart(
            [("department", department), ("month", month), .. status.Length > 0 ? [("status", status)] : Array.Empty<(string, string)>()],
            files));

    /// <summary>A CSV file whose lines are separated by <c>|</c>.</summary>
    public static SentBody Csv(string lines, string department = "0102", string month = "2021-06", string status = "",
        string name = "f.csv") => Files(department, month, status, (name, Lines(lines)));

    public static byte[] Lines(string lines) => Encoding.UTF8.GetBytes(lines.Replace('|', '\n'));

    /// <summary>A workbook of one sheet.</summary>
    public static SentBody Book(params string?[][] rows) => Dressed(new SheetDress(), rows);

    /// <summary>A workbook of which some is hidden or merged.</summary>
    public static SentBody Dressed(SheetDress dress, params string?[][] rows) => BookOf("0102", "2021-06", dress, rows);

    public static SentBody BookOf(string department, string month, SheetDress dress, params string?[][] rows) =>
        Files(department, month, "", ("f.xlsx", new Workbook().Sheet("提出", dress, rows).ToBytes()));
}

/// <summary>An app by the built-in catalogue, of which nothing is published before a case of advice.</summary>
public abstract class AdviceOffice(DateTimeOffset start) : IAsyncLifetime
{
    private const int MostRounds = 5;

    internal AdjustableClock Clock { get; } = new(start);

    internal RunningApp App { get; private set; } = null!;

    public virtual async Task InitializeAsync() => App = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(), Clock,
        settings: "SmartToyonaka:Access:SubmissionsPerMinute=100000");

    public async Task DisposeAsync() => await App.DisposeAsync();

    internal async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(SentBody body)
    {
        Clock.Advance(TimeSpan.FromSeconds(30));
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/submissions") { Content = new ByteArrayContent(body.Content) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(body.Type);
        using var answer = await App.Client.SendAsync(request);
        return (answer.StatusCode, await answer.JsonAsync());
    }

    /// <summary>Sends what is to be taken at once.</summary>
    internal async Task TakeAsync(SentBody body)
    {
        var (status, answer) = await SendAsync(body);
        Assert.True(status == HttpStatusCode.Accepted && answer["state"]!.GetValue<string>() == "accepted", answer.ToJsonString());
    }

    /// <summary>
    /// Everything that is published: <c>platform_members 0102 202106 count=12</c>, and
    /// <c>ai 議事録 0102 implemented True</c>.
    /// </summary>
    internal async Task<IReadOnlyList<string>> PublishedAsync()
    {
        await App.WaitUntilComputedAsync();
        var figures = (await App.RowsAsync(TableNames.FactFigure)).Select(r => string.Create(CultureInfo.InvariantCulture,
            $"{r["measure"]} {r["departmentcode"]} {r["monthkey"]} {r["part"]}={r["value"]}")
            + (r.GetString("status") == "planned" ? " planned" : ""));
        var initiatives = (await App.RowsAsync(TableNames.FactInitiative)).Select(r => string.Join(' ', new[]
        {
            "category", "name", "departmentcode", "status", "countstowardtarget", "partners", "note",
        }.Select(c => $"{r[c]}").Where(c => c.Length > 0)));
        return [.. figures.Concat(initiatives).Order(StringComparer.Ordinal)];
    }

    /// <summary>Takes back what is published and rejects what waits.</summary>
    internal async Task ClearAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            foreach (var review in await App.ReviewsAsync())
            {
                using var answer = await App.Client.PostAsJsonAsync($"api/reviews/{review!["id"]}",
                    new { decision = review["withdraws"]?.GetValue<bool>() == true ? "confirm" : "reject", reason = "" });
                Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            }

            if ((await PublishedAsync()).Count == 0)
            {
                return;
            }

            await WithdrawAllAsync();
        }

        Assert.Empty(await PublishedAsync());
    }

    private async Task WithdrawAllAsync()
    {
        var figures = (await App.RowsAsync(TableNames.FactFigure)).Select(r => (Section: r.GetString("departmentcode"),
            Month: r.GetInt32("monthkey")!.Value, Status: r.GetString("status"),
            Items: $$""" "figures": [{ "measure": "{{r["measure"]}}", "withdraw": true }] """));
        var initiatives = (await App.RowsAsync(TableNames.FactInitiative)).Select(r => (Section: r.GetString("departmentcode"),
            Month: r.GetInt32("monthkey")!.Value, Status: "actual",
            Items: $$""" "initiatives": [{ "category": "{{r["category"]}}", "name": "{{r["name"]}}", "withdraw": true }] """));
        foreach (var (section, month, status, items) in figures.Concat(initiatives).Distinct().ToList())
        {
            var (code, answer) = await SendAsync(SentBody.Json(string.Create(CultureInfo.InvariantCulture,
                $$"""{ "department": "{{section}}", "month": "{{month / 100}}-{{month % 100:D2}}", "status": "{{status}}", {{items}} }""")));
            Assert.True(code == HttpStatusCode.Accepted, answer.ToJsonString());
        }
    }
}
