using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>A month that can be chosen.</summary>
/// <param name="Month">The month.</param>
/// <param name="Standing">How what the department owes of it stands, for people; empty when it owes nothing.</param>
public sealed record MonthChoice(FiscalMonth Month, BilingualText Standing);

/// <summary>A measure on the form, with what was said before.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Owed">What the department owes of it in this month; null when nothing.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Held">What was handed in for this month.</param>
/// <param name="Last">The newest actual figure before this month, of at most a fiscal year ago.</param>
/// <param name="YearBefore">The actual figure of the same month a year before, the department's or that of the sections whose work it does
/// now.</param>
/// <param name="YearBeforeSaid">Whose it is where it is not the department's own, or why there is none; else empty.</param>
public sealed record SubmitFormMeasure(Measure Measure, OwedFigure? Owed, BilingualText Unit, Observation? Held, Observation? Last,
    Observation? YearBefore, BilingualText YearBeforeSaid)
{
    /// <summary>What was handed in for this month and waits to be confirmed; null when nothing does.</summary>
    public Observation? Waiting { get; init; }
}

/// <summary>What the page shows of a department and month.</summary>
/// <param name="Department">The section in that month.</param>
/// <param name="Month">The month.</param>
/// <param name="Status">Whether actual figures or plans are entered.</param>
/// <param name="MayChoose">True for an administrator, who may enter for every department.</param>
/// <param name="Months">Months to choose from.</param>
/// <param name="Measures">Measures: those owed in this month first.</param>
/// <param name="Initiatives">The department's initiatives.</param>
/// <param name="Closed">Since when the month is closed; null when it is open.</param>
public sealed record SubmitForm(
    Section Department, FiscalMonth Month, FigureStatus Status, bool MayChoose, IReadOnlyList<MonthChoice> Months,
        IReadOnlyList<SubmitFormMeasure> Measures,
    IReadOnlyList<CurrentInitiative> Initiatives, ClosedMonth? Closed);

/// <summary>What stands in the fields of the form, and what is to be said about it.</summary>
/// <param name="Entries">The fields and their texts.</param>
/// <param name="Key">Names this form, so that sending it twice hands in once.</param>
/// <param name="NewRows">How many rows there are for new initiatives.</param>
/// <param name="Errors">What is wrong.</param>
/// <param name="Far">What has to be confirmed before it is taken.</param>
/// <param name="Notice">Something to say of the whole; null when there is nothing.</param>
public sealed record SubmitFormState(
    IReadOnlyDictionary<string, string> Entries, string Key, int NewRows, IReadOnlyList<SubmissionError> Errors,
        IReadOnlyList<OutlierCheck> Far, BilingualText? Notice = null)
{
    /// <summary>Whose draft the browser may keep of what is typed, as a word for its storage; <c>""</c> to keep none.</summary>
    public string DraftOwner { get; init; } = "";

    /// <summary>True as long as nobody has sent anything of it: then the browser may put a draft back.</summary>
    public bool IsNew { get; init; }

    /// <summary>The form as it is opened: with what holds already, to be corrected or added to.</summary>
    public static SubmitFormState Opened(SubmitForm form, string key, string draftOwner)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cell in form.Measures.Where(m => m.Held is not null)
            .SelectMany(m => m.Held!.Cells.Select(c => (Name: $"{m.Measure.Id}.{c.Part}", c.Value))))
        {
            entries[cell.Name] = cell.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return new(entries, key, 1, [], []) { DraftOwner = draftOwner, IsNew = true };
    }

    public string Entry(string name) => Entries.GetValueOrDefault(name, "");
}
