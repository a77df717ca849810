using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>Whose provenance is asked for.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Month">The month at whose end the value holds.</param>
/// <param name="Basis">What it speaks of.</param>
/// <param name="Status">Actual or planned.</param>
/// <param name="AsOf">What the caller wrote for the day up to which to look; null for now.</param>
/// <param name="ReceivedBy">The instant that it means.</param>
public sealed record ValueQuery(Indicator Indicator, FiscalMonth Month, Basis Basis, FigureStatus Status, string? AsOf = null,
    DateTimeOffset? ReceivedBy = null);

/// <summary>Who looks, as far as it decides what is shown.</summary>
/// <param name="MayRead">True for departments whose figures the viewer may see.</param>
/// <param name="SeesPeople">True for departments of which the viewer may see small groups of people and single lines of files.</param>
public sealed record ProvenanceViewer(Func<string, bool> MayRead, Func<string, bool> SeesPeople)
{
    /// <summary>Sees values, formulas and sums over the whole city, and no department's figures.</summary>
    public static ProvenanceViewer Nobody { get; } = new(_ => false, _ => false);

    /// <summary>True for whoever may see some department's figures.</summary>
    public bool IsSomebody => this != Nobody;

    /// <summary>True for whoever may see those of every department.</summary>
    public bool ReadsAll { get; init; }
}

/// <summary>Where something is to be had.</summary>
/// <param name="Self">As JSON.</param>
/// <param name="Page">As a page.</param>
public sealed record Link(string Self, string Page);

/// <summary>The addresses of values, departments' parts of them, entries and sheets.</summary>
public static class ProvenanceUrls
{
    public static Link Sheet(string indicator) => new($"/api/indicators/{indicator}", $"/indicators/{indicator}");

    public static Link Value(ValueQuery v) =>
        Value(v.Indicator.Id, v.Month.ToString(), ProvenanceCodes.Of(v.Basis), ProvenanceCodes.Of(v.Status), v.AsOf);

    public static Link Value(string indicator, string month, string basis, string status, string? asOf = null)
    {
        var query = Query(basis, status, asOf);
        return new($"/api/indicators/{indicator}/{month}/provenance{query}", $"/indicators/{indicator}/{month}{query}");
    }

    public static Link Department(ValueQuery v, string department)
    {
        var query = Query(ProvenanceCodes.Of(v.Basis), ProvenanceCodes.Of(v.Status), v.AsOf);
        return new($"/api/indicators/{v.Indicator.Id}/{v.Month}/provenance/{department}{query}",
            $"/indicators/{v.Indicator.Id}/{v.Month}/departments/{department}{query}");
    }

    /// <summary>An entry of the ledger and what it was read from.</summary>
    public static Link Entry(Observation o)
    {
        var key = Ledger.LedgerRow.Key(o).Replace('|', '~');
        return new($"/api/entries/{o.Measure}/{key}", $"/entries/{o.Measure}/{key}");
    }

    private static string Query(string basis, string status, string? asOf) =>
        $"?basis={basis}&status={status}" + (asOf is null ? "" : "&asOf=" + Uri.EscapeDataString(asOf));
}

/// <summary>Words that programs read.</summary>
internal static class ProvenanceCodes
{
    public static string Of(Basis basis) => SmartToyonaka.Publishing.Tables.IndicatorRows.Text(basis);

    public static string Of(FigureStatus status) => SmartToyonaka.Publishing.Tables.IndicatorRows.Text(status);

    public static string Of(OperandRole role) => role == OperandRole.Numerator ? "numerator" : "denominator";

    public static string Of(OperandSide side) => side == OperandSide.Value ? "value" : "base_year";

    public static string Of(ExclusionReason reason) =>
        string.Concat(reason.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c)
            : char.ToLowerInvariant(c).ToString()));
}
