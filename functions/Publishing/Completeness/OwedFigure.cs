using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Completeness;

/// <summary>How a figure that is owed stands.</summary>
public enum DueFigureState
{
    /// <summary>Accepted by the end of the day on which it was due.</summary>
    OnTime,

    /// <summary>Accepted afterwards.</summary>
    Late,

    /// <summary>Due and not there.</summary>
    Missing,

    /// <summary>Not there, and not due yet.</summary>
    NotDue,
}

/// <summary>One figure that a department owes.</summary>
/// <param name="Measure">What.</param>
/// <param name="Department">Code of the section that existed in the month.</param>
/// <param name="Month">The month it speaks of.</param>
/// <param name="DueOn">The last day, in Japan, on which it is on time.</param>
/// <param name="DueBusinessDay">That day as the catalogue has it, which stays when a list of holidays moves <paramref
/// name="DueOn"/>.</param>
public sealed record OwedFigure(string Measure, string Department, FiscalMonth Month, BusinessDay DueOn, int DueBusinessDay)
{
    /// <summary>The first instant at which it is too late: midnight in Japan after the day on which it is due.</summary>
    public DateTimeOffset Deadline => JapanTime.StartOf(DueOn.Day.AddDays(1));

    /// <summary>The state at an instant. Only the first accepted figure counts: a correction makes nothing late.</summary>
    /// <param name="firstReceivedAt">When the first figure was accepted, or null.</param>
    /// <param name="now">The instant.</param>
    public DueFigureState StateAt(DateTimeOffset? firstReceivedAt, DateTimeOffset now) => firstReceivedAt is { } received
        ? received < Deadline ? DueFigureState.OnTime : DueFigureState.Late
        : now < Deadline ? DueFigureState.NotDue : DueFigureState.Missing;
}

/// <summary>The words for a state in JSON, CSV and tables.</summary>
public static class DueFigureStateText
{
    public static string Text(this DueFigureState state) => state.ToString().ToLowerInvariant();
}
