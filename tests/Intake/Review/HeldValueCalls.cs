using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>What tests of values that wait do: hand in, look, decide, compare.</summary>
internal static class HeldValueCalls
{
    public static async Task<RunningApp> NewAppAsync(TimeProvider? clock = null) =>
        await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(), clock ?? OfficeClock.Instance);

    public static string Online(string month, int online, int eligible) =>
        $$"""{ "department": "0213", "month": "{{month}}", "figures": [{ "measure": "online_procedures", "online": {{online}}, "eligible": {{eligible}} }] }""";

    public static async Task<string> RateAsync(RunningApp app, string month) =>
        (await app.IndicatorAsync("online_application_rate", "month", month))!["text"]!.GetValue<string>();

    public static async Task<JsonArray> ReviewsAsync(RunningApp app, HttpClient? client = null)
    {
        using var answer = await (client ?? app.Client).GetAsync("api/reviews");
        return (await answer.JsonAsync()).AsArray();
    }

    public static async Task<int> WaitingAsync(RunningApp app)
    {
        using var answer = await app.Client.GetAsync("api/health");
        return (await answer.JsonAsync())["reviews"]!["waiting"]!.GetValue<int>();
    }

    public static Task<HttpResponseMessage> DecideAsync(RunningApp app, string id, string decision, HttpClient? client = null) =>
        (client ?? app.Client).PostAsJsonAsync($"api/reviews/{id}", new { decision, reason = "電話で確かめた" });

    public static async Task DropAsync(RunningApp app, string name, string csv, string timer)
    {
        await app.Container("drops").UploadBlobAsync(name, BinaryData.FromString(csv));
        await app.RunTimerAsync(timer);
        await RunningApp.UntilAsync(async () => await app.Container("receipts").GetBlobClient(name + ".json").ExistsAsync());
    }

    public static async Task AssertVerifiedAsync(RunningApp app)
    {
        await app.Services.GetRequiredService<SmartToyonaka.Publishing.Completeness.CompletenessPublisher>().CatchUpAsync(default);
        Assert.Empty(await app.Services.GetRequiredService<Verification>().ConfirmedAsync(default));
        var compared = await app.Services.GetRequiredService<LedgerRecovery>().RunAsync(write: false, new Progress<string>(), default);
        Assert.True(compared.IsGood, string.Join("; ", compared.Missing.Concat(compared.Different).Concat(compared.Unaccounted)));
    }
}
