using System.Globalization;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual.Editing;

/// <summary>Something that is wrong with a text, or to be looked at.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Message">What, and how to put it right.</param>
public sealed record TextFinding(string Field, BilingualText Message);

/// <summary>What keeps texts from taking effect: everything at once.</summary>
public static partial class TextCheck
{
    /// <summary>As much as a field may hold: a report's longest text has some hundred characters.</summary>
    public const int MaxField = 20_000;

    /// <summary>True for texts that can be kept as a draft, right or wrong.</summary>
    public static bool IsKeepable(IReadOnlyDictionary<string, string> fields) => fields.Values.All(v => v.Length <= MaxField);

    /// <summary>What is wrong with the fields.</summary>
    public static IReadOnlyList<TextFinding> Errors(FiscalYear year, TextFields form, IReadOnlyDictionary<string, string> fields,
        Catalogue catalogue)
    {
        var errors = form.All.SelectMany(f => Errors(f, fields, catalogue)).ToList();
        var last = string.Concat(TextFields.Lines(fields, TextFields.LastYear));
        if (!int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < year.Value || number > 2198)
        {
            errors.Add(new(TextFields.LastYear, ReportEditorMessages.LastYear(year.Value)));
        }

        if (form.All.Sum(f => TextFields.Lines(fields, f.Name).Count) > ReportTexts.MaxLines)
        {
            errors.Add(new(TextFields.Purpose, ReportEditorMessages.TooManyLines(ReportTexts.MaxLines)));
        }

        return errors;
    }

    private static IEnumerable<TextFinding> Errors(TextField field, IReadOnlyDictionary<string, string> fields, Catalogue catalogue)
    {
        if (fields.GetValueOrDefault(field.Name, "") is var whole && whole.Length > MaxField)
        {
            yield return new(field.Name, ReportEditorMessages.FieldTooLong(whole.Length, MaxField));
            yield break;
        }

        foreach (var (line, i) in TextFields.Lines(fields, field.Name).Select((l, i) => (l, i)))
        {
            if (Fault(field, line, catalogue) is { } fault)
            {
                yield return new(field.Name, ReportEditorMessages.InLine(i + 1, fault));
            }
        }
    }

    private static BilingualText? Fault(TextField field, string line, Catalogue catalogue)
    {
        if (line.Length > ReportTexts.MaxLine)
        {
            return ReportEditorMessages.LineTooLong(line.Length, ReportTexts.MaxLine);
        }

        if (line.Any(char.IsControl) || TextRules.FirstUnusable(line, TextPurpose.Prose) is not null)
        {
            return ReportEditorMessages.Unusable;
        }

        if (Tag().Match(line) is { Success: true } tag)
        {
            return ReportEditorMessages.Html(tag.Value);
        }

        if (TextFields.HasNames(field) && !line.Contains(TextFields.Separator, StringComparison.Ordinal))
        {
            return ReportEditorMessages.NoSeparator(TextFields.Separator);
        }

        return field.IsProse ? ReportTemplate.FaultOf(line, catalogue) : null;
    }

    [GeneratedRegex(@"<\s*[/!?]?\s*[A-Za-z][^>]{0,20}>?", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
