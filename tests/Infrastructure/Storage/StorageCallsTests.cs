using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Infrastructure.Storage;

/// <summary>Work is bounded: how often a submission and a recomputation call the storage, whatever the history.</summary>
[Collection(AloneCollection.Name)]
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class StorageCallsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task An_accepted_submission_waits_for_the_storage_four_times(int initiatives)
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        using var department = await app.NewDepartmentAsync("0213");
        await SubmitAsync("warm");

        proxy.Clear();
        var inSequence = await proxy.CountWavesAsync(() => SubmitAsync("counted"));
        Report($"submission of {initiatives + 1} entries: {inSequence} in sequence", proxy.Calls);
        Assert.InRange(inSequence, 1, 4);

        // What is looked at and written does not depend on how many entries there are, only on how many measures they are of: figures are
        // compared with what their section said from the year before to the year after, which is one query. Other sections are not read.
        Assert.Equal(10, proxy.Calls.Count);
        Assert.Contains("section", Assert.Single(proxy.Calls, c => c.Path.Contains("/ledger()", StringComparison.Ordinal)
            && c.Path.Contains("online_procedures", StringComparison.Ordinal)).Path, StringComparison.Ordinal);
        Assert.Contains(proxy.Calls, c => c.Path.Contains("closings", StringComparison.Ordinal));

        async Task SubmitAsync(string id)
        {
            var list = string.Join(',', Enumerable.Range(0, initiatives)
                .Select(i => $$"""{ "category": "ai", "name": "{{id}}-{{i}}", "status": "implemented" }"""));
            using var answer = await app.SubmitAsync(
                $$"""{ "department": "0213", "month": "2021-06", "responseId": "{{id}}", "figures": [ { "measure": "online_procedures", "online": {{(id == "warm" ? 472 : 473)}}, "eligible": 938 } ], "initiatives": [ {{list}} ] }""",
                client: department);
            Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_first_submission_of_a_credential_waits_for_two_calls_more()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        using var department = await app.NewDepartmentAsync("0213");
        await using var fresh = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        using var client = fresh.NewClient(department.DefaultRequestHeaders.Authorization!.Parameter);
        proxy.Clear();

        // The credential, and whether there is a newer register, catalogue or list of holidays.
        var inSequence = await proxy.CountWavesAsync(async () =>
        {
            using var answer = await fresh.SubmitAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "platform_members", "count": 2 } ] }""",
                    client: client);
            Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        });
        Report($"first submission: {inSequence} in sequence", proxy.Calls);
        Assert.InRange(inSequence, 5, 8);

        // A section's first value: its older years and the other sections are looked at, in one query each.
        Assert.Equal(3, proxy.Calls.Count(c => c.Path.Contains("/ledger()", StringComparison.Ordinal)));
    }

    // Other sections are read where something is to be doubted, in one query more, however many there are.
    [Theory]
    [InlineData(473, 938, 1)]
    [InlineData(472, 939, 2)]
    [InlineData(900, 938, 2)]
    public async Task Other_sections_are_read_only_where_they_may_say_something(int online, int eligible, int queries)
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        using var department = await app.NewDepartmentAsync("0213");
        await SubmitAsync("2020-12", 471, 938);
        proxy.Clear();
        var inSequence = await proxy.CountWavesAsync(() => SubmitAsync("2021-06", online, eligible));
        Report($"submission of {online} of {eligible}: {inSequence} in sequence", proxy.Calls);
        Assert.Equal(queries, proxy.Calls.Count(c => c.Path.Contains("/ledger()", StringComparison.Ordinal)));
        Assert.InRange(inSequence, 1, 3 + queries);

        async Task SubmitAsync(string month, int n, int of)
        {
            using var answer = await app.SubmitAsync(
                $$"""{ "department": "0213", "month": "{{month}}", "responseId": "{{month}}", "figures": [ { "measure": "online_procedures", "online": {{n}}, "eligible": {{of}} } ] }""",
                client: department);
            Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_refused_submission_does_not_call_the_storage()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        await app.IndicatorsAsync(1999, "&indicator=ai_tasks");
        proxy.Clear();
        using var answer = await app.SubmitAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 2, "eligible": 1 } ] }""");
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(proxy.Calls);
    }

    private const int MostYears = 10;

    // Counting waits for quiet most of the time: all topics do so at once, each with an app and a storage of its own.
    private static readonly Dictionary<string, Lazy<Task<Dictionary<int, (int InSequence, IReadOnlyList<StorageCall> Calls)>>>> Recomputed =
        ((string[])["seal_abolitions", "online_procedures", "initiatives.ai", BuiltInMeasures.EApproval])
        .ToDictionary(t => t, t => new Lazy<Task<Dictionary<int, (int, IReadOnlyList<StorageCall>)>>>(() => RecomputeAsync(t)));

    [Theory]
    [InlineData("seal_abolitions")]
    [InlineData("online_procedures")]
    [InlineData("initiatives.ai")]
    public async Task A_recomputation_calls_the_storage_as_often_after_ten_years_as_after_one(string topic)
    {
        var after = await RecomputedAsync(topic);
        var (one, two, ten) = (after[1], after[2], after[MostYears]);
        Report($"recomputation of {topic}, 1 year: {one.InSequence} in sequence", one.Calls);
        Report($"recomputation of {topic}, {MostYears} years: {ten.InSequence} in sequence", ten.Calls);

        // With earlier years there is one call more, for the carry-forward of the last one, however many there are.
        Assert.Equal(two.InSequence, ten.InSequence);
        Assert.Equal(two.Calls.Select(c => $"{c.Service} {c.Method}").Order(StringComparer.Ordinal),
            ten.Calls.Select(c => $"{c.Service} {c.Method}").Order(StringComparer.Ordinal));
        Assert.Equal(one.Calls.Count + 1, ten.Calls.Count);
        Assert.InRange(ten.Calls.Count, 1, 16);
        Assert.InRange(ten.InSequence, 1, 13);
    }

    [Fact]
    public async Task Values_by_bureau_and_the_base_year_take_as_many_calls_after_ten_years_as_after_one()
    {
        var after = await RecomputedAsync(BuiltInMeasures.EApproval);
        var (one, ten) = (after[1], after[MostYears]);
        Report($"recomputation of {BuiltInMeasures.EApproval}, {MostYears} years: {ten.InSequence} in sequence", ten.Calls);

        Assert.Equal(one.Calls.Select(c => $"{c.Service} {c.Method}").Order(StringComparer.Ordinal),
            ten.Calls.Select(c => $"{c.Service} {c.Method}").Order(StringComparer.Ordinal));
        Assert.Equal(one.InSequence, ten.InSequence);
        Assert.InRange(ten.Calls.Count, 1, 17);
    }

    private static Task<Dictionary<int, (int InSequence, IReadOnlyList<StorageCall> Calls)>> RecomputedAsync(string topic)
    {
        foreach (var each in Recomputed.Values)
        {
            _ = each.Value;
        }

        return Recomputed[topic].Value;
    }

    /// <summary>The calls of computing the newest year again after a correction in it, by how many years there are.</summary>
    private static async Task<Dictionary<int, (int InSequence, IReadOnlyList<StorageCall> Calls)>> RecomputeAsync(string topic)
    {
        const int first = 2021;
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture));
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, clock, proxy, RunningApp.QueueOff);
        var recomputer = app.Services.GetRequiredService<IndicatorRecomputer>();
        var after = new Dictionary<int, (int InSequence, IReadOnlyList<StorageCall> Calls)>();
        for (var years = 1; years <= MostYears; years++)
        {
            var year = first + years - 1;
            clock.SetUtcNow(clock.Start.AddYears(years - 1));
            await SubmitAsync(year, 5);
            await ComputeAsync();
            if (years is 1 or 2 || years == MostYears)
            {
                // From the second on, the version of the reference data is all that is looked at.
                await SubmitAsync(year, 6);
                await ComputeAsync();
                await SubmitAsync(year, 7);
                proxy.Clear();
                after[years] = (await proxy.CountWavesAsync(ComputeAsync), [.. proxy.Calls]);
            }

            Task ComputeAsync() => recomputer.HandleAsync(new([new(topic, new FiscalYear(year))], []), default);
        }

        return after;

        async Task SubmitAsync(int year, int n)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            if (topic == BuiltInMeasures.EApproval)
            {
                await app.Services.GetRequiredService<LedgerStore>()
                    .WriteAsync([TestData.Documents("0213", $"{year}-06", n, 10) with { ReceivedAt = clock.GetUtcNow() }], default);
                return;
            }

            var what = topic switch
            {
                "online_procedures" => $$"""  "figures": [ { "measure": "online_procedures", "online": {{n}}, "eligible": 10 } ]  """,
                "initiatives.ai" => $$"""  "initiatives": [ { "category": "ai", "name": "{{year}}-{{n}}", "status": "implemented" } ]  """,
                _ => $$"""  "figures": [ { "measure": "{{topic}}", "count": {{n}} } ]  """,
            };
            await app.AcceptedAsync($$"""{ "department": "0213", "month": "{{year}}-06", {{what}} }""");
        }
    }

    private void Report(string what, IReadOnlyList<StorageCall> calls)
    {
        output.WriteLine($"{what}: {calls.Count} calls");
        foreach (var call in calls)
        {
            output.WriteLine($"  {call}");
        }
    }
}
