using SmartToyonaka.Closings;
using SmartToyonaka.Figures;
using SmartToyonaka.Organisation;

namespace SmartToyonaka.Drops;

/// <summary>What keeps memory bounded whatever is dropped. A city's largest export is some hundred megabytes and a few hundred pairs a month.</summary>
internal static class DropLimits
{
    public const int RecordBytes = 256 * 1024;
    public const int Columns = 1_000;
    public const int Pairs = 200_000;
    public const int ListedErrors = 1_000;
    public const int ListedWarnings = 100;
    public const int ListedHeld = 1_000;
    public const int CachedAnswers = 50_000;
    public const int UnplacedSections = 1_000;
    public const int PendingTotals = 10_000;
    public const int Headcount = 99_999;
}

/// <summary>Settings of drops.</summary>
public sealed record DropOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "SmartToyonaka:Drops";

    /// <summary>The largest file that is read; a larger one is refused.</summary>
    public long MaxFileBytes { get; init; } = 500L * 1024 * 1024;
}

/// <summary>What a file is checked against.</summary>
/// <param name="Register">Sections over time.</param>
/// <param name="Vocabulary">Words of the dimensions.</param>
/// <param name="Closed">Months that take nothing any more.</param>
public sealed record DropReference(Register Register, Vocabulary Vocabulary, ClosedMonths Closed);
