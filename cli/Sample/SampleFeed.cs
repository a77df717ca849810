using System.Collections.Concurrent;
using System.Globalization;
using Spectre.Console;

namespace SmartToyonaka.Cli.Sample;

/// <summary>Submits the sample by HTTP and drops and waits until everything is computed.</summary>
internal static class SampleFeed
{
    private static readonly string[] Pulls = ["PullEApproval", "PullOvertime", "PullStaff"];
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5), LookAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns what failed; nothing when all went well.</summary>
    // On a console of its own: one console shows one progress at a time, and tests feed several apps at once.
    public static Task<IReadOnlyList<string>> RunAsync(SampleClient client, string folder, CancellationToken cancel) =>
        AnsiConsole.Create(new()).Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
            new PercentageColumn()).StartAsync(async progress =>
        {
            var failures = new ConcurrentBag<string>();
            var submissions = Directory.GetFiles(Path.Combine(folder, "submissions"), "*.json").Order(StringComparer.Ordinal).ToList();
            var files = Directory.GetFiles(Path.Combine(folder, "drops"), "*.csv", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).ToList();
            var posting = progress.AddTask("提出 submissions", maxValue: submissions.Count);
            var dropping = progress.AddTask("CSV drops", maxValue: files.Count);
            var computing = progress.AddTask("計算 recomputation");

            await client.PrepareAsync(cancel);

            // Files first: the timers' functions read them while the submissions go in.
            var names = new List<string>();
            foreach (var file in files)
            {
                var name = Path.GetRelativePath(Path.Combine(folder, "drops"), file).Replace('\\', '/');
                names.Add(name);
                await client.UploadAsync(name, file, cancel);
            }

            await Task.WhenAll(Pulls.Select(p => client.RunAsync(p, cancel)));
            await Parallel.ForEachAsync(submissions, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel },
                async (file, c) =>
            {
                if (await client.SubmitAsync(file, c) is { } failure)
                {
                    failures.Add(failure);
                }

                posting.Increment(1);
            });

            using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            late.CancelAfter(Deadline);
            try
            {
                await WaitForDropsAsync(client, names, dropping, failures, late.Token);
                await ConfirmAsync(client, failures, late.Token);
                await WaitForComputationAsync(client, computing, failures, late.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                failures.Add($"After {Deadline.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes not everything was computed.");
            }

            return (IReadOnlyList<string>)[.. failures.Order(StringComparer.Ordinal)];
        });

    private static async Task WaitForDropsAsync(SampleClient client, IReadOnlyList<string> names, ProgressTask shown,
        ConcurrentBag<string> failures, CancellationToken cancel)
    {
        using var pause = new PeriodicTimer(LookAgain);
        do
        {
            var done = (await client.GetAsync("api/drops", cancel)).AsArray()
                .Where(d => (string)d!["state"]! != "taking")
                .ToLookup(d => $"{(string)d!["folder"]!}/{(string)d["file"]!}", d => (string)d!["state"]!);
            shown.Value = names.Count(done.Contains);
            if (shown.Value >= names.Count)
            {
                foreach (var name in names.Where(n => done[n].First() != "taken"))
                {
                    failures.Add($"{name}: {done[name].First()}; see the receipt receipts/{name}.json");
                }

                return;
            }
        }
        while (await pause.WaitForNextTickAsync(cancel));
    }

    // The city's own figures grew so fast that some wait for a confirmation, as they would have: whoever knows that they are right says so.
    private static async Task ConfirmAsync(SampleClient client, ConcurrentBag<string> failures, CancellationToken cancel)
    {
        foreach (var review in (await client.GetAsync("api/reviews", cancel)).AsArray())
        {
            if (await client.ConfirmAsync((string)review!["id"]!, cancel) is { } failure)
            {
                failures.Add(failure);
            }
        }
    }

    private static async Task WaitForComputationAsync(SampleClient client, ProgressTask shown, ConcurrentBag<string> failures,
        CancellationToken cancel)
    {
        using var pause = new PeriodicTimer(LookAgain);
        var most = 1.0;
        do
        {
            var recomputation = (await client.GetAsync("api/health", cancel))["recomputation"]!;
            var waiting = (int)recomputation["waiting"]!;
            most = Math.Max(most, waiting);
            shown.Value = 100 * (1 - waiting / most);
            if (waiting == 0)
            {
                shown.Value = 100;
                if ((int)recomputation["poison"]! is > 0 and var poison)
                {
                    failures.Add($"{poison} messages failed too often; see the poison queue.");
                }

                return;
            }
        }
        while (await pause.WaitForNextTickAsync(cancel));
    }
}
