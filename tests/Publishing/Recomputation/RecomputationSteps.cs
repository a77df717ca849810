using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Recomputation;

/// <summary>What tests of the recomputation do to an app whose clock stands still, and what they look at.</summary>
internal static class RecomputationSteps
{
    public static async Task SubmitAsync(RunningApp app, string month, string measure, int count, string department = "0213")
    {
        await app.AcceptedAsync(
            $$"""{ "department": "{{department}}", "month": "{{month}}", "figures": [ { "measure": "{{measure}}", "count": {{count}} } ] }""");
        Tick(app);
    }

    public static async Task InitiativeAsync(RunningApp app, string month, string name, string status, bool counts = true)
    {
        await app.AcceptedAsync(
            $$"""{ "department": "0213", "month": "{{month}}", "initiatives": [ { "category": "rpa_ai_ocr", "name": "{{name}}", "status": "{{status}}", "countsTowardTarget": {{(counts ? "true" : "false")}} } ] }""");
        Tick(app);
    }

    public static Task RecomputeAsync(RunningApp app, params string[] topics) => RecomputeAsync(app, 2021, topics);

    public static Task RecomputeAsync(RunningApp app, int year, params string[] topics) =>
        app.Services.GetRequiredService<IndicatorRecomputer>().HandleAsync(new([.. topics.Select(t => new TopicYear(t, new(year)))], []),
            default);

    /// <summary>As printed: of the month, of the year so far, of the programme so far.</summary>
    public static async Task<string[]> TextsAsync(RunningApp app, string indicator, string month) =>
        await Task.WhenAll(new[] { "month", "ytd", "programme" }.Select(async b =>
            (await app.IndicatorAsync(indicator, b, month))!["text"]!.GetValue<string>()));

    public static async Task<Azure.Data.Tables.TableEntity> RowAsync(RunningApp app, string indicator, string basis, int month) =>
        (await app.RowsAsync(TableNames.FactIndicator)).Single(r => r.GetString("indicatorid") == indicator
            && r.GetString("basis") == basis && r.GetString("status") == "actual" && r.GetInt32("monthkey") == month);

    // What is handed in later is newer.
    private static void Tick(RunningApp app) =>
        ((FakeTimeProvider)app.Services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromSeconds(1));
}
