using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

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
                errors.Add(new(raw.Pointer, "initiative_doubled", null, InitiativeMessages.Doubled));
            }
        }

        return found;
    }

    private Observation? Read(RawInitiative raw, string section, FiscalMonth? submissionMonth, FigureStatus status, Source source)
    {
        var before = errors.Count;
        foreach (var field in raw.Fields.Where(f => !Known.Contains(f.Key)))
        {
            errors.Add(field.Value, "unknown_field", SubmissionMessages.UnknownField);
        }

        var category = Category(raw);
        var name = Text(raw, "name", MaxName, required: true);
        var note = Text(raw, "note", MaxNote, required: false);
        var isWithdrawn = Withdrawal.IsAsked(raw.Fields.Where(f => f.Key is "status" or Withdrawal.Field).ToDictionary());
        var standing = isWithdrawn ? InitiativeStatus.Withdrawn : Standing(raw, category);
        var month = Month(raw, submissionMonth);
        var counts = Counts(raw);
        var partners = Partners(raw);
        return errors.Count == before && month is { } m
            ? new(MeasureRegister.Prefix + category, section, m, status, [],
                new(category, name, partners, standing, counts, note), source, default)
            {
                State = isWithdrawn ? EntryState.Withdrawn : EntryState.Accepted,
            }
            : null;
    }

    private string Category(RawInitiative raw)
    {
        var value = Field(raw, "category");
        if (value.Text is { Length: > 0 } text && MeasureRegistry.Current.Register(text) is { } register)
        {
            return register.Category;
        }

        errors.Add(
            value, "category_unknown", InitiativeMessages.CategoryUnknown);
        return "";
    }

    private InitiativeStatus Standing(RawInitiative raw, string category)
    {
        var value = Field(raw, "status");
        var id = (value.Text ?? "").ToLowerInvariant();
        var register = MeasureRegistry.Current.Register(category)?.Register;
        if (id == InitiativeStatus.Withdrawn.Id || (register is null ? MeasureRegistry.Current.Status(id) is not null
            : register.Statuses.Contains(id, StringComparer.Ordinal)))
        {
            return new(id);
        }

        errors.Add(
            value, "initiative_status_unknown", InitiativeMessages.StatusUnknown(register?.Statuses));
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
                errors.Add(value, "not_a_truth_value", InitiativeMessages.NotATruthValue);
                return false;
        }
    }

    private IReadOnlyList<string> Partners(RawInitiative raw)
    {
        if (raw.Partners.Count > MaxPartners)
        {
            errors.Add(new(raw.Pointer + "/partners", "too_many_partners", null, InitiativeMessages.TooManyPartners(MaxPartners)));
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
            errors.Add(value, text is "" ? "text_missing" : "text_unusable", InitiativeMessages.Length(required, most));
            return "";
        }

        if (TextRules.FirstUnusable(text, required ? TextPurpose.Name : TextPurpose.Prose) is { } unusable)
        {
            errors.Add(value, "text_unusable", unusable.Text);
            return "";
        }

        return text;
    }

    private static RawValue Field(RawInitiative raw, string name) =>
        raw.Fields.TryGetValue(name, out var value) ? value : new(raw.Pointer.StartsWith('/') ? $"{raw.Pointer}/{name}" : raw.Pointer, "");
}
