using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Checks the initiatives of a submission.</summary>
internal sealed class InitiativeRules(ErrorList errors, LastMonth last)
{
    private const int MaxName = 200, MaxNote = 1_000, MaxPartners = 50;
    private static readonly HashSet<string> Known = ["category", "name", "status", "month", "countsTowardTarget", "note", Withdrawal.Field];

    public IReadOnlyList<Observation> Check(IReadOnlyList<RawInitiative> initiatives, string section, FiscalMonth? submissionMonth,
        FigureStatus status, Source source)
    {
        var found = new List<Observation>();
        var seen = new HashSet<ObservationKey>();
        foreach (var raw in initiatives)
        {
            if (Read(raw, section, submissionMonth, status, source) is not { } observation)
            {
                continue;
            }

            if (seen.Add(observation.Key))
            {
                found.Add(observation);
            }
            else
            {
                errors.Add(new(raw.Pointer, "initiative_doubled", null, "同じ取組み(区分・名称・年月)が2回あります。1つにしてください。",
                    "The same initiative (category, name, month) is given twice; give it once."));
            }
        }

        return found;
    }

    private Observation? Read(RawInitiative raw, string section, FiscalMonth? submissionMonth, FigureStatus status, Source source)
    {
        var before = errors.Count;
        foreach (var field in raw.Fields.Where(f => !Known.Contains(f.Key)))
        {
            errors.Add(field.Value, "unknown_field", "この項目はありません。名前を確かめるか、取り除いてください。",
                "There is no such field; check its name or remove it.");
        }

        var category = Category(raw);
        var name = Text(raw, "name", MaxName, required: true);
        var note = Text(raw, "note", MaxNote, required: false);
        var isWithdrawn = Withdrawal.IsAsked(raw.Fields.Where(f => f.Key is "status" or Withdrawal.Field).ToDictionary());
        var standing = isWithdrawn ? InitiativeStatus.Withdrawn : Standing(raw);
        var month = Month(raw, submissionMonth);
        var counts = Counts(raw);
        var partners = Partners(raw);
        return errors.Count == before && month is { } m
            ? new(BuiltInMeasures.InitiativePrefix + category, section, m, status, [],
                new(category, name, partners, standing, counts, note), source, default)
            {
                State = isWithdrawn ? EntryState.Withdrawn : EntryState.Accepted,
            }
            : null;
    }

    private string Category(RawInitiative raw)
    {
        var value = Field(raw, "category");
        if (value.Text is { Length: > 0 } text && InitiativeCategory.Find(text) is { } category)
        {
            return category.Id;
        }

        errors.Add(
            value, "category_unknown",
                $"区分(category)を次から選んでください: {string.Join("、", InitiativeCategory.All.Select(c => $"{c.NameJa} {c.Id}"))}",
            $"category must be one of {string.Join(", ", InitiativeCategory.All.Select(c => c.Id))}.");
        return "";
    }

    private InitiativeStatus Standing(RawInitiative raw)
    {
        var value = Field(raw, "status");
        if (InitiativeStatusText.TryParse(value.Text ?? "", out var status))
        {
            return status;
        }

        errors.Add(
            value, "initiative_status_unknown",
                $"段階(status)を次から選んでください: {string.Join("、", Enum.GetValues<InitiativeStatus>().Select(s => $"{s.Ja()} {s.Text()}"))}",
            $"status must be one of {string.Join(", ", InitiativeStatusText.All)}.");
        return default;
    }

    private FiscalMonth? Month(RawInitiative raw, FiscalMonth? submissionMonth)
    {
        var value = Field(raw, "month");
        return value.Text is { } text && string.IsNullOrWhiteSpace(text) ? submissionMonth : errors.Month(value, last);
    }

    private bool Counts(RawInitiative raw)
    {
        var value = Field(raw, "countsTowardTarget");
        switch (value.Text?.Trim().ToLowerInvariant())
        {
            case "" or "true" or "1" or "はい" or "on":
                return true;
            case "false" or "0" or "いいえ":
                return false;
            default:
                errors.Add(value, "not_a_truth_value", "目標に数えるか(countsTowardTarget)は true か false(ファイルでは ○ か ×)にしてください。",
                    "countsTowardTarget must be true or false (in a file ○ or ×).");
                return false;
        }
    }

    private IReadOnlyList<string> Partners(RawInitiative raw)
    {
        if (raw.Partners.Count > MaxPartners)
        {
            errors.Add(new(raw.Pointer + "/partners", "too_many_partners", null, $"連携先(partners)は{MaxPartners}件までに減らしてください。",
                $"Give at most {MaxPartners} partners."));
            return [];
        }

        return [.. raw.Partners.Select(p => Clean(p, MaxName, required: true))];
    }

    private string Text(RawInitiative raw, string name, int most, bool required) => Clean(Field(raw, name), most, required);

    // What is required names something; what is not is prose.
    private string Clean(RawValue value, int most, bool required)
    {
        var text = value.Text?.Trim();
        if (text is null || (required && text.Length == 0) || text.Length > most)
        {
            errors.Add(value, text is "" ? "text_missing" : "text_unusable", $"{(required ? "1" : "0")}〜{most}文字で入力してください。",
                $"Enter {(required ? 1 : 0)} to {most} characters.");
            return "";
        }

        if (TextRules.FirstUnusable(text, required ? TextUse.Name : TextUse.Prose) is { } unusable)
        {
            errors.Add(value, "text_unusable", unusable.Ja, unusable.En);
            return "";
        }

        return text;
    }

    private static RawValue Field(RawInitiative raw, string name) =>
        raw.Fields.TryGetValue(name, out var value) ? value : new(raw.Pointer.StartsWith('/') ? $"{raw.Pointer}/{name}" : raw.Pointer, "");
}
