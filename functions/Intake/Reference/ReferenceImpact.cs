namespace SmartToyonaka.Intake.Reference;

/// <summary>A published value that other reference data would change.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Basis">Of its value: month, ytd, programme.</param>
/// <param name="Month">2021-06.</param>
/// <param name="Status">actual or planned.</param>
/// <param name="Before">As it is published, <c>""</c> where it has no number.</param>
/// <param name="After">As it would be.</param>
public sealed record ValueChange(string Indicator, string Basis, string Month, string Status, string Before, string After);

/// <summary>What other reference data would do to the values that are published.</summary>
/// <param name="Published">How many values are published.</param>
/// <param name="Changes">Those that would be others.</param>
public sealed record ReferenceImpact(int Published, IReadOnlyList<ValueChange> Changes)
{
    /// <summary>Other tables that change: who owes what (<c>factcompleteness</c>), and the names that Power BI shows.</summary>
    public IReadOnlyList<TableChange> Tables { get; init; } = [];
}

/// <summary>How many rows of a published table other reference data would change.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Added">Rows that it would have and has not.</param>
/// <param name="Changed">Rows that would be others.</param>
/// <param name="Removed">Rows that it would not have any more.</param>
public sealed record TableChange(string Table, int Added, int Changed, int Removed);

/// <summary>Computes, and stores nothing, what reference data would do to the values that are published.</summary>
public delegate Task<ReferenceImpact> ReferenceImpactOf(ReferenceSnapshot would, CancellationToken cancel);

/// <summary>When an upload of reference data waits until an administrator confirms it.</summary>
public sealed record ReferenceOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "SmartToyonaka:Reference";

    /// <summary>An upload that changes a larger share of the published values than this waits.</summary>
    public double ConfirmAboveShare { get; init; } = 0.1;

    /// <summary>Up to so many changed values it never waits, however few are published.</summary>
    public int ConfirmAboveValues { get; init; } = 100;

    /// <summary>True when an upload has to be confirmed.</summary>
    public bool Waits(ReferenceImpact impact) =>
        impact.Changes.Count > ConfirmAboveValues && impact.Changes.Count > ConfirmAboveShare * impact.Published;

    /// <summary>The same options when each can be used.</summary>
    /// <exception cref="InvalidOperationException">One of them is wrong; the message is one line that says which and what it should
    /// be.</exception>
    public ReferenceOptions Checked() =>
        ConfirmAboveShare is < 0 or > 1 ? throw new InvalidOperationException($"{Section}:{nameof(ConfirmAboveShare)} must be from 0 to 1.")
        : ConfirmAboveValues < 0 ? throw new InvalidOperationException($"{Section}:{nameof(ConfirmAboveValues)} must be 0 or more.")
        : this;
}
