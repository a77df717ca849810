using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>What people call a figure of a report: its indicator's name and, in brackets, what sets it apart from the others.</summary>
public static class FigureNames
{
    /// <summary>オンライン申請実施率（前年度、予定）.</summary>
    public static string Of(TemplateFigure figure, Catalogue catalogue)
    {
        if (catalogue.Find(figure.Indicator) is not { } indicator)
        {
            return figure.Indicator;
        }

        var words = new[]
        {
            figure.Time switch
            {
                TemplateTime.Previous => "前年度",
                TemplateTime.Base => "基準年度",
                TemplateTime.Month => JapaneseEra.ShortText(figure.Month!.Value),
                _ => "",
            },
            figure.Basis is { } basis && basis != indicator.HeadlineBasis
                ? basis switch { Basis.Month => "その月", Basis.Ytd => "年度内", _ => "取組みの始めから" } : "",
            figure.Status == FigureStatus.Planned ? "予定" : "",
            figure.Part switch
            {
                TemplatePart.Numerator => NameOf(indicator.Formula.Numerator, "数"),
                TemplatePart.Denominator => NameOf(indicator.Formula.Denominator, "全体の数"),
                TemplatePart.Whole => "小数なし",
                TemplatePart.AsOf => "いつの数字か",
                TemplatePart.Month => "いつの月か",
                TemplatePart.Span => "期間",
                TemplatePart.Year or TemplatePart.YearName => "年度",
                TemplatePart.Target => "目標",
                _ => "",
            },
        };
        return indicator.NameJa + InBrackets(words);
    }

    /// <summary>The same for the key under which a report prints it; of initiatives by their standing: 広域連携事業（検討中の数）.</summary>
    public static string OfKey(string key, Catalogue catalogue)
    {
        if (key.Split('/') is [var id, var status])
        {
            return (catalogue.Find(id)?.NameJa ?? id) + InBrackets([FormulaText.StatusJa(status) + "の数"]);
        }

        try
        {
            return ReportTemplate.Parse($"{{{key}}}", catalogue).Pieces is [{ Figure: { } figure }] ? Of(figure, catalogue) : key;
        }
        catch (FormatException)
        {
            // An older catalogue knew it.
            return key.Split(':', '@')[0];
        }
    }

    /// <summary>The day or the months that a report says of a figure's month: 令和4年4月1日, 令和3年4月〜令和4年1月; "" where there is none.</summary>
    public static string When(ReportFigure figure, Catalogue catalogue)
    {
        if (!FiscalMonth.TryParseIso(figure.Month, out var month))
        {
            return "";
        }

        if (figure.Basis == "ytd" && month != month.FiscalYear.First)
        {
            return $"{JapaneseEra.Text(month.FiscalYear.First)}〜{JapaneseEra.Text(month)}";
        }

        return catalogue.Find(figure.Indicator)?.StatedDay switch
        {
            StatedDay.NextDay => JapaneseEra.Text(month.AddMonths(1)) + "1日",
            StatedDay.MonthEnd => JapaneseEra.Text(month) + "末",
            _ => JapaneseEra.Text(month),
        };
    }

    private static string NameOf(string part, string otherwise) => part.Length > 0 ? PartNames.Ja(part) : otherwise;

    private static string InBrackets(IEnumerable<string> words) =>
        words.Where(w => w.Length > 0).ToList() is { Count: > 0 } said ? $"（{string.Join('、', said)}）" : "";
}
