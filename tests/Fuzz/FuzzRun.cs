using System.Collections.Concurrent;
using System.Globalization;
using CsCheck;
using SmartToyonaka.Tests.Support;
using Xunit.Abstractions;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>
/// Tries many inputs, the same in every run: input number n of a target is made from n alone, so a failure is repeated by its number.
/// <c>FUZZ_INPUTS</c> sets their number (<see cref="Usual"/> by default), <c>FUZZ_FROM</c> the first one.
/// </summary>
internal static class FuzzRun
{
    /// <summary>How many inputs a run has, all targets together.</summary>
    public static readonly int Usual = TestCategory.IsLongRun ? 112_000 : 5_600;

    /// <summary>Every input normally takes less than a thousandth of it; what takes longer hangs.</summary>
    public static readonly TimeSpan Hang = TimeSpan.FromSeconds(90);

    // Caches fill, the runtime compiles, and host and worker, which are one process here, keep buffers in pools: that happens once, in one
    // third of a run or the other, and three times the inputs hold no more. What an input leaves behind grows in every third: nine
    // kilobytes each, of the smallest target that is measured, are above this.
    private const long MostGrown = 16L * 1024 * 1024;

    private const int MostShown = 12;

    private static readonly int Inputs = Setting("FUZZ_INPUTS", Usual), From = Setting("FUZZ_FROM", 0);

    /// <summary>Input number <paramref name="number"/> of a generator.</summary>
    public static T Nth<T>(this Gen<T> gen, int number) => gen.Generate(new PCG(1, (ulong)number), null, out _);

    /// <summary>How many inputs a target has that has a share of them.</summary>
    public static int Count(int perThousand) => (int)Math.Max(1, (long)Inputs * perThousand / 1_000);

    /// <summary>Tries the share of a target; fails with the first of everything found, and where memory grew.</summary>
    /// <param name="target">Its name: the folder of what was found in it.</param>
    /// <param name="perThousand">Its share of all inputs.</param>
    /// <param name="gen">Makes an input.</param>
    /// <param name="toBytes">The input as it is kept when something is found.</param>
    /// <param name="tryAsync">Throws when the input does what it must not; gives what became of it otherwise.</param>
    /// <param name="output">Is told how it went.</param>
    /// <param name="workers">How many are tried at once.</param>
    /// <returns>How many inputs ended in what.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> TryAsync<T>(
        string target, int perThousand, Gen<T> gen, Func<T, byte[]> toBytes, Func<T, int, CancellationToken, Task<string>> tryAsync,
            ITestOutputHelper output, int workers)
    {
        var count = Count(perThousand);
        var ends = new ConcurrentDictionary<string, int>();
        var faults = new ConcurrentDictionary<string, string>();

        var began = System.Diagnostics.Stopwatch.StartNew();

        // The first third is a warm-up: caches are filled by then.
        var held = new List<long>();
        foreach (var third in Enumerable.Range(0, 3))
        {
            await SomeAsync(count * third / 3, count * (third + 1) / 3);
            held.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        var grown = held.Zip(held.Skip(1), (before, after) => after - before).ToList();
        output.WriteLine($"{target}: {ends.Values.Sum()} inputs in {began.Elapsed.TotalSeconds:F0} s, "
            + $"{string.Join(" and ", grown.Select(g => g.ToString("N0", CultureInfo.InvariantCulture)))} bytes more held: "
            + $"{string.Join(", ", ends.OrderByDescending(e => e.Value).Select(e => $"{e.Value} {e.Key}"))}");
        Assert.True(faults.IsEmpty,
            $"{target}: {faults.Count} found:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Values.Take(MostShown))}");
        Assert.True(grown.Min() < MostGrown, $"{target}: {grown.Min():N0} bytes more are held after each third of {count} inputs.");
        return ends;

        async Task SomeAsync(int first, int last)
        {
            var next = first - 1;
            await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var i && i < last && faults.Count < MostShown)
                {
                    await OneAsync(From + i, worker);
                }
            })));
        }

        async Task OneAsync(int number, int worker)
        {
            var input = gen.Nth(number);
            try
            {
                using var hang = new CancellationTokenSource(Hang);
                var end = await Task.Run(() => tryAsync(input, worker, hang.Token), CancellationToken.None).WaitAsync(hang.Token);
                ends.AddOrUpdate(end, 1, (_, n) => n + 1);
            }
            catch (Exception e)
            {
                var what = e is OperationCanceledException ? $"no end within {Hang.TotalSeconds} s" : $"{e.GetType().Name}: {e.Message}";
                var frame = e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("SmartToyonaka", StringComparison.Ordinal))?.Trim()
                    ?? "";
                faults.TryAdd(Alike(what + frame),
                    $"- input {number}, kept as {Keep(target, number, toBytes(input))}: {what[..Math.Min(what.Length, 700)]} {frame}");
            }
        }
    }

    // Numbers differ between inputs with the same error.
    private static string Alike(string what) => string.Concat(what.Where(c => !char.IsAsciiDigit(c))) is var all && all.Length > 160
        ? all[..160] : all;

    private static string Keep(string target, int number, byte[] bytes)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "fuzz-found", target)).FullName,
            $"{number}.bin");
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

/// <summary>Fuzzing runs alone: it measures the memory of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FuzzCollection
{
    public const string Name = "Fuzz";
}
