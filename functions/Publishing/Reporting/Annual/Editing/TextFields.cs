using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual.Editing;

/// <summary>One text of a report as it is edited: a line of the text is a line of the field.</summary>
/// <param name="Name">Names it in the form: <c>rpa_ai_ocr.planned</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Measure">The outline's id of the measure that it belongs to; <c>""</c> for what is of the whole report.</param>
/// <param name="IsProse">True for lines that are printed, in which figures may stand.</param>
public sealed record TextField(string Name, BilingualText Label, string Measure, bool IsProse);

/// <summary>The texts of a report as fields of a form, and back.</summary>
public sealed class TextFields
{
    public const string Issued = "issued", Issuer = "issuer", LastYear = "lastFiscalYear", Purpose = "purpose";
    private const string Planned = ".planned", Done = ".done", Next = ".next", Initiatives = ".initiatives", Order = ".order",
        Shared = ".shared", Note = "note.";

    /// <summary>Between an initiative's name and what is said of it.</summary>
    public const char Separator = '｜';

    private static readonly IReadOnlyList<TextField> OfReport =
    [
        new(Issued, new("発行の年月", "Year and month of issue"), "", false),
        new(Issuer, new("発行する課", "Issuing section"), "", false),
        new(LastYear, new("対象期間の最後の年度（西暦）", "Last fiscal year that it covers"), "", false),
        new(Purpose, new("目的", "Purpose"), "", true),
    ];

    /// <param name="outline">What the year's report goes through.</param>
    /// <param name="catalogue">The catalogue of the year.</param>
    public TextFields(ReportOutline outline, Catalogue catalogue)
    {
        Outline = outline;
        All = [.. OfReport, .. outline.Measures.SelectMany(OfMeasure), .. Notes(outline, catalogue)];
    }

    /// <summary>What the year's report goes through.</summary>
    public ReportOutline Outline { get; }

    /// <summary>Every field of a report, in its order: of the whole, of each measure, and the footnotes on indicators.</summary>
    public IReadOnlyList<TextField> All { get; }

    /// <summary>What people call a field: 取組み予定（ＲＰＡ、ＡＩ-ＯＣＲ等の導入）.</summary>
    public BilingualText Label(string field)
    {
        var found = All.FirstOrDefault(f => f.Name == field);
        var measure = Outline.Measures.FirstOrDefault(m => m.Id == found?.Measure);
        return found is null ? new(field, field) : measure is null ? found.Label
            : new($"{measure.Name.Ja} {found.Label.Ja}", $"“{measure.Name.In(english: true)}” {found.Label.En}");
    }

    /// <summary>The fields of texts; of none all are empty.</summary>
    public Dictionary<string, string> Of(ReportTexts? texts)
    {
        var fields = All.ToDictionary(f => f.Name, _ => "", StringComparer.Ordinal);
        if (texts is null)
        {
            return fields;
        }

        (fields[Issued], fields[Issuer], fields[Purpose]) = (texts.Issued, texts.Issuer, Joined(texts.Purpose));
        fields[LastYear] = texts.LastFiscalYear.ToString(CultureInfo.InvariantCulture);
        foreach (var (id, m) in texts.Measures)
        {
            (fields[id + Planned], fields[id + Done], fields[id + Next]) = (Joined(m.Planned), Joined(m.Done), Joined(m.Next));
            fields[id + Initiatives] = Joined(m.Initiatives.Select(i => $"{i.Key}{Separator}{i.Value}"));
            (fields[id + Order], fields[id + Shared]) = (Joined(m.Order), Joined(m.Shared));
        }

        foreach (var (indicator, note) in texts.Notes)
        {
            fields[Note + indicator] = note;
        }

        return fields;
    }

    /// <summary>The texts of fields. What cannot be read of them is left out: <see cref="TextCheck"/> says so.</summary>
    public ReportTexts Read(FiscalYear year, IReadOnlyDictionary<string, string> fields)
    {
        string One(string name) => string.Concat(Lines(fields, name));
        return new(year.Value,
            int.TryParse(One(LastYear), NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : year.Value, One(Issued),
            One(Issuer), Lines(fields, Purpose),
            Outline.Measures.ToDictionary(m => m.Id, m => new MeasureTexts
            {
                Planned = Lines(fields, m.Id + Planned),
                Done = Lines(fields, m.Id + Done),
                Next = Lines(fields, m.Id + Next),
                Initiatives = Lines(fields, m.Id + Initiatives).Select(l => l.Split(Separator, 2)).Where(p => p.Length == 2)
                    .DistinctBy(p => p[0].Trim()).ToDictionary(p => p[0].Trim(), p => p[1].Trim(), StringComparer.Ordinal),
                Order = Lines(fields, m.Id + Order),
                Shared = Lines(fields, m.Id + Shared),
            }, StringComparer.Ordinal))
        {
            Notes = All.Where(f => f.Name.StartsWith(Note, StringComparison.Ordinal) && One(f.Name).Length > 0)
                .ToDictionary(f => f.Name[Note.Length..], f => One(f.Name), StringComparer.Ordinal),
        };
    }

    /// <summary>The lines of a field, without those that are empty.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyDictionary<string, string> fields, string name) =>
        [.. fields.GetValueOrDefault(name, "").ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0)];

    /// <summary>True where the lines of a field are an initiative's name and what is said of it.</summary>
    public static bool HasNames(TextField field) => field.Name.EndsWith(Initiatives, StringComparison.Ordinal);

    private static string Joined(IEnumerable<string> lines) => string.Join('\n', lines);

    private static IEnumerable<TextField> OfMeasure(OutlineMeasure m) =>
    [
        new(m.Id + Planned, new("取組み予定", "What is planned"), m.Id, true),
        new(m.Id + Done, new("取組み実績（数字のあとに続く文）", "What was done (after the figures)"), m.Id, true),
        new(m.Id + Next, new("今後の対応", "What comes next"), m.Id, true),
        new(m.Id + Initiatives, new($"取組みの説明（1行に「名称{Separator}説明」）", $"Remarks on initiatives (a line each: name{Separator}remark)"),
            m.Id, true),
        new(m.Id + Order, new("取組みの順（1行に1つの名称）", "Order of initiatives (a line each)"), m.Id, false),
        new(m.Id + Shared, new("ほかの課も関わる取組み（1行に1つの名称）", "Initiatives shared with other sections (a line each)"), m.Id, false),
    ];

    private static IEnumerable<TextField> Notes(ReportOutline outline, Catalogue catalogue) =>
        outline.Measures.SelectMany(m => m.IndicatorsIn(catalogue)).Distinct().Select(catalogue.Find).OfType<Indicator>()
            .Select(i => new TextField(Note + i.Id, new(i.NameJa, i.NameEn), "", false));
}
