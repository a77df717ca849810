using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;

namespace SmartToyonaka.Publishing.Reporting.Annual.Editing;

/// <summary>A figure that was typed by hand where its place could stand.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Text">As it was typed, with its unit: 60業務.</param>
/// <param name="IsDifferent">True where no figure of the measure has this value.</param>
/// <param name="Message">What it is compared with, for people.</param>
public sealed record TypedFigure(string Field, string Text, bool IsDifferent, BilingualText Message);

/// <summary>Finds figures that were typed by hand and compares them with the computed ones of the same measure and unit.</summary>
/// <param name="catalogue">Has the units in which figures are typed.</param>
internal sealed partial class TypedFigures(Catalogue catalogue)
{
    private const int MostOthers = 3;

    private readonly Regex number = NumberIn(catalogue.Indicators.Select(i => i.Unit)
        .Concat(catalogue.MeasureSet.All.SelectMany(m => m.Details).Select(d => d.Unit)));

    /// <summary>Those of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="places">The figures that it may speak of.</param>
    public IReadOnlyList<TypedFigure> Find(TextField field, IEnumerable<string> lines, IReadOnlyList<FigurePlace> places)
    {
        var known = places.Where(p => p.Figure.Part is not (TemplatePart.AsOf or TemplatePart.Span))
            .SelectMany(p => Numbers(p.Text).Select(n => (Place: p, n.Value, n.Unit))).ToList();
        return [.. lines.SelectMany(l => Numbers(Dates().Replace(Places().Replace(l, " "), " "))).Select(Told).OfType<TypedFigure>()
            .DistinctBy(f => f.Text)];

        TypedFigure? Told((string Text, decimal Value, string Unit) typed)
        {
            if (known.FirstOrDefault(k => k.Value == typed.Value && (k.Unit == typed.Unit || k.Unit.Length == 0)) is { Place: { } same })
            {
                return new(field.Name, typed.Text, false, ReportEditorMessages.TypedSame(typed.Text, same.Name, same.Code));
            }

            var others = known.Where(k => k.Unit == typed.Unit && typed.Unit.Length > 0).DistinctBy(k => k.Place.Text).Take(MostOthers)
                .Select(k => new BilingualText($"{k.Place.Name.Ja} {k.Place.Text} {k.Place.Code}",
                    $"{k.Place.Name.En} “{k.Place.Text}” {k.Place.Code}")).ToList();
            return others.Count == 0 ? null
                : new(field.Name, typed.Text, true, ReportEditorMessages.TypedDifferent(typed.Text,
                    new(string.Join('、', others.Select(o => o.Ja)), string.Join(", ", others.Select(o => o.En)))));
        }
    }

    private IEnumerable<(string Text, decimal Value, string Unit)> Numbers(string text) =>
        number.Matches(text.Normalize(NormalizationForm.FormKC)).Select(m => (Text: m.Value,
            Value: decimal.TryParse(m.Groups[1].Value, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var value) ? value : 0, Unit: m.Groups[2].Value)).Where(n => n.Value > 0);

    // 54業務: the longest unit first, so that 団体 is not read as 団.
    private static Regex NumberIn(IEnumerable<string> units) => new(
        "([0-9][0-9,]*(?:\\.[0-9]+)?)(" + string.Join('|', units.Select(u => u.Normalize(NormalizationForm.FormKC)).Where(u => u.Length > 0)
            .Append("%").Distinct().OrderByDescending(u => u.Length).Select(Regex.Escape)) + ")?",
        RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Places();

    // Months, days, fiscal years and ages of a city are no figures.
    [GeneratedRegex(@"(?:令和|平成|[RHＲＨ])[0-9０-９元]+(?:\.[0-9０-９]+|年度?)?|[0-9０-９]+(?:年度?|か月|カ月|月|日|時|周年|歳|階|丁目|号|番)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Dates();
}
