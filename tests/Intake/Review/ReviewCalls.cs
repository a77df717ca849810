using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>What a clerk does with files and with what waits.</summary>
internal static class ReviewCalls
{
    private static readonly Dictionary<string, string> Timers = new(StringComparer.Ordinal)
    {
        ["e-approval"] = "PullEApproval",
        ["overtime"] = "PullOvertime",
        ["staff"] = "PullStaff",
    };

    /// <summary>Uploads a drop, has it taken and gives its receipt.</summary>
    public static Task<JsonNode> DropAsync(this RunningApp app, string name, string csv) => app.DropAsync(name, BinaryData.FromString(csv));

    /// <inheritdoc cref="DropAsync(RunningApp, string, string)"/>
    public static async Task<JsonNode> DropAsync(this RunningApp app, string name, BinaryData content)
    {
        await app.Container(ContainerNames.Drops).UploadBlobAsync(name, content);
        await app.RunTimerAsync(Timers[name.Split('/')[0]]);
        var receipt = app.Container(ContainerNames.Receipts).GetBlobClient(name + ".json");
        await RunningApp.UntilAsync(async () => await receipt.ExistsAsync());
        await app.WaitUntilComputedAsync();
        return JsonNode.Parse((await receipt.DownloadContentAsync()).Value.Content)!;
    }

    /// <summary>The pairs of a receipt that wait: <c>2021-06 0213</c>.</summary>
    public static IEnumerable<string> Waiting(this JsonNode receipt) =>
        receipt["waiting"]!.AsArray().Select(w => $"{w!["month"]} {w["section"]}");

    /// <summary>Everything that waits.</summary>
    public static async Task<JsonArray> ReviewsAsync(this RunningApp app)
    {
        using var answer = await app.Client.GetAsync("api/reviews");
        return (await answer.JsonAsync()).AsArray();
    }

    /// <summary>Decides of the only value that waits.</summary>
    public static async Task DecideAsync(this RunningApp app, string decision)
    {
        var id = Assert.Single(await app.ReviewsAsync())!["id"]!.GetValue<string>();
        using var answer = await app.Client.PostAsJsonAsync($"api/reviews/{id}", new { decision, reason = "" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await app.WaitUntilComputedAsync();
    }

    /// <summary>What is published of a section: <c>2021-06 total 200</c>.</summary>
    public static async Task<IReadOnlyList<string>> FiguresAsync(this RunningApp app, string measure, string section) =>
        [.. (await app.RowsAsync(TableNames.FactFigure))
            .Where(r => r.GetString("measure") == measure && r.GetString("departmentcode") == section)
            .Select(r => $"{r.GetInt32("monthkey")} {r.GetString("part")} {r.GetInt64("value")}").Order(StringComparer.Ordinal)];

    /// <summary>Hands in a figure; gives the state of its receipt.</summary>
    public static async Task<string> StateOfAsync(this RunningApp app, string department, string month, string measure, string numbers) =>
        (await app.AcceptedAsync(SlipOffice.Figure(department, month, measure, numbers)))["state"]!.GetValue<string>();
}
