using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>The outcome of a check.</summary>
/// <param name="Submission">The submission; null when there are errors.</param>
/// <param name="Department">The department where it could be told, even with errors elsewhere.</param>
/// <param name="Errors">What is wrong, in the order of the body: everything, up to a hundred.</param>
public sealed record CheckedSubmission(Submission? Submission, string? Department, IReadOnlyList<SubmissionError> Errors)
{
    /// <summary>How many errors there are in all; <see cref="Errors"/> holds the first hundred.</summary>
    public int ErrorCount { get; init; } = Errors.Count;
}

/// <summary>Checks a submission against the register and the rules: every error at once.</summary>
public sealed class SubmissionCheck
{
    internal const string BasedOn = "basedOn";
    private const int MaxItems = 1_000, YearsAhead = 10, MaxDepartment = 200;
    private static readonly HashSet<string> Known = ["form", "responseId", "department", "month", "status", BasedOn];
    private static readonly Source NoSource = new(Source.Submission, "", "");

    private readonly RawSubmission raw;
    private readonly SubmissionRules rules;
    private readonly Register register;
    private readonly ErrorList errors = new();

    private SubmissionCheck(RawSubmission raw, SubmissionRules rules)
    {
        this.raw = raw;
        this.rules = rules;
        register = rules.Register;
        errors.AddUnread(raw.Errors);
    }

    /// <summary>Everything that is wrong with a submission, or the submission.</summary>
    /// <param name="raw">As it was sent.</param>
    /// <param name="register">The departments.</param>
    /// <param name="last">The last month that is taken, as <see cref="LastMonth"/> gives it; null for no such end.</param>
    public static CheckedSubmission Check(RawSubmission raw, Register register, FiscalMonth? last = null) =>
        Check(raw, new SubmissionRules(register) { Last = last });

    /// <summary>Everything that is wrong with a submission by the rules of the moment, or the submission.</summary>
    public static CheckedSubmission Check(RawSubmission raw, SubmissionRules rules) => new SubmissionCheck(raw, rules).Run();

    /// <summary>
    /// Plans reach a few years ahead. A month ten years ahead is a wrong year (令和30年, 2121), and would stay the newest state of an
    /// initiative.
    /// </summary>
    public static FiscalMonth LastMonth(TimeProvider clock) => FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow())).AddMonths(12 * YearsAhead);

    private CheckedSubmission Run()
    {
        foreach (var field in raw.Fields.Where(f => !Known.Contains(f.Key)))
        {
            errors.Add(field.Value, "unknown_field", SubmissionMessages.UnknownField);
        }

        var form = Identifier("form");
        var responseId = Identifier("responseId");
        _ = Identifier(BasedOn);
        if (form.Length > 0 && responseId.Length == 0 && raw.Fields.TryGetValue("responseId", out var number) && number.Text is { } blank
            && string.IsNullOrWhiteSpace(blank))
        {
            errors.Add(number, "response_id_missing", SubmissionMessages.ResponseIdMissing);
        }

        var status = Status();
        var month = Month(rules.EndOf(status));
        var section = Department(month);
        if (raw.Figures.Count + raw.Initiatives.Count is 0 or > MaxItems)
        {
            errors.Add(new("", raw.Figures.Count + raw.Initiatives.Count == 0 ? "nothing_submitted" : "too_many_items", null,
                SubmissionMessages.ItemCount(MaxItems)));
        }

        var observations = new List<Observation>();
        if (raw.Figures.Count + raw.Initiatives.Count <= MaxItems)
        {
            observations.AddRange(new FigureRules(errors, rules.Owners)
                .Check(raw.Figures, section?.Code ?? "", month ?? default, status, NoSource));
            observations.AddRange(new InitiativeRules(errors, rules.EndOf(status))
                .Check(raw.Initiatives, section?.Code ?? "", month, status, NoSource));
        }

        if (errors.Count == 0)
        {
            SubmissionLimits.Check(observations, raw, errors);
        }

        return errors.Count == 0
            ? new(new(form, responseId, section!.Code, month!.Value, status, observations)
            {
                Places = Places(),
                BasedOn = States(),
                NameMismatches = NameMismatches.Of(raw.Titles, register, section.Code, month.Value),
            }, section.Code, [])
            : new(null, section?.Code, errors.All) { ErrorCount = errors.Count };
    }

    private Dictionary<string, string> Places() =>
        raw.Figures.Where(f => f.Measure?.Text is not null)
            .SelectMany(f => f.Parts.Select(p => (Name: $"{f.Measure!.Value.Text}.{p.Key}", p.Value.Pointer)))
            .DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Pointer, StringComparer.Ordinal);

    private Dictionary<string, string> States()
    {
        var states = raw.Figures.Where(f => f.Measure?.Text is not null && f.Parts.ContainsKey(BasedOn))
            .Select(f => (f.Measure!.Value.Text!, f.Parts[BasedOn].Text))
            .Append(("", raw.Fields.GetValueOrDefault(BasedOn).Text));
        return states.Where(s => !string.IsNullOrWhiteSpace(s.Item2)).DistinctBy(s => s.Item1)
            .ToDictionary(s => s.Item1, s => s.Item2!.Trim(), StringComparer.Ordinal);
    }

    private string Identifier(string name)
    {
        if (!raw.Fields.TryGetValue(name, out var value))
        {
            return "";
        }

        if (value.Text is not { Length: <= 200 } text || text.Any(char.IsControl)
            || TextRules.FirstUnusable(text, TextPurpose.Name) is not null)
        {
            errors.Add(value, "not_an_identifier", SubmissionMessages.NotAnIdentifier);
            return "";
        }

        return text.Trim();
    }

    private FiscalMonth? Month(LastMonth end)
    {
        if (!raw.Fields.TryGetValue("month", out var value) || string.IsNullOrWhiteSpace(value.Text))
        {
            errors.Add(new(value.Pointer ?? raw.Root + "month", "month_missing", null, MonthMessages.Missing));
            return null;
        }

        return errors.Month(value, end);
    }

    // Without a month it is still known whether a department is missing or never existed.
    private Section? Department(FiscalMonth? known)
    {
        var month = known ?? default;
        if (!raw.Fields.TryGetValue("department", out var value) || string.IsNullOrWhiteSpace(value.Text))
        {
            errors.Add(new(value.Pointer ?? raw.Root + "department", "department_missing", null, SubmissionMessages.DepartmentMissing));
            return null;
        }

        var found = value.Text.Length > MaxDepartment ? new(SectionMatch.Unknown, null, []) : register.Find(value.Text, month);
        if (known is null && found.Match is (SectionMatch.Found or SectionMatch.NotInThatMonth))
        {
            return null;
        }

        switch (found.Match)
        {
            case SectionMatch.Found:
                foreach (var other in raw.OtherDepartments.Where(o => o.Text!.Length > MaxDepartment
                    || register.Find(o.Text, month).Section?.Code != found.Section!.Code))
                {
                    errors.Add(ErrorList.Differs(other, value));
                }

                return found.Section;
            case SectionMatch.NotInThatMonth:
                errors.Add(value, "department_not_in_month", SubmissionMessages.DepartmentNotInMonth(found, month));
                return null;
            case SectionMatch.Ambiguous:
                errors.Add(value, "department_ambiguous", SubmissionMessages.DepartmentAmbiguous);
                return null;
            default:
                errors.Add(value, "department_unknown", SubmissionMessages.DepartmentUnknown);
                return null;
        }
    }

    /// <summary>The status that a text names, or null.</summary>
    internal static FigureStatus? ReadStatus(string? text) => text?.Trim() switch
    {
        "actual" or "実績" => FigureStatus.Actual,
        "planned" or "予定" => FigureStatus.Planned,
        _ => null,
    };

    private FigureStatus Status()
    {
        if (!raw.Fields.TryGetValue("status", out var value) || value.Text is "")
        {
            return FigureStatus.Actual;
        }

        if (ReadStatus(value.Text) is { } status)
        {
            return status;
        }

        errors.Add(value, "status_unknown", SubmissionMessages.StatusUnknown);
        return FigureStatus.Actual;
    }
}
