using SmartToyonaka.Calendar;
using SmartToyonaka.Figures;
using SmartToyonaka.Organisation;

namespace SmartToyonaka.Submissions;

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
    private const int MaxItems = 1_000;
    private static readonly HashSet<string> Known = ["form", "responseId", "department", "month", "status"];
    private static readonly Source NoSource = new(Source.Submission, "", "");

    private readonly RawSubmission raw;
    private readonly Register register;
    private readonly ErrorList errors = new();

    private SubmissionCheck(RawSubmission raw, Register register)
    {
        this.raw = raw;
        this.register = register;
        errors.AddUnread(raw.Errors);
    }

    public static CheckedSubmission Check(RawSubmission raw, Register register) => new SubmissionCheck(raw, register).Run();

    private CheckedSubmission Run()
    {
        foreach (var field in raw.Fields.Where(f => !Known.Contains(f.Key)))
        {
            errors.Add(field.Value, "unknown_field", "この項目はありません。名前を確かめるか、取り除いてください。", "There is no such field; check its name or remove it.");
        }

        var form = Identifier("form");
        var responseId = Identifier("responseId");
        var month = Month();
        var section = Department(month);
        var status = Status();
        if (raw.Figures.Count + raw.Initiatives.Count is 0 or > MaxItems)
        {
            errors.Add(new("", raw.Figures.Count + raw.Initiatives.Count == 0 ? "nothing_submitted" : "too_many_items", null,
                $"figures か initiatives に1件以上 {MaxItems} 件以下を入れてください。", $"Send at least one and at most {MaxItems} figures or initiatives."));
        }

        var observations = new List<Observation>();
        if (raw.Figures.Count + raw.Initiatives.Count <= MaxItems)
        {
            observations.AddRange(new FigureRules(errors).Check(raw.Figures, section?.Code ?? "", month ?? default, status, NoSource));
            observations.AddRange(new InitiativeRules(errors).Check(raw.Initiatives, section?.Code ?? "", month, status, NoSource));
        }

        return errors.Count == 0
            ? new(new(form, responseId, section!.Code, month!.Value, status, observations), section.Code, [])
            : new(null, section?.Code, errors.All) { ErrorCount = errors.Count };
    }

    private string Identifier(string name)
    {
        if (!raw.Fields.TryGetValue(name, out var value))
        {
            return "";
        }

        if (value.Text is not { Length: <= 200 } text || text.Any(char.IsControl))
        {
            errors.Add(value, "not_an_identifier", "200文字までの文字列にしてください。", "This must be a text of at most 200 characters.");
            return "";
        }

        return text.Trim();
    }

    private FiscalMonth? Month()
    {
        if (!raw.Fields.TryGetValue("month", out var value) || string.IsNullOrWhiteSpace(value.Text))
        {
            errors.Add(new(value.Pointer ?? raw.Root + "month", "month_missing", null, "対象の年月がありません。2021-06 や 令和3年6月 のように入力してください。", "The month is missing; write 2021-06 or 令和3年6月."));
            return null;
        }

        var reading = MonthText.Parse(value.Text);
        if (reading.Fault != MonthFault.None)
        {
            errors.Month(value, reading.Fault);
            return null;
        }

        return reading.Month;
    }

    // Without a month it can still be told that a department is missing or was never there.
    private Section? Department(FiscalMonth? known)
    {
        var month = known ?? default;
        if (!raw.Fields.TryGetValue("department", out var value) || string.IsNullOrWhiteSpace(value.Text) || value.Text.Length > 200)
        {
            errors.Add(new(value.Pointer ?? raw.Root + "department", "department_missing", null, "所属がありません。所属コード(例 0213)か所属名を入力してください。", "The department is missing; send its code (0213) or name."));
            return null;
        }

        var found = register.Find(value.Text, month);
        if (known is null && found.Match is (SectionMatch.Found or SectionMatch.NotInThatMonth))
        {
            return null;
        }

        switch (found.Match)
        {
            case SectionMatch.Found:
                return found.Section;
            case SectionMatch.NotInThatMonth:
                var instead = string.Join("、", found.Instead.Select(s => $"{s.Code} {s.Name}"));
                var (ja, en) = found.Successors.Count > 0 ? ("後継", "successor") : ("前身", "predecessor");
                errors.Add(value, "department_not_in_month",
                    $"{found.Section!.Name}は{JapaneseEra.Text(month)}にはありません。" + (instead.Length > 0 ? $"その月は{ja}の {instead} で提出してください。" : "年月か所属を確かめてください。"),
                    $"{found.Section.Name} did not exist in {month}." + (instead.Length > 0 ? $" Submit for its {en} of that month, {instead}." : " Check the month or the department."));
                return null;
            case SectionMatch.Ambiguous:
                errors.Add(value, "department_ambiguous", "この書き方に当てはまる所属が複数あります。所属コードを省略せずに入力してください。", "More than one department fits; send the whole code.");
                return null;
            default:
                errors.Add(value, "department_unknown", "この所属は登録されていません。所属コードか所属名を確かめてください。", "No such department is registered; check the code or name.");
                return null;
        }
    }

    private FigureStatus Status()
    {
        if (!raw.Fields.TryGetValue("status", out var value) || value.Text is "" or "actual" or "実績")
        {
            return FigureStatus.Actual;
        }

        if (value.Text is "planned" or "予定")
        {
            return FigureStatus.Planned;
        }

        errors.Add(value, "status_unknown", "status は actual(実績)か planned(予定)にしてください。", "status must be actual or planned.");
        return FigureStatus.Actual;
    }
}
