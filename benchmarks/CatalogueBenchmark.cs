using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// A catalogue of hundreds of measures and indicators against one with a few more than those built in: what a correction costs, what a new
/// target costs, and the start.
/// </summary>
internal static class CatalogueBenchmark
{
    private const int Few = 2, Rounds = 15, Corrected = 1;
    private const string Small = "few", Large = "many";
    private static readonly FiscalYear Year = new(2021);

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(int measures, int indicators)
    {
        await using var storage = await BenchmarkStorage.StartAsync(Small, Large);
        await using var small = BenchmarkStorage.Services(storage.ConnectionStringOf(Small));
        await using var large = BenchmarkStorage.Services(storage.ConnectionStringOf(Large));
        await FillAsync(small, Few, 2 * Few, target: 50);
        await FillAsync(large, measures, indicators, target: 50);

        Console.WriteLine(Text($"a correction of one measure, computed and published: {measures} measures and {indicators} indicators more"));
        await PairedMeasurement.RunAsync(Text($"{Few} measures more"), round => CorrectAsync(small, round), Text($"{measures} measures more"),
            round => CorrectAsync(large, round), Rounds);
        Console.WriteLine(Text($"storage calls: {await CallsAsync(small)} with {Few}, {await CallsAsync(large)} with {measures}"));

        Console.WriteLine("a new target of one indicator: the topics and years that it has computed again");
        var (all, later) = (await TargetAsync(large, measures, indicators, from: null),
            await TargetAsync(large, measures, indicators, from: Year.Value + 1));
        Console.WriteLine(Text($"{all} of {measures}; {later} where it holds from the next fiscal year on"));

        Console.WriteLine("from start to the first answered request, through host and worker");
        await StartBenchmark.CompareAsync(Text($"{Few} measures more"), storage.ConnectionStringOf(Small),
            Text($"{measures} measures more"), storage.ConnectionStringOf(Large));
        return 0;
    }

    private static async Task FillAsync(ServiceProvider app, int measures, int indicators, int target)
    {
        await UploadAsync(app, Catalogue(measures, indicators, target, from: null));
        var ledger = app.GetRequiredService<LedgerStore>();
        for (var i = 0; i < measures; i++)
        {
            await ledger.WriteAsync(Year.Months.SelectMany(m => Sections.Select(s => Say(i, s, m, 10, m.Start.AddMonths(1)))),
                CancellationToken.None);
            await ComputeAsync(app, i);
        }
    }

    private static async Task UploadAsync(ServiceProvider app, string catalogue)
    {
        app.GetRequiredService<MeasureRegistry>().Enter();
        await app.GetRequiredService<StorageAccount>().Container(ContainerNames.Reference).WriteAsync("catalogue.json",
            Encoding.UTF8.GetBytes(catalogue), "application/json", CancellationToken.None);
        await app.GetRequiredService<ReferencePuller>().PullAsync(CancellationToken.None);
        var receipt = await app.GetRequiredService<ReferencePuller>().ReceiptAsync("catalogue.json", CancellationToken.None);
        if (receipt?.State != "taken")
        {
            throw new InvalidOperationException($"The catalogue was not taken: {receipt?.State} {receipt?.Errors.FirstOrDefault()}");
        }
    }

    private static Task ComputeAsync(ServiceProvider app, int measure)
    {
        app.GetRequiredService<MeasureRegistry>().Enter();
        return app.GetRequiredService<IndicatorRecomputer>().HandleAsync(new([new(Id(measure), Year)], []), CancellationToken.None);
    }

    private static async Task<double> CorrectAsync(ServiceProvider app, int round)
    {
        await SayAgainAsync(app, round);
        return await PairedMeasurement.TimeAsync(() => ComputeAsync(app, Corrected));
    }

    private static async Task<long> CallsAsync(ServiceProvider app)
    {
        await SayAgainAsync(app, Rounds + 1);
        using var calls = new CallCounter();
        await ComputeAsync(app, Corrected);
        return calls.Count;
    }

    private static Task SayAgainAsync(ServiceProvider app, int round) => app.GetRequiredService<LedgerStore>().WriteAsync(
        [Say(Corrected, Sections[0], Year.First, 20 + round, DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(round))],
        CancellationToken.None);

    // What an upload asks for, of all that was computed.
    private static async Task<int> TargetAsync(ServiceProvider app, int measures, int indicators, int? from)
    {
        app.GetRequiredService<MeasureRegistry>().Enter();
        var before = (await app.GetRequiredService<ReferenceData>().GetNewestAsync(CancellationToken.None)).Catalogue;
        var json = Encoding.UTF8.GetBytes(Catalogue(measures, indicators, target: from is null ? 60 : 50, from));
        var affected = ReferenceChange.Of(before, Domain.Indicators.Catalogue.Parse(json));
        return (await app.GetRequiredService<ComputedYears>().ListAsync(CancellationToken.None))
            .Count(t => affected.Any(a => a.Includes(t.Topic, t.Year)));
    }

    private static string[] Sections { get; } =
        [.. ReferenceData.BuiltInRegister.In(Year.First).Select(s => s.Code).Take(10)];

    private static Observation Say(int measure, string section, FiscalMonth month, long value, DateTimeOffset at) => new(
        Id(measure), section, month, FigureStatus.Actual, [new(Dimensions.None, "n" + Number(measure), value)], null,
        new(Source.Submission, Text($"benchmark {at.UtcTicks}"), ""), at);

    private static string Catalogue(int measures, int indicators, int target, int? from)
    {
        var catalogue = JsonNode.Parse(ReferenceData.BuiltIn("catalogue.json")!)!;
        foreach (var measure in Enumerable.Range(0, measures).Select(Measure))
        {
            catalogue["measures"]!.AsArray().Add(measure);
        }

        for (var i = 0; i < indicators; i++)
        {
            var indicator = Indicator(i, i % measures, i == Corrected ? target : 50);
            if (i == Corrected && from is { } year)
            {
                indicator["versions"] = JsonNode.Parse(Text($$"""[ { "from": {{year}}, "target": { "kind": "atLeast", "value": 60 } } ]"""));
            }

            catalogue["indicators"]!.AsArray().Add(indicator);
        }

        return catalogue.ToJsonString();
    }

    private static JsonNode Measure(int i) => JsonNode.Parse($$"""
        { "id": "{{Id(i)}}", "nameJa": "項目{{Number(i)}}番", "nameEn": "measure number {{Number(i)}}", "kind": "flow",
          "parts": [ { "id": "n{{Number(i)}}", "nameJa": "数{{Number(i)}}番", "nameEn": "number {{Number(i)}}" } ] }
        """)!;

    private static JsonNode Indicator(int i, int measure, int target) => JsonNode.Parse($$"""
        { "id": "indicator_{{Number(i)}}", "nameJa": "指標{{Number(i)}}番", "nameEn": "indicator {{Number(i)}}", "group": "efficiency",
          "unit": "件", "unitEn": "items", "decimals": 0, "signed": false, "bases": [ "month", "ytd" ], "headlineBasis": "ytd",
          "formula": { "kind": "sum", "measure": "{{Id(measure)}}", "numerator": "n{{Number(measure)}}" },
          "target": { "kind": "atLeast", "value": {{Number(target)}} } }
        """)!;

    private static string Id(int measure) => "measure_" + Number(measure);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
