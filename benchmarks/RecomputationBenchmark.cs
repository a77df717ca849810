using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// Computing a fiscal year again after a correction in it, with ten years before it against one: the base year where the topic is compared
/// with it.
/// </summary>
internal static class RecomputationBenchmark
{
    private const int BaseYear = 2019, Last = 2024, Rounds = 15;

    public static async Task<int> RunAsync(Findings found, int rounds = Rounds)
    {
        await using var storage = await BenchmarkStorage.StartAsync("one", "ten");
        await using var one = BenchmarkStorage.Services(storage.ConnectionStringOf("one"));
        await using var ten = BenchmarkStorage.Services(storage.ConnectionStringOf("ten"));
        await MeasureAsync("オンライン申請実施率, every section every month", one, ten, year =>
            Monthly("online_procedures", year, ["online", "eligible"]), "online_procedures", found, rounds);
        await MeasureAsync("時間外勤務, every section every month in four combinations", one, ten, Overtime, "overtime", found, rounds);
        await MeasureAsync("RPA・AI-OCR, ten new ones a year", one, ten, Initiatives, "initiatives.rpa_ai_ocr", found, rounds);
        return 0;
    }

    private static async Task MeasureAsync(string what, ServiceProvider one, ServiceProvider ten,
        Func<FiscalYear, IEnumerable<Observation>> said, string topic, Findings found, int rounds)
    {
        Console.WriteLine(what);
        await FillAsync(one, 1, said, topic);
        await FillAsync(ten, 10, said, topic);
        found.AtMost($"a year computed again with ten years before it: {what}", await PairedMeasurement.RunAsync("one year before it",
            round => RecomputeAsync(one, said, topic, round), "ten years before it", round => RecomputeAsync(ten, said, topic, round),
            rounds), 1.2);
        var ofOne = await CountAsync(one, said, topic, rounds);
        found.AtMost($"storage calls of it, with the correction: {what}", await CountAsync(ten, said, topic, rounds), ofOne, "calls");
    }

    private static async Task<long> CountAsync(ServiceProvider app, Func<FiscalYear, IEnumerable<Observation>> said, string topic,
        int rounds)
    {
        using var calls = new CallCounter();
        await RecomputeAsync(app, said, topic, rounds + 1);
        return calls.Count;
    }

    private static async Task FillAsync(ServiceProvider app, int years, Func<FiscalYear, IEnumerable<Observation>> said, string topic)
    {
        // The one year before is the base year of overtime; of the others, which are not compared with any, it might be any.
        foreach (var year in years == 1 ? [BaseYear, Last] : Enumerable.Range(Last - years, years + 1))
        {
            await app.GetRequiredService<LedgerStore>().WriteAsync(said(new(year)), CancellationToken.None);
            await app.GetRequiredService<IndicatorRecomputer>().HandleAsync(new([new(topic, new(year))], []), CancellationToken.None);
        }
    }

    private static async Task<double> RecomputeAsync(ServiceProvider app, Func<FiscalYear, IEnumerable<Observation>> said, string topic,
        int round)
    {
        var (before, at) = (said(new(Last)).First(), DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(round));
        var corrected = before.Initiative is { } initiative
            ? before with
            {
                Initiative = initiative with { Name = string.Create(CultureInfo.InvariantCulture, $"another {round}") },
                ReceivedAt = at
            }
            : before with { Cells = [.. before.Cells.Select(c => c with { Value = c.Value + round })], ReceivedAt = at };
        await app.GetRequiredService<LedgerStore>().WriteAsync([corrected], CancellationToken.None);
        return await PairedMeasurement.TimeAsync(() => app.GetRequiredService<IndicatorRecomputer>()
            .HandleAsync(new([new(topic, new(Last))], []), CancellationToken.None));
    }

    private static IEnumerable<Observation> Monthly(string measure, FiscalYear year, string[] parts) =>
        from month in year.Months
        from section in ReferenceData.BuiltInRegister.In(month)
        select Say(measure, section.Code, month, [.. parts.Select((p, i) => new FigureCell(Dimensions.None, p, 100 + (10 * i)))], null);

    private static IEnumerable<Observation> Overtime(FiscalYear year) =>
        from month in year.Months
        from section in ReferenceData.BuiltInRegister.In(month)
        select Say("overtime", section.Code, month,
            [.. from job in new[] { "general", "hospital_medical" } from reason in new[] { "ordinary",
                "covid" } select new FigureCell(new(job, "regular", reason), "minutes", 600, "2-9")], null);

    private static IEnumerable<Observation> Initiatives(FiscalYear year) => Enumerable.Range(0, 10).Select(i => Say(
        "initiatives.rpa_ai_ocr", "0213", year.Months.First(), [],
            new("rpa_ai_ocr", string.Create(CultureInfo.InvariantCulture, $"task {year} {i}"), [], new("implemented"), true,
                "")));

    private static Observation Say(string measure, string section, FiscalMonth month, IReadOnlyList<FigureCell> cells,
        Initiative? initiative) =>
        new(measure, section, month, FigureStatus.Actual, cells, initiative, new(Source.Submission, "benchmark", ""),
            month.Start.AddMonths(1));
}
