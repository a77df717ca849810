using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SmartToyonaka.Benchmarks;

/// <summary>One measured thing: a row of the table.</summary>
/// <param name="Work">What was measured.</param>
/// <param name="Floor">What it is compared with; <c>""</c> for nothing.</param>
/// <param name="Measured">The figure, with its unit.</param>
/// <param name="Aim">The aim; <c>""</c> for none.</param>
/// <param name="IsKept">Whether it is kept; null without an aim, or where nothing was measured.</param>
internal sealed record Finding(string Work, string Floor, string Measured, string Aim, bool? IsKept)
{
    /// <summary>What became of the aim.</summary>
    public string Verdict => IsKept switch { true => "kept", false => "missed", null => "" };
}

/// <summary>What a run has measured, as one table.</summary>
internal sealed class Findings
{
    private readonly List<Finding> rows = [];

    public IReadOnlyList<Finding> Rows => rows;

    /// <summary>A figure without an aim.</summary>
    public void Add(string work, double value, string unit, string floor = "") => rows.Add(new(work, floor, Text(value, unit), "", null));

    /// <summary>A figure that should be no larger than its aim.</summary>
    public void AtMost(string work, double value, double aim, string unit, string floor = "") =>
        rows.Add(new(work, floor, Text(value, unit), "≤ " + Text(aim, unit), value <= aim));

    /// <summary>Of a pair, ours in proportion to the floor, which should be no larger than the aim.</summary>
    public void AtMost(string work, Pair pair, double aim) => rows.Add(new(work, pair.FloorText, pair.OursText, "≤ " + Text(aim, "×"),
        pair.Ratio <= aim));

    /// <summary>The same where it should be no smaller.</summary>
    public void AtLeast(string work, Pair pair, double aim) => rows.Add(new(work, pair.FloorText, pair.OursText, "≥ " + Text(aim, "×"),
        pair.Ratio >= aim));

    /// <summary>A pair without an aim.</summary>
    public void Add(string work, Pair pair) => rows.Add(new(work, pair.FloorText, pair.OursText, "", null));

    /// <summary>What could not be measured, with the reason.</summary>
    public void Failed(string work, Exception e) => rows.Add(new(work, "", "not measured: " + e.Message.ReplaceLineEndings(" "), "", false));

    /// <summary>Prints the table.</summary>
    public void Print()
    {
        if (rows.Count > 0)
        {
            Console.WriteLine();
            Console.Write(Markdown());
        }
    }

    /// <summary>The table in Markdown, under what it was measured on.</summary>
    public string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine("| work | floor | measured | aim | |").AppendLine("|---|---|---|---|---|");
        foreach (var row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.Work} | {row.Floor} | {row.Measured} | {row.Aim} | {(row.IsKept == false ? "**missed**" : row.Verdict)} |");
        }

        return text.ToString();
    }

    /// <summary>Machine and versions, in a sentence.</summary>
    public static string Machine() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} processors ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:F0} GB of memory, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, storage on Azurite; load average {Load()}.");

    private static string Processor() => !File.Exists("/proc/cpuinfo") ? RuntimeInformation.OSArchitecture.ToString()
        : File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? RuntimeInformation.OSArchitecture.ToString();

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Text(double value, string unit) =>
        (value.ToString(value < 10 && value != Math.Floor(value) ? "F2" : "N0", CultureInfo.InvariantCulture) + " " + unit).Trim();
}
