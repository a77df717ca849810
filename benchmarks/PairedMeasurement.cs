using System.Diagnostics;
using System.Globalization;

namespace SmartToyonaka.Benchmarks;

/// <summary>
/// Measures a floor and ours in turn, so that whatever else the machine does falls on both, and prints medians and their ratio. The first
/// round is the compiler's and is not counted; who begins changes from round to round.
/// </summary>
internal static class PairedMeasurement
{
    /// <summary>
    /// Returns the ratio of ours to the floor: the median of the rounds' own ratios is printed beside the ratio of medians.
    /// </summary>
    public static async Task<double> RunAsync(string floorName, Func<int, Task<double>> floor, string oursName,
        Func<int, Task<double>> ours, int rounds, string unit = "ms")
    {
        List<double> floors = [], mine = [];
        for (var round = 0; round <= rounds; round++)
        {
            double f, o;
            if (round % 2 == 0)
            {
                f = await floor(round);
                o = await ours(round);
            }
            else
            {
                o = await ours(round);
                f = await floor(round);
            }

            if (round > 0)
            {
                floors.Add(f);
                mine.Add(o);
            }
        }

        Print(floorName, floors, unit);
        Print(oursName, mine, unit);
        var ratio = Median(mine) / Median(floors);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ratio of medians: {ratio:F2}; median of the rounds' ratios: {Median([.. mine.Zip(floors, (o, f) => o / f)]):F2}"));
        return ratio;
    }

    /// <summary>Milliseconds that some work takes.</summary>
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Print(string what, List<double> values, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: median {Median(values):F0} {unit} ({values.Min():F0}–{values.Max():F0}, {values.Count} runs)"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
