using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Messages;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>Finds the value that a text asks for and prints it; what cannot be computed is told in words.</summary>
/// <param name="data">What the report is made from.</param>
/// <param name="english">In which language it prints.</param>
internal sealed class FigureFormatter(ReportData data, bool english)
{
    private readonly Dictionary<(string Indicator, string Basis, string Status), ILookup<int, PublishedIndicator>> byYear =
        data.Values.SelectMany(y => y.Value).GroupBy(v => (v.Indicator, v.Basis, v.Status))
            .ToDictionary(g => g.Key, g => g.ToLookup(v => v.FiscalYear));

    private Catalogue Catalogue => data.Reference.Catalogue;

    /// <summary>In which language it prints.</summary>
    public bool IsEnglish => english;

    /// <summary>In the language in which it prints.</summary>
    public string Of(BilingualText text) => text.In(english);

    /// <summary>What an indicator is counted in.</summary>
    public static BilingualText UnitOf(Indicator indicator) => new(indicator.Unit, indicator.UnitEn);

    /// <summary>The name of a heading of the catalogue.</summary>
    public string Group(string id) => Catalogue.Groups.FirstOrDefault(g => g.Id == id) is { } group
        ? Of(new(group.NameJa, group.NameEn)) : id;

    /// <summary>The value, or null where none is stated.</summary>
    public PublishedIndicator? Find(TemplateFigure asked)
    {
        if (Catalogue.Find(asked.Indicator) is not { } indicator
            || !byYear.TryGetValue((indicator.Id, IndicatorRows.Text(asked.Basis ?? indicator.HeadlineBasis),
                IndicatorRows.Text(asked.Status)), out var years))
        {
            return null;
        }

        var found = years[YearOf(asked).Value].OrderBy(v => v.Month, StringComparer.Ordinal).ToList();
        return asked.Month is { } month
            ? found.Find(v => v.Month == month.ToString())
            : found.FindLast(v => v.Value is not null && (v.Status == "planned" || v.IsComplete))
                ?? found.FindLast(v => v.Value is not null) ?? found.LastOrDefault();
    }

    private FiscalYear YearOf(TemplateFigure asked) => asked.Time switch
    {
        TemplateTime.Previous => new(data.Year.Value - 1),
        TemplateTime.Base => new(Catalogue.BaseFiscalYear),
        TemplateTime.Month => asked.Month!.Value.FiscalYear,
        _ => data.Year,
    };

    /// <summary>
    /// The newest value of the year, whether it could be computed or not: what a headline leaves out stands in its reason.
    /// </summary>
    public PublishedIndicator? Newest(Indicator indicator) =>
        byYear.TryGetValue((indicator.Id, IndicatorRows.Text(indicator.HeadlineBasis), "actual"), out var years)
            ? years[data.Year.Value].MaxBy(v => v.Month, StringComparer.Ordinal) : null;

    /// <summary>A newer actual value of the year for which not all have reported yet; null where there is none.</summary>
    public PublishedIndicator? Incomplete(Indicator indicator)
    {
        var headline = Find(new(indicator.Id, null, FigureStatus.Actual, TemplateTime.Latest, null, TemplatePart.Text));
        return headline is not { Value: not null } || !headline.IsComplete ? null : OfYear(indicator)
            .Where(v => v is { Value: not null, UnitsReported: > 0 } && !v.IsComplete
                && string.CompareOrdinal(v.Month, headline.Month) > 0).MaxBy(v => v.Month, StringComparer.Ordinal);
    }

    /// <summary>How many values wait to be confirmed that would change the year's newest value, actual or planned.</summary>
    public long HeldValues(Indicator indicator) => OfYear(indicator).Concat(OfYear(indicator, "planned")).Select(v => v.HeldValues)
        .DefaultIfEmpty(0).Max();

    private IEnumerable<PublishedIndicator> OfYear(Indicator indicator, string status = "actual") =>
        byYear.TryGetValue((indicator.Id, IndicatorRows.Text(indicator.HeadlineBasis), status), out var years) ? years[data.Year.Value]
            : [];

    /// <summary>A value as it stands in a text.</summary>
    public ReportRun Print(TemplateFigure asked)
    {
        switch (asked.Part)
        {
            case TemplatePart.Target:
                return new(Of(TargetOf(Catalogue.Find(asked.Indicator)) ?? AnnualReportMessages.NoTargetHere));
            case TemplatePart.Year:
                return new(Of(new(JapaneseEra.ShortText(YearOf(asked)), AnnualReportMessages.Year(YearOf(asked)).En)));
            case TemplatePart.YearName:
                return new(Of(AnnualReportMessages.Year(YearOf(asked))));
        }

        var value = Find(asked);
        var key = Key(asked);
        if (value is null)
        {
            return new(Of(NothingYet), new(key, asked.Indicator, IndicatorRows.Text(BasisOf(asked)), IndicatorRows.Text(asked.Status),
                "", false));
        }

        var figure = new ReportFigure(key, value.Indicator, value.Basis, value.Status, value.Month, value.Value is not null);
        return asked.Part switch
        {
            TemplatePart.AsOf => new(Of(AsOf(value))),
            TemplatePart.Month => new(Of(Month(StatedMonth(value)))),
            TemplatePart.Span => new(Span(value)),
            _ when value.Value is null => new(Of(NotComputable(value)), figure),
            TemplatePart.Numerator => new(Number(value.Numerator), figure),
            TemplatePart.Denominator => new(Number(value.Denominator), figure),
            _ => new(Of(Text(Catalogue.Find(value.Indicator)!, value, isWhole: asked.Part == TemplatePart.Whole)), figure),
        };
    }

    /// <summary>An indicator with its newest values of the year.</summary>
    public ReportIndicator Summary(Indicator indicator) => new(
        indicator.Id, Of(new(indicator.NameJa, indicator.NameEn)), Group(indicator.Group),
        TargetOf(indicator) is { } target ? Of(target) : null,
        [.. new[] { FigureStatus.Actual, FigureStatus.Planned }.Select(s => Value(indicator, s)).OfType<ReportValue>()]);

    private ReportValue? Value(Indicator indicator, FigureStatus status)
    {
        var asked = new TemplateFigure(indicator.Id, null, status, TemplateTime.Latest, null, TemplatePart.Text);
        if (Find(asked) is not { } value)
        {
            return null;
        }

        var ofYear = indicator.HeadlineBasis == Basis.Programme && indicator.Bases.Contains(Basis.Ytd)
            && Find(asked with { Basis = Basis.Ytd }) is { Value: not null } added ? Of(InUnit(added.Text, indicator)) : "";
        return new(value.Status, value.Basis, value.Month, value.Value is not null,
            Of(value.Value is null ? NotComputable(value) : InUnit(value.Text, indicator)),
            value.Basis == "ytd" ? Span(value) : Of(AsOf(value)), status == FigureStatus.Planned ? null : value.TargetMet, ofYear);
    }

    /// <summary>The target in words: 30事業以上, 5%削減; null without one.</summary>
    public static BilingualText? TargetOf(Indicator? indicator)
    {
        if (indicator?.Target is not { } target)
        {
            return null;
        }

        var amount = AnnualReportMessages.InUnit(Plain(indicator.Signed ? Math.Abs(target.Value) : target.Value), UnitOf(indicator));
        return indicator.Signed
            ? target.Value < 0 ? AnnualReportMessages.Less(amount) : AnnualReportMessages.AtMostMore(amount)
            : target.Kind == TargetKind.AtMost ? AnnualReportMessages.AtMost(amount)
            : indicator.Unit == "%" && target.Value == 100 ? amount : AnnualReportMessages.AtLeast(amount);
    }

    /// <summary>The day of the newest figure in a value, as its indicator dates it: R4年1月末, R4年2月1日 or R4年1月.</summary>
    public BilingualText AsOf(PublishedIndicator value)
    {
        var month = Month(StatedMonth(value));
        return Catalogue.Find(value.Indicator)?.StatedDay switch
        {
            StatedDay.NextDay => new(month.Ja + "1日", month.En + "-01"),
            StatedDay.Month => month,
            _ => new(month.Ja + "末", value.AsOf),
        };
    }

    private static BilingualText Month(FiscalMonth month) => new(JapaneseEra.ShortText(month), month.ToString());

    private static BilingualText NotComputable(PublishedIndicator value) =>
        AnnualReportMessages.NotComputable(ReasonMessages.Of(value.ReasonCode, value.Reason));

    private static BilingualText InUnit(string published, Indicator indicator) =>
        AnnualReportMessages.InUnit(Grouped(published), UnitOf(indicator));

    private FiscalMonth StatedMonth(PublishedIndicator value)
    {
        var month = FiscalMonth.Of(DateOnly.ParseExact(value.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        return Catalogue.Find(value.Indicator)?.StatedDay == StatedDay.NextDay ? month.AddMonths(1) : month;
    }

    /// <summary>A number of entries of a register.</summary>
    public ReportRun Count(string key, int count, Indicator indicator) =>
        new(Of(AnnualReportMessages.InUnit(count.ToString("N0", CultureInfo.InvariantCulture), UnitOf(indicator))),
            new(key, "", "", "actual", "", true));

    private string Key(TemplateFigure asked) => (asked with { Basis = BasisOf(asked) }).ToString();

    private Basis BasisOf(TemplateFigure asked) => asked.Basis ?? Catalogue.Find(asked.Indicator)?.HeadlineBasis ?? Basis.Month;

    // R3年4月-R4年1月: what April up to a month, or the programme up to it, speaks of.
    private string Span(PublishedIndicator value)
    {
        var month = FiscalMonth.TryParseIso(value.Month, out var m) ? m : data.Year.Last;
        var from = value.Basis switch { "ytd" => month.FiscalYear.First, "programme" => Catalogue.Programme.First, _ => month };
        var (first, last) = (Month(from), Month(month));
        return Of(from == month ? last : new($"{first.Ja}-{last.Ja}", $"{first.En} to {last.En}"));
    }

    private static BilingualText Text(Indicator indicator, PublishedIndicator value, bool isWhole = false)
    {
        // As published, so that a report and the tables never round differently; only thousands are set apart, and where a text asks for
        // whole numbers the published one is rounded.
        var published = value.Text.TrimStart('−', '+');
        var digits = isWhole && decimal.TryParse(published, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Plain(Math.Round(number, MidpointRounding.AwayFromZero)) : Grouped(published);
        var amount = AnnualReportMessages.InUnit(digits, UnitOf(indicator));
        return !indicator.Signed ? amount
            : digits.All(c => c is '0' or '.') ? AnnualReportMessages.Unchanged(amount)
            : value.Text.StartsWith('−') ? AnnualReportMessages.Less(amount) : AnnualReportMessages.More(amount);
    }

    private static string Grouped(string digits)
    {
        var parts = digits.Split('.');
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? whole.ToString("N0", CultureInfo.InvariantCulture) + (parts.Length > 1 ? "." + parts[1] : "")
            : digits;
    }

    private string Number(double? number) => number is { } n ? n.ToString("#,0.##", CultureInfo.InvariantCulture) : Of(NothingYet);

    private static BilingualText NothingYet { get; } =
        new($"（{AnnualReportMessages.NothingYet.Ja}）", $"({AnnualReportMessages.NothingYet.En})");

    private static string Plain(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
