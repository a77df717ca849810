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
    /// Returns both medians: the median of the rounds' own ratios is printed beside the ratio of medians.
    /// </summary>
    public static async Task<Pair> RunAsync(string floorName, Func<int, Task<double>> floor, string oursName,
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
        var pair = new Pair(floorName, Median(floors), Median(mine), Median([.. mine.Zip(floors, (o, f) => o / f)]), unit);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ratio of medians: {pair.Ratio:F2}; median of the rounds' ratios: {pair.OfRounds:F2}"));
        return pair;
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

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

/// <summary>A floor and ours, as medians.</summary>
/// <param name="Name">What the floor is.</param>
/// <param name="Floor">The floor.</param>
/// <param name="Ours">Ours.</param>
/// <param name="OfRounds">The median of the rounds' own ratios.</param>
/// <param name="Unit">Of both.</param>
internal sealed record Pair(string Name, double Floor, double Ours, double OfRounds, string Unit)
{
    /// <summary>Ours to the floor.</summary>
    public double Ratio => Ours / Floor;

    /// <summary>The floor, with its name.</summary>
    public string FloorText => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Floor:N0} {Unit}");

    /// <summary>Ours, with both ratios.</summary>
    public string OursText => string.Create(CultureInfo.InvariantCulture, $"{Ours:N0} {Unit}; {Ratio:F2} × ({OfRounds:F2})");
}
