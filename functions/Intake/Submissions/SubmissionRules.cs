using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>The last month that is taken.</summary>
/// <param name="Month">The month; null for no such end.</param>
/// <param name="IsOfActuals">True when it is the month that has begun: what lies after it can only be planned.</param>
internal readonly record struct LastMonth(FiscalMonth? Month, bool IsOfActuals)
{
    public bool Includes(FiscalMonth month) => Month is not { } last || month <= last;
}

/// <summary>What a submission is checked against.</summary>
/// <param name="Register">The departments.</param>
public sealed record SubmissionRules(Register Register)
{
    /// <summary>Who may speak of which measure; null where that is not asked.</summary>
    public MeasureOwners? Owners { get; init; }

    /// <summary>The last month that is taken at all; null for no such end.</summary>
    public FiscalMonth? Last { get; init; }

    /// <summary>
    /// The month it is in Japan, the last one of which something can be said as having been; null where that is not asked.
    /// </summary>
    public FiscalMonth? Current { get; init; }

    /// <summary>The rules of this moment.</summary>
    public static SubmissionRules Of(ReferenceSnapshot reference, TimeProvider clock) => new(reference.Register)
    {
        Owners = new(reference.Catalogue, reference.Register),
        Last = SubmissionCheck.LastMonth(clock),
        Current = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow())),
    };

    internal LastMonth EndOf(FigureStatus status) => status == FigureStatus.Actual && Current is { } current
        ? new(current, IsOfActuals: true) : new(Last, IsOfActuals: false);
}
