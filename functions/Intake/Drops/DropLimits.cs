using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Limits that bound memory for any upload. A city's largest export has some hundred megabytes and a few hundred pairs a month.
/// </summary>
internal static class DropLimits
{
    public const int RecordBytes = 256 * 1024;
    public const int Columns = 1_000;
    public const int Pairs = 60_000;

    /// <summary>Combinations of section, month and dimensions: five hundred sections' ten years in five combinations.</summary>
    public const int Cells = 300_000;

    /// <summary>Rows remembered individually to find duplicates.</summary>
    public const int RememberedRows = 200_000;
    public const int ListedErrors = 1_000;
    public const int ListedWarnings = 100;
    public const int ListedHeld = 1_000;
    public const int CachedAnswers = 50_000;
    public const int UnplacedSections = 1_000;
    public const int PendingTotals = 10_000;
    public const int Headcount = 99_999;

    /// <summary>Pairs of a file that is read once more in each unit that its times may have.</summary>
    public const int PairsOfUnknownUnit = 5_000;
}

/// <summary>Settings of drops.</summary>
public sealed record DropOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "SmartToyonaka:Drops";

    /// <summary>The largest file that is read; a larger one is refused.</summary>
    public long MaxFileBytes { get; init; } = 500L * 1024 * 1024;

    /// <summary>
    /// After this time a pull run starts nothing more; the sweep continues it. It is below <c>functionTimeout</c> of <c>host.json</c> by
    /// the time that reading the largest file and writing one batch take.
    /// </summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>The number of ledger entries per checkpoint: at most these are written again.</summary>
    public int EntriesPerCheckpoint { get; init; } = 4_000;

    /// <summary>The same options when each can be used.</summary>
    /// <exception cref="InvalidOperationException">One of them is wrong; the message is one line that says which and what it should
    /// be.</exception>
    public DropOptions Checked() =>
        MaxFileBytes <= 0 ? throw Wrong(nameof(MaxFileBytes), "more than 0")
        : TimeBudget <= TimeSpan.Zero || TimeBudget > TimeSpan.FromMinutes(9)
            ? throw Wrong(nameof(TimeBudget), "more than 0 and at most 00:09:00, since a function may run for ten minutes")
        : EntriesPerCheckpoint < 1 ? throw Wrong(nameof(EntriesPerCheckpoint), "at least 1")
        : this;

    private static InvalidOperationException Wrong(string name, string right) => new($"{Section}:{name} must be {right}.");
}

/// <summary>What a file is checked against.</summary>
/// <param name="Register">Sections over time.</param>
/// <param name="Vocabulary">Words of the dimensions.</param>
/// <param name="Closed">Months that are closed.</param>
public sealed record DropReference(Register Register, Vocabulary Vocabulary, ClosedMonths Closed)
{
    /// <summary>Who may speak of which measure; null where that is not asked.</summary>
    public MeasureOwners? Owners { get; init; }

    /// <summary>When values are far from others.</summary>
    public CheckRules Checks { get; init; } = CheckRules.Default;

    /// <summary>Tells the unit of times that a file does not say; null where that is not asked.</summary>
    public EarlierUnits? Units { get; init; }

    /// <summary>The unit that was told when the file was taken; null where it was not asked.</summary>
    public string? AssumedUnit { get; init; }

    /// <summary>The newest month that has begun; figures of later ones are no actual ones. Null for no such end.</summary>
    public FiscalMonth? Present { get; init; }

    /// <summary>What holds for an upload that is taken at an instant.</summary>
    public static DropReference Of(ReferenceSnapshot reference, ClosedMonths closed, DateTimeOffset at) =>
        new(reference.Register, reference.Catalogue.Vocabulary, closed)
        {
            Owners = new(reference.Catalogue, reference.Register),
            Present = CollectedMonths.Present(at),
            Checks = reference.Catalogue.Checks,
        };
}
