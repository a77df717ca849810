using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>What people call a figure of a report: its indicator's name and, in brackets, what sets it apart from the others.</summary>
public static class FigureNames
{
    /// <summary>オンライン申請実施率（前年度、予定）.</summary>
    public static BilingualText Of(TemplateFigure figure, Catalogue catalogue)
    {
        if (catalogue.Find(figure.Indicator) is not { } indicator)
        {
            return new(figure.Indicator, figure.Indicator);
        }

        var words = new BilingualText?[]
        {
            figure.Time switch
            {
                TemplateTime.Previous => new("前年度", "year before"),
                TemplateTime.Base => new("基準年度", "base year"),
                TemplateTime.Month => new(JapaneseEra.ShortText(figure.Month!.Value), figure.Month.Value.ToString()),
                _ => null,
            },
            figure.Basis is { } basis && basis != indicator.HeadlineBasis
                ? basis switch
                {
                    Basis.Month => new("その月", "the month"),
                    Basis.Ytd => new("年度内", "in the fiscal year"),
                    _ => new("取組みの始めから", "since the beginning"),
                }
                : null,
            figure.Status == FigureStatus.Planned ? new("予定", "planned") : null,
            figure.Part switch
            {
                TemplatePart.Numerator => NameOf(indicator.Formula.Numerator, new("数", "numerator")),
                TemplatePart.Denominator => NameOf(indicator.Formula.Denominator, new("全体の数", "denominator")),
                TemplatePart.Whole => new("小数なし", "without decimals"),
                TemplatePart.AsOf => new("いつの数字か", "its day"),
                TemplatePart.Month => new("いつの月か", "its month"),
                TemplatePart.Span => new("期間", "its span"),
                TemplatePart.Year or TemplatePart.YearName => new("年度", "its fiscal year"),
                TemplatePart.Target => new("目標", "target"),
                _ => null,
            },
        };
        var said = words.OfType<BilingualText>().ToList();
        return said.Count == 0 ? new(indicator.NameJa, indicator.NameEn) : new(
            indicator.NameJa + InBrackets(said.Select(w => w.Ja)),
            $"{indicator.NameEn} ({string.Join(", ", said.Select(w => w.En))})");
    }

    /// <summary>The same for the key under which a report prints it; of initiatives by their standing: 広域連携事業（検討中の数）.</summary>
    public static BilingualText OfKey(string key, Catalogue catalogue)
    {
        if (key.Split('/') is [var id, var status])
        {
            var indicator = catalogue.Find(id);
            return new((indicator?.NameJa ?? id) + InBrackets([FormulaText.StatusJa(status) + "の数"]),
                $"{indicator?.NameEn ?? id} (number: {MeasureRegistry.Current.Status(status)?.NameEn ?? status})");
        }

        try
        {
            return ReportTemplate.Parse($"{{{key}}}", catalogue).Pieces is [{ Figure: { } figure }] ? Of(figure, catalogue)
                : new(key, key);
        }
        catch (FormatException)
        {
            // An older catalogue knew it.
            return new(key.Split(':', '@')[0], key.Split(':', '@')[0]);
        }
    }

    /// <summary>The day or the months that a report says of a figure's month: 令和4年4月1日, 令和3年4月〜令和4年1月; "" where there is none.</summary>
    public static BilingualText When(ReportFigure figure, Catalogue catalogue)
    {
        if (!FiscalMonth.TryParseIso(figure.Month, out var month))
        {
            return new("", "");
        }

        if (figure.Basis == "ytd" && month != month.FiscalYear.First)
        {
            return new($"{JapaneseEra.Text(month.FiscalYear.First)}〜{JapaneseEra.Text(month)}", $"{month.FiscalYear.First} to {month}");
        }

        return catalogue.Find(figure.Indicator)?.StatedDay switch
        {
            StatedDay.NextDay => new(JapaneseEra.Text(month.AddMonths(1)) + "1日", $"{month.AddMonths(1)}-01"),
            StatedDay.MonthEnd => new(JapaneseEra.Text(month) + "末", $"end of {month}"),
            _ => new(JapaneseEra.Text(month), $"{month}"),
        };
    }

    private static BilingualText NameOf(string part, BilingualText otherwise) =>
        part.Length > 0 ? new(PartNames.Ja(part), PartNames.En(part)) : otherwise;

    private static string InBrackets(IEnumerable<string> words) =>
        words.Where(w => w.Length > 0).ToList() is { Count: > 0 } said ? $"（{string.Join('、', said)}）" : "";
}
