using System.Globalization;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Publishing.Reporting.Provenances;

namespace SmartToyonaka.Publishing.Pages.Provenances;

/// <summary>
/// How a value reads beside the report: whether its target is met and why, the quotients in between in hours and staff-months, and what its
/// denominator is, since another indicator's may be a different number.
/// </summary>
internal static class ValueReading
{
    /// <summary>Target, and why it is met or not.</summary>
    public static Markup Target(PageViewer r, Indicator i, ValueProvenance v) => i.Target is not { } target ? Markup.Of($"""
        <div><dt>{r.Of("目標", "Target")}</dt><dd>{r.Of("ありません", "none")}</dd></div>
        """) : Markup.Of($"""
        <div><dt>{r.Of("目標", "Target")}</dt><dd>{Aim(target)} {r.Of(v.Unit)}{(target.Kind == TargetKind.AtLeast ? r.Of("以上", " or more") : r.Of("以下(低いほどよい)", " or less (lower is better)"))}</dd></div>
        {(v.Value is { } value ? Met(r, i, target, v, (decimal)value) : Markup.None)}
        """);

    /// <summary>The steps of the calculation, and what the denominator is.</summary>
    public static Markup Steps(PageViewer r, Indicator i, ValueProvenance v)
    {
        var steps = v.Value is null ? [] : Quotients(r, i, v).ToList();
        var denominator = v.Value is null ? "" : Denominator(r, i, v);
        return steps.Count + denominator.Length == 0 ? Markup.None : Markup.Of($"""
            {(steps.Count == 0 ? Markup.None : Markup.Of($"""<ul class="steps">{steps.Select(s => Markup.Of($"<li>{s}</li>"))}</ul>"""))}
            {(denominator.Length == 0 ? Markup.None : Markup.Of($"""<p>{denominator}</p>"""))}
            """);
    }

    /// <summary>A cell that says in what a sum is counted; none where it is what the measure says.</summary>
    public static Markup UnitCell(PageViewer r, Indicator i, OperandTotal total) => !IsOfTime(i) ? Markup.None : total.Role == "numerator"
        ? Markup.Of($"<td>{r.Of($"分({Hours(total.Total)} 時間)", $"minutes ({Hours(total.Total)} hours)")}</td>")
        : Markup.Of($"<td>{r.Of("人月", "staff-months")}</td>");

    /// <summary>True for minutes per person and their change.</summary>
    public static bool IsOfTime(Indicator i) => i.Formula.IsPerPerson;

    private static Markup Met(PageViewer r, Indicator i, Target target, ValueProvenance v, decimal value)
    {
        var isMet = target.IsMetBy(value);
        var gap = Math.Abs(Math.Round(value, i.Decimals, MidpointRounding.AwayFromZero) - target.Value);
        var size = $"{PageText.Grouped(gap.ToString(CultureInfo.InvariantCulture))} {(i.Unit == "%" ? r.Of("ポイント", "points") : r.Of(v.Unit))}";
        var least = target.Kind == TargetKind.AtLeast;
        var why = (isMet, least) switch
        {
            _ when gap == 0 && isMet => r.Of($"{v.Text} {v.Unit.Ja} は、目標にちょうど届いています。", $"{v.Text} {v.Unit.En} is exactly the target."),
            (true, true) => r.Of($"{v.Text} {v.Unit.Ja} は、目標を {size}上回っています。", $"{v.Text} {v.Unit.En} is {size} above the target."),
            (false, true) => r.Of($"{v.Text} {v.Unit.Ja} は、目標に {size}足りません。", $"{v.Text} {v.Unit.En} is {size} short of the target."),
            (true, false) => r.Of($"{v.Text} {v.Unit.Ja} は、目標より {size}低くなっています。", $"{v.Text} {v.Unit.En} is {size} below the target."),
            _ => r.Of($"{v.Text} {v.Unit.Ja} は、目標より {size}高くなっています。", $"{v.Text} {v.Unit.En} is {size} above the target."),
        };
        var planned = v.Status == "planned" ? r.Of("予定の値で見たもので、実績ではありません。", " By a planned value, not by what happened.") : "";
        return Markup.Of($"""
            <div><dt>{r.Of("達成", "Met")}</dt><dd>{(isMet ? Markup.Of($"""<span class="met">○ {r.Of("達成", "met")}</span>""") : Markup.Of($"""<span class="unmet">× {r.Of("未達成", "not met")}</span>"""))} {why}{planned}</dd></div>
            """);
    }

    private static IEnumerable<string> Quotients(PageViewer r, Indicator i, ValueProvenance v)
    {
        var (above, below) = (Total(v, "numerator", "value"), Total(v, "denominator", "value"));
        var (aboveThen, belowThen) = (Total(v, "numerator", "base_year"), Total(v, "denominator", "base_year"));
        if (IsOfTime(i) && below > 0)
        {
            yield return PerPerson(r, r.Of("この期間", "This period"), above, below);
            if (belowThen > 0 && i.Formula.Kind == FormulaKind.SamePeriodChange)
            {
                yield return PerPerson(r, r.Of("比べる期間", "Compared with"), aboveThen, belowThen);
                yield return Change(r, above / below / 60, aboveThen / belowThen / 60, v);
            }
        }
        else if (i.Formula.Kind == FormulaKind.SamePeriodChange && aboveThen != 0)
        {
            yield return Change(r, above, aboveThen, v);
        }
        else if (i.Formula.Kind == FormulaKind.MeanOfBureauRates && v is { Numerator: { } sum, Denominator: { } count and > 0 })
        {
            yield return r.Of($"部局ごとの率の合計 {Number((decimal)sum, 4)} ÷ 部局の数 {count} = {Number((decimal)(sum / count), 4)}",
                $"Sum of the bureaux' rates {Number((decimal)sum, 4)} ÷ {count} bureaux = {Number((decimal)(sum / count), 4)}");
        }
        else if (i.Formula.Kind is FormulaKind.RatioOfSums or FormulaKind.PooledRate or FormulaKind.ShareOfMeasures
            or FormulaKind.QuotientOfMeasures or FormulaKind.PerPerson && below > 0)
        {
            yield return $"{Number(above, 0)} ÷ {Number(below, 0)} = {Number(above / below, 4)}";
        }
    }

    private static string PerPerson(PageViewer r, string period, decimal minutes, decimal staff) => r.Of(
        $"{period}: {Hours(minutes)} 時間 ÷ {Number(staff, 0)} 人月 = 一人ひと月あたり {Number(minutes / staff / 60, 2)} 時間({Number(minutes / staff, 1)} 分)",
        $"{period}: {Hours(minutes)} hours ÷ {Number(staff, 0)} staff-months = {Number(minutes / staff / 60, 2)} hours per person and month ({Number(minutes / staff, 1)} minutes)");

    private static string Change(PageViewer r, decimal now, decimal then, ValueProvenance v) =>
        $"{Number(now, 2)} ÷ {Number(then, 2)} − 1 = {Number(now / then - 1, 4)}{r.Of("、百分率で ", ", in percent ")}{v.Text}";

    private static string Denominator(PageViewer r, Indicator i, ValueProvenance v)
    {
        var measures = MeasureRegistry.Current;
        var whole = measures.Part(i.Formula.Denominator)?.NameJa ?? "";
        return i.Formula.Kind switch
        {
            _ when IsOfTime(i) && measures.Find(i.Formula.Measure) is { } time && measures.HeadcountOf(time.Topic) is { } heads =>
                People(r, heads, v.Basis != "month"),
            FormulaKind.MeanOfBureauRates => r.Of(
                $"分母は{whole}の数ではなく、{whole}のある部局の数です。大きな部局も小さな部局も同じ重みなので、全体の合計どうしを割った率とは違います。",
                "The denominator is the number of bureaux that have any, not how many they have. Every bureau has the same weight, so it differs from the rate of the sums."),
            FormulaKind.PooledRate => r.Of(
                $"分母は、除くものを除いた{whole}の合計です。部局ごとの率の平均とは違います。",
                "The denominator is the sum of all but those left out. It differs from the mean of the bureaux' rates."),
            FormulaKind.RatioOfSums => r.Of(
                "分母は、対象のある各所属が、その月までに最後に報告した数の合計です。ほかの指標とは、数えるものと報告する所属が違うため、分母も違います。",
                "The denominator is the sum of what each section that has any reported last by the month. Other indicators count other things of other sections, so theirs differ."),
            _ => "",
        };
    }

    private static string People(PageViewer r, Measure heads, bool areAddedUp)
    {
        var apart = heads.Dimensions.Count == 0 ? "人" : string.Join("や", heads.Dimensions.Select(d => d.NameJa));
        return areAddedUp
            ? r.Of($"分母は、対象となる{heads.NameJa}を月ごとに足した延べ人数(人月)で、ある月の人数ではありません。同じ期間でも、対象にする{apart}の違う指標とは分母が違います。時間だけを除くものがあっても、人数は減りません。",
                "The denominator is the people in scope, added up month by month (staff-months), not the number of people in a month. Indicators of another scope have another one. Where only hours are left out, the people stay in.")
            : r.Of($"分母は、その月の対象となる{heads.NameJa}です。対象にする{apart}の違う指標とは分母が違います。時間だけを除くものがあっても、人数は減りません。",
                "The denominator is the people in scope of the month. Indicators of another scope have another one. Where only hours are left out, the people stay in.");
    }

    private static decimal Total(ValueProvenance v, string role, string side) =>
        v.Totals.Where(t => t.Role == role && t.Side == side).Sum(t => t.Total);

    private static string Aim(Target target) =>
        PageText.Grouped(target.Value.ToString(CultureInfo.InvariantCulture).Replace('-', '−'));

    private static string Hours(decimal minutes) => Number(minutes / 60, 1);

    private static string Number(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"N{decimals}", CultureInfo.InvariantCulture).Replace('-', '−');
}
