using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// Everything that has an aim, in one run of some minutes, as one table. What takes hours has commands of its own; first paint needs
/// Chromium.
/// </summary>
internal static class AllBenchmark
{
    private static readonly (string Name, Func<Findings, Task> RunAsync)[] Parts =
    [
        ("start", found => StartBenchmark.RunAsync(found, starts: 5)),
        ("host", found => StartBenchmark.RunHostAsync(found, rounds: 5)),
        ("rest", StartBenchmark.RunRestAsync),
        ("submissions", SubmissionsAsync),
        ("processor", SubmissionBenchmark.RunProcessorTimeAsync),
        ("calls", SubmissionBenchmark.RunCallsAsync),
        ("drops", found => DropBenchmark.RunAsync(1_000_000, found)),
        ("ledger", LedgerAsync),
        ("drop-calls", DropCallsAsync),
        ("recomputation", found => RecomputationBenchmark.RunAsync(found, rounds: 7)),
        ("load", found => LoadBenchmark.BurstAsync(5_000, 200, 100, found)),
        ("sample", found => SampleBenchmark.RunAsync(found)),
        ("pages", SampleBenchmark.RunPagesAsync),
        ("paint", SampleBenchmark.RunPaintAsync),
    ];

    /// <summary>Runs all, or what is named.</summary>
    /// <param name="found">Gains every row.</param>
    /// <param name="file">Where the table is written in Markdown; nowhere when it is not given.</param>
    /// <param name="only">The names of some parts; none for all.</param>
    public static async Task<int> RunAsync(Findings found, string? file, IReadOnlyCollection<string> only)
    {
        var (machine, start) = (Findings.Machine(), Stopwatch.GetTimestamp());
        foreach (var (name, runAsync) in Parts.Where(p => only.Count == 0 || only.Contains(p.Name)))
        {
            Console.WriteLine($"## {name}");
            var began = Stopwatch.GetTimestamp();
            try
            {
                await runAsync(found);
            }
            catch (Exception e)
            {
                // The other parts are measured all the same.
                Console.Error.WriteLine(e);
                found.Failed(name, e);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name} took {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{machine} All took {Stopwatch.GetElapsedTime(start).TotalMinutes:F1} minutes."));
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, $"{machine}\n\n{found.Markdown()}");
        }

        return found.Rows.Any(r => r.IsKept == false) ? 1 : 0;
    }

    private static async Task SubmissionsAsync(Findings found)
    {
        foreach (var atATime in new[] { 1, 8, 50 })
        {
            await SubmissionBenchmark.RunAsync(atATime, found, rounds: 3, perRound: 200);
        }
    }

    private static async Task LedgerAsync(Findings found)
    {
        await LedgerBenchmark.RunYearAsync(1_000_000, 7, found);
        await LedgerBenchmark.RunYearsAsync(1_000_000, 3, found);
        await LedgerBenchmark.RunWidestAsync(1_000_000, found);
    }

    /// <summary>Counts the calls of drops of few and of many sections and months, each end to end.</summary>
    private static async Task DropCallsAsync(Findings found)
    {
        await using var storage = await BenchmarkStorage.StartAsync("ours");
        await using var services = BenchmarkStorage.Services(storage.ConnectionStringOf("ours"));
        var container = new BlobContainerClient(storage.ConnectionStringOf("ours"), ContainerNames.Drops);
        var months = Enumerable.Range(0, 12).Select(i => new Domain.Calendar.FiscalMonth(2021, 4).AddMonths(i)).ToList();
        var pairs = months.SelectMany(m => ReferenceData.BuiltInRegister.In(m).Select(s => (Month: m, Section: s))).ToList();
        foreach (var count in new[] { 1, 12, pairs.Count })
        {
            var file = new StringBuilder("年月,所属コード,所属名,起案件数,電子決裁件数,紙決裁件数\r\n");
            foreach (var (month, section) in pairs.Take(count))
            {
                file.Append(CultureInfo.InvariantCulture, $"{month},{section.Code},{section.Name},{100 + count},{60 + count},40\r\n");
            }

            await container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"e-approval/{count}.csv"))
                .UploadAsync(BinaryData.FromString(file.ToString()));
            using var calls = new CallCounter();
            await services.GetRequiredService<DropPuller>().PullAsync("e-approval", CancellationToken.None);
            found.Add(string.Create(CultureInfo.InvariantCulture, $"storage calls of a drop of {count} sections and months"), calls.Count,
                "calls");
        }
    }
}
