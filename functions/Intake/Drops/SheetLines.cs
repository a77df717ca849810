using SmartToyonaka.Intake.Submissions.Files;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The rows of a dropped sheet that nobody sees, or whose numbers are not their own, by their lines from 1.</summary>
internal sealed class SheetLines(SheetLayout layout, IReadOnlySet<long> merged)
{
    /// <summary>True for a row that is hidden by hand or by a filter.</summary>
    public bool IsHidden(long line) => line <= int.MaxValue && layout.HidesRow((int)line - 1);

    /// <summary>True for a row whose number stands in merged cells.</summary>
    public bool HasMergedNumber(long line) => merged.Contains(line);
}
