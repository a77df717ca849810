using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Publishing.Recomputation.RecomputationSteps;

namespace SmartToyonaka.Tests.Publishing.Recomputation;

/// <summary>
/// From submissions to published values of a year, over the whole app: corrections, plans and registers.
/// </summary>
public sealed class RecomputationTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public async Task Computing_again_writes_nothing_where_nothing_changed()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await app.AcceptedAsync("""
            { "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 1, "eligible": 3 }, { "measure": "seal_abolitions", "count": 7 } ],
              "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented" } ] }
            """);
        await app.WaitUntilComputedAsync();
        var before = await StorageSnapshot.WithETagsAsync(app.Storage, [.. TableNames.Published]);

        clock.Advance(TimeSpan.FromHours(1));
        await RecomputeAsync(app, "online_procedures", "seal_abolitions", "initiatives.ai");

        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(app.Storage, [.. TableNames.Published]));

        // Nor does another instance, which has not seen what is published.
        await using var other = await RunningApp.StartAsync(app.Storage, clock);
        await RecomputeAsync(other, "online_procedures", "seal_abolitions", "initiatives.ai");
        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(app.Storage, [.. TableNames.Published]));
    }

    [Fact]
    public async Task A_correction_changes_the_value_and_only_what_follows_from_it()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await SubmitAsync(app, "2021-05", "seal_abolitions", 5);
        await SubmitAsync(app, "2021-06", "seal_abolitions", 7);
        await app.WaitUntilComputedAsync();
        Assert.Equal(["7", "12", "12"], await TextsAsync(app, "seal_abolitions", "2021-06"));
        var may = await RowAsync(app, "seal_abolitions", "month", 202105);

        await SubmitAsync(app, "2021-06", "seal_abolitions", 4);
        await app.WaitUntilComputedAsync();

        Assert.Equal(["4", "9", "9"], await TextsAsync(app, "seal_abolitions", "2021-06"));
        Assert.Equal(may.ETag, (await RowAsync(app, "seal_abolitions", "month", 202105)).ETag);
        Assert.Equal(3, (await app.RowsAsync(TableNames.Ledger)).Count);
    }

    [Fact]
    public async Task A_figure_can_be_corrected_back_to_what_it_was()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        foreach (var (count, id) in new[] { (5, "a"), (6, "b"), (5, "c") })
        {
            await app.AcceptedAsync(
                $$"""{ "department": "0213", "month": "2021-06", "responseId": "{{id}}", "figures": [ { "measure": "platform_members", "count": {{count}} } ] }""");
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        await app.WaitUntilComputedAsync();
        Assert.Equal("5", (await app.IndicatorAsync("ppp_platform_members", "month", "2021-06"))!["text"]!.GetValue<string>());
        Assert.Equal(3, (await app.RowsAsync(TableNames.Ledger)).Count);
    }

    [Fact]
    public async Task Planned_figures_never_mix_with_actual_ones()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 189, "eligible": 938 } ] }""");
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2022-03", "status": "planned", "figures": [ { "measure": "online_procedures", "online": 472, "eligible": 938 } ] }""");
        await app.AcceptedAsync(
            """{ "department": "0211", "month": "2021-06", "status": "planned", "figures": [ { "measure": "online_procedures", "online": 10, "eligible": 10 } ] }""");
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "status": "planned", "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented" } ] }""");
        await app.WaitUntilComputedAsync();

        Assert.Equal("20.1", (await app.IndicatorAsync("online_application_rate", "month", "2021-06"))!["text"]!.GetValue<string>());
        Assert.Equal("100.0", (await app.IndicatorAsync("online_application_rate", "month", "2021-06", "planned"))!["text"]!
            .GetValue<string>());
        Assert.Equal("50.3", (await app.IndicatorAsync("online_application_rate", "month", "2022-03", "planned"))!["text"]!
            .GetValue<string>());
        Assert.Null(await app.IndicatorAsync("online_application_rate", "month", "2022-03"));
        Assert.Equal("1", (await app.IndicatorAsync("ai_tasks", "programme", "2021-06", "planned"))!["text"]!.GetValue<string>());
        Assert.NotEqual("1", (await app.IndicatorAsync("ai_tasks", "programme", "2021-06"))?["text"]!.GetValue<string>());
        Assert.Empty(await app.RowsAsync(TableNames.FactInitiative));
    }

    [Fact]
    public async Task An_initiative_counts_while_its_newest_status_does()
    {
        await using var app = await RunningApp.StartAsync(clock: clock);
        await InitiativeAsync(app, "2021-04", "考え中", "considering");
        await InitiativeAsync(app, "2021-04", "数えない", "implemented", counts: false);
        await InitiativeAsync(app, "2021-04", "実施", "implemented");
        await InitiativeAsync(app, "2021-05", "取下げ", "implemented");
        await InitiativeAsync(app, "2021-06", "取下げ", "withdrawn");
        await app.WaitUntilComputedAsync();

        Assert.Equal(["1", "2", "1"],
            await Task.WhenAll(new[] { "2021-04", "2021-05", "2021-06" }.Select(async m =>
                (await app.IndicatorAsync("rpa_ai_ocr_tasks", "programme", m))!["text"]!.GetValue<string>())));
        var rows = await app.RowsAsync(TableNames.FactInitiative);
        Assert.Equal(4, rows.Count);
        Assert.Equal("withdrawn", Assert.Single(rows, r => r.GetString("name") == "取下げ").GetString("status"));
        Assert.False(Assert.Single(rows, r => r.GetString("name") == "数えない").GetBoolean("countstowardtarget"));

        // The status is put right afterwards.
        await InitiativeAsync(app, "2021-06", "取下げ", "implemented");
        await app.WaitUntilComputedAsync();
        Assert.Equal("2", (await app.IndicatorAsync("rpa_ai_ocr_tasks", "programme", "2021-06"))!["text"]!.GetValue<string>());
    }
}
