using System.Globalization;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages.Administration;

/// <summary>The catalogue in effect as tables: what is collected, what is computed, and from when on a value is asked about.</summary>
internal static class ReferenceTables
{
    private sealed record Threshold(string Entry, string About, string Value, string Ja, string En);

    /// <summary>The tables.</summary>
    public static Markup Of(PageViewer viewer, ReferenceSnapshot now) => Markup.Of($"""
        <h2>{viewer.Of("集めるもの", "What is collected")}</h2>
        {viewer.Table("measures", viewer.Of("集めるもの", "What is collected"), Measures(viewer, now), "entries")}
        <h2>{viewer.Of("指標", "Indicators")}</h2>
        {viewer.Table("indicators", viewer.Of("指標", "Indicators"), Indicators(viewer, now.Catalogue), "entries")}
        <h2>{viewer.Of("確認のしきい値", "Thresholds of checks")}</h2>
        {viewer.Table("checks", viewer.Of("確認のしきい値", "Thresholds of checks"), Checks(viewer, now.Catalogue), "entries")}
        """);

    private static Markup Measures(PageViewer viewer, ReferenceSnapshot now) => Markup.Of($"""
        <thead><tr><th scope="col">{viewer.Of("番号", "Id")}</th><th scope="col">{viewer.Of("名称", "Name")}</th><th scope="col">{viewer.Of("種類", "Kind")}</th><th scope="col">{viewer.Of("数", "Numbers")}</th><th scope="col">{viewer.Of("届き方", "Comes by")}</th><th scope="col">{viewer.Of("提出する所属", "Handed in by")}</th><th scope="col">{viewer.Of("期限", "Due")}</th></tr></thead>
        <tbody>{now.Catalogue.MeasureSet.All.Select(m => Measure(viewer, now, m))}</tbody>
        """);

    private static Markup Measure(PageViewer viewer, ReferenceSnapshot now, Measure m)
    {
        var owed = now.Catalogue.Owed.Where(o => o.Measure == m.Id).ToList();
        return Markup.Of($"""
            <tr><th scope="row">{PageText.Path(m.Id)}</th><td>{viewer.Of(m.NameJa, m.NameEn)}</td><td>{Kind(viewer, m.Kind)}</td><td>{string.Join(viewer.Of("、", ", "), m.Parts.Select(p => Part(viewer, m, p)).Concat(m.Dimensions.Select(d => viewer.Of($"{d.NameJa}別", $"by {d.NameEn}"))).Concat((m.Register?.Statuses ?? []).Select(s => Status(viewer, now.Catalogue, s))))}</td><td>{(m.DropFolder is { } folder ? $"drops/{folder}" : viewer.Of("画面・フォーム", "form"))}</td><td class="text">{string.Join(" / ", owed.Select(o => Owner(viewer, now.Register, o)))}</td><td>{string.Join(" / ", owed.Where(o => !o.Optional).Select(o => viewer.Of($"翌月の第{o.DueBusinessDay}開庁日", $"business day {o.DueBusinessDay} of the next month")).Distinct())}</td></tr>
            """);
    }

    private static string Kind(PageViewer viewer, MeasureKind kind) => kind switch
    {
        MeasureKind.Stock => viewer.Of("月末の状態", "state at month end"),
        MeasureKind.Flow => viewer.Of("月ごとの量", "amount of the month"),
        _ => viewer.Of("取組みの一覧", "register of initiatives"),
    };

    private static string Status(PageViewer viewer, Catalogue catalogue, string status) =>
        catalogue.MeasureSet.Status(status) is { } s ? viewer.Of(s.NameJa, s.NameEn) : status;

    private static string Part(PageViewer viewer, Measure m, string part)
    {
        var details = m.Details.FirstOrDefault(d => d.Id == part);
        var name = viewer.Of(details?.NameJa ?? PartNames.Ja(part), details?.NameEn ?? part);
        return details is { Unit.Length: > 0 } ? $"{name}({details.Unit})" : name;
    }

    private static string Owner(PageViewer viewer, Register register, Obligation o)
    {
        var who = o.IsOfAll ? viewer.Of("すべての所属", "all sections")
            : string.Join(viewer.Of("、", ", "), o.Departments.Select(d => register.Newest(d) is { } s ? $"{d} {s.Name}" : d));
        var months = o.Months is { } only
            ? viewer.Of($" {string.Join("・", only.Select(Calendar))}月分", $" months {string.Join(", ", only.Select(Calendar))}") : "";
        return $"{who} {viewer.Month(o.From)}{viewer.Of("から", " on")}"
            + (o.Until is { } until ? viewer.Of($"{viewer.Month(until)}まで", $" until {until}") : "") + months
            + (o.Optional ? viewer.Of("(任意)", " (optional)") : "");
    }

    private static string Calendar(int month) => ((month + 2) % 12 + 1).ToString(CultureInfo.InvariantCulture);

    private static Markup Indicators(PageViewer viewer, Catalogue catalogue) => Markup.Of($"""
        <thead><tr><th scope="col">{viewer.Of("番号", "Id")}</th><th scope="col">{viewer.Of("名称", "Name")}</th><th scope="col">{viewer.Of("単位", "Unit")}</th><th scope="col">{viewer.Of("式", "Formula")}</th><th scope="col">{viewer.Of("目標", "Target")}</th></tr></thead>
        <tbody>{catalogue.Indicators.Select(i => Markup.Of($"""<tr><th scope="row">{PageText.Path(i.Id)}</th><td>{viewer.Of(i.NameJa, i.NameEn)}</td><td>{viewer.Of(i.Unit, i.UnitEn)}</td><td class="text">{viewer.Of(FormulaText.Words(catalogue, i))}</td><td>{Target(viewer, i)}</td></tr>"""))}</tbody>
        """);

    private static string Target(PageViewer viewer, Indicator i) => i.Target is not { } target ? viewer.Of("なし", "none")
        : target.Kind == TargetKind.AtLeast
            ? viewer.Of($"{IndicatorText.Format(i, target.Value)}{i.Unit}以上", $"at least {IndicatorText.Format(i, target.Value)} {i.UnitEn}")
            : viewer.Of($"{IndicatorText.Format(i, target.Value)}{i.Unit}以下", $"at most {IndicatorText.Format(i, target.Value)} {i.UnitEn}");

    private static Markup Checks(PageViewer viewer, Catalogue catalogue) => Markup.Of($"""
        <thead><tr><th scope="col">{viewer.Of("項目", "Entry")}</th><th scope="col">{viewer.Of("対象", "About")}</th><th scope="col">{viewer.Of("しきい値", "Threshold")}</th><th scope="col">{viewer.Of("意味", "Meaning")}</th></tr></thead>
        <tbody>{Thresholds(viewer, catalogue).Select(t => Markup.Of($"""<tr><th scope="row">{PageText.Path(t.Entry)}</th><td>{t.About}</td><td>{t.Value}</td><td class="text">{viewer.Of(t.Ja, t.En)}</td></tr>"""))}</tbody>
        """);

    private static IEnumerable<Threshold> Thresholds(PageViewer viewer, Catalogue catalogue)
    {
        var checks = catalogue.Checks;
        string About(string measure, string? part) => catalogue.MeasureSet.Find(measure) is { } m
            ? viewer.Of(m.NameJa, m.NameEn) + (part is null ? "" : $" {Part(viewer, m, part)}") : measure;

        yield return new("holds", "", checks.Holds ? "true" : "false", "false なら、確認待ちにせず注意だけする", "where false, nothing waits: it is only warned of");
        yield return new("warnYearOnYearPercent", "", Text(catalogue.WarnYearOnYearPercent), "画面で、前年同月とこの%を超えて違えば確かめる",
            "percent of the same month a year before: the page asks");
        yield return new("hoursPerHead", "", Text(checks.HoursPerHead), "一人ひと月の時間がこの時間を超えれば注意", "hours per head and month: warned of");
        yield return new("holdHoursPerHead", "", Text(checks.HoldHoursPerHead), "この時間を超えれば確認待ち", "hours per head and month: waits");
        yield return new("settledMonths", "", Text(checks.SettledMonths), "これだけの月、変わらずにある値を変えれば確認待ち",
            "a value that stood for so many months waits when it is changed");
        yield return new("replacedSections", "", Text(checks.ReplacedSections), "ひと月の値のほとんどを変えるファイルは、この数の所属から確認待ち",
            "a file that changes nearly all of a month waits from so many sections on");
        yield return new("firstValueMonths", "", Text(checks.FirstValueMonths), "これだけ前の月の初めての値は確認待ち",
            "the first value of a month so far back waits");
        yield return new("openMonths", "", Text(checks.OpenMonths), "これだけの月のうちに期限の来た月が空いていれば、前の月の値は確認待ち",
            "while a month that fell due so recently is open, an earlier one waits");
        if (checks.Stopped is { } stopped)
        {
            yield return new("stopped", "", viewer.Of($"{stopped.Months}か月、{stopped.LeastPercent}%", $"{stopped.Months} months, {stopped.LeastPercent} %"),
                "前に報告した所属が止まったときに注意", "sections that stopped reporting are warned of");
        }

        foreach (var j in checks.Jumps)
        {
            yield return new("jumps", About(j.Measure, j.Part), viewer.Of($"{j.Years}年、{Text(j.Ratio)}倍、差 {j.MinimumDifference}",
                $"{j.Years} years, {Text(j.Ratio)} times, {j.MinimumDifference} apart"), "前の年の同じ月と大きく違えば注意", "far from earlier years: warned of");
        }

        foreach (var v in checks.Values)
        {
            yield return new("values", About(v.Measure, v.Part), viewer.Of(
                $"注意 {Text(v.WarnRatio)}倍、確認待ち {Text(v.HoldRatio)}倍、差 {v.MinimumDifference}、上限 {Text(v.Most)}、ほかの所属の {Text(v.PeerRatio)}倍({v.Peers}所属から)",
                $"warned {Text(v.WarnRatio)} times, waits {Text(v.HoldRatio)} times, {v.MinimumDifference} apart, most {Text(v.Most)}, {Text(v.PeerRatio)} times other sections' ({v.Peers} or more)"),
                "前の値とこれだけ違えば注意・確認待ち", "so far from what was said before");
        }

        foreach (var d in catalogue.MeasureSet.All.Select(checks.DuplicateOf).OfType<DuplicateRule>())
        {
            yield return new("duplicates", About(d.Measure, null), viewer.Of($"{d.Digits}桁、所属 {d.SectionDigits}桁",
                $"{d.Digits} digits, sections {d.SectionDigits}"), "ほかの月や所属と同じ数字なら確認待ち", "the figures of another month or section: waits");
        }

        foreach (var t in catalogue.MeasureSet.All.Select(checks.MonthTotalOf).OfType<MonthTotalRule>())
        {
            yield return new("monthTotals", About(t.Measure, null), viewer.Of($"{Text(t.Ratio)}倍、{t.Sections}所属から",
                $"{Text(t.Ratio)} times, {t.Sections} sections or more"), "ひと月の合計がこれだけ違えば確認待ち", "a month's total so far out of line: waits");
        }

        yield return new("repeats",
            string.Join(viewer.Of("、", ", "), catalogue.MeasureSet.All.Where(checks.RepeatsWait).Select(m => About(m.Id, null))), "", "訂正される前の値に戻れば確認待ち",
            "a value that repeats what was corrected: waits");
    }

    private static string Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–";
}
