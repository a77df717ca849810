using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Periods;

/// <summary>What is closed or opened again: a month, or a fiscal year with its twelve months.</summary>
/// <param name="Year">The fiscal year.</param>
/// <param name="Month">The month; null for the whole year.</param>
public readonly record struct Period(FiscalYear Year, FiscalMonth? Month)
{
    public static Period Of(FiscalMonth month) => new(month.FiscalYear, month);

    public static Period Of(FiscalYear year) => new(year, null);

    public IEnumerable<FiscalMonth> Months => Month is { } month ? [month] : Year.Months;

    public bool Covers(FiscalMonth month) => Month is { } only ? only == month : month.FiscalYear == Year;
}

/// <summary>One act of closing or opening again: added, never changed.</summary>
/// <param name="Target">A month or a fiscal year.</param>
/// <param name="IsClose">True for closing, false for opening again.</param>
/// <param name="By">Id of the administrator's credential.</param>
/// <param name="At">When; no two acts of a fiscal year have the same time.</param>
/// <param name="Reason">Why, in the administrator's words.</param>
public sealed record PeriodChange(Period Target, bool IsClose, string By, DateTimeOffset At, string Reason)
{
    /// <summary>
    /// False while its time may still change: a closing is later than everything received before it, which is known only when no earlier
    /// read can still lead to a stored submission. Its months are closed from the beginning.
    /// </summary>
    public bool IsSettled { get; init; } = true;
}

/// <summary>Which months are closed: of the acts that cover a month, the newest decides. Pure.</summary>
public sealed class ClosedMonths(IEnumerable<PeriodChange> acts)
{
    /// <summary>Nothing is closed.</summary>
    public static readonly ClosedMonths None = new([]);

    private readonly IReadOnlyList<PeriodChange> newestFirst = [.. acts.OrderByDescending(a => a.At)];

    public bool IsClosed(FiscalMonth month) => Find(month) is not null;

    /// <summary>The act by which a month is closed; null when it is open.</summary>
    public PeriodChange? Find(FiscalMonth month) => newestFirst.FirstOrDefault(a => a.Target.Covers(month)) is { IsClose: true } change
        ? change : null;

    /// <summary>The state as of an instant.</summary>
    public ClosedMonths AsOf(DateTimeOffset instant) => new(newestFirst.Where(a => a.At <= instant));
}
