using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Formulas in words, and with a value's own numbers.</summary>
public static class FormulaText
{
    /// <summary>How an indicator is computed.</summary>
    public static BilingualText Words(Catalogue catalogue, Indicator indicator)
    {
        var f = indicator.Formula;
        var measure = MeasureRegistry.Current.Get(f.Measure);
        var isStock = measure.Kind == MeasureKind.Stock;
        var (numerator, denominator) = (PartNames.Ja(f.Numerator), PartNames.Ja(f.Denominator));
        return f.Kind switch
        {
            FormulaKind.RatioOfSums when !isStock => new(
                $"「{measure.NameJa}」の {numerator} の合計 ÷ {denominator} の合計 × 100。対象期間の各月について足す。",
                $"{measure.NameEn}: sum of {f.Numerator} ÷ sum of {f.Denominator} × 100, over the months."),
            FormulaKind.RatioOfSums => new(
                $"「{measure.NameJa}」の {numerator} の合計 ÷ {denominator} の合計 × 100。各所属の、その月までの最新の報告を足す。",
                $"{measure.NameEn}: sum of {f.Numerator} ÷ sum of {f.Denominator} × 100, of each section the latest report at or before "
                    + $"the month."),
            FormulaKind.ShareOfMeasures when MeasureRegistry.Current.Find(f.DenominatorMeasure) is { } whole => new(
                $"「{measure.NameJa}」の {numerator} の合計 ÷「{whole.NameJa}」の {denominator} の合計 × 100。",
                $"Sum of {f.Numerator} of {measure.NameEn} ÷ sum of {f.Denominator} of {whole.NameEn} × 100."),
            FormulaKind.QuotientOfMeasures when MeasureRegistry.Current.Find(f.DenominatorMeasure) is { } whole => new(
                $"「{measure.NameJa}」の {numerator} の合計 ÷「{whole.NameJa}」の {denominator} の合計。",
                $"Sum of {f.Numerator} of {measure.NameEn} ÷ sum of {f.Denominator} of {whole.NameEn}."),
            FormulaKind.DifferenceOfMeasures => new(
                $"「{measure.NameJa}」の {numerator} の合計 −「{Other(f, measure).NameJa}」の {denominator} の合計。",
                $"Sum of {f.Numerator} of {measure.NameEn} − sum of {f.Denominator} of {Other(f, measure).NameEn}."),
            FormulaKind.SumOfIndicators => new(
                string.Join(" + ", (f.Indicators ?? []).Select(id => $"「{catalogue.Find(id)?.NameJa}」")) + "。",
                string.Join(" + ", (f.Indicators ?? []).Select(id => catalogue.Find(id)?.NameEn)) + "."),
            FormulaKind.SamePeriodChange when f.Scope.Length == 0 => new(
                $"(「{measure.NameJa}」の {numerator} の対象期間の合計 ÷ {AgainstJa(catalogue, f)}の同じ月の合計 − 1)× 100。",
                $"(sum of {f.Numerator} of {measure.NameEn} over the months ÷ the sum of the same months of {AgainstEn(catalogue, f)} − 1)"
                    + " × 100."),
            FormulaKind.CountOfInitiatives => new(
                $"「{measure.NameJa}」の取組みのうち、その月までの最新の段階が {string.Join("・", f.StatusesOf(MeasureRegistry.Current).Select(StatusJa))} で、目標に数えるものの件数。",
                $"{measure.NameEn}: how many initiatives count toward the target and have, at or before the month, the newest status "
                    + $"{string.Join(" or ", f.StatusesOf(MeasureRegistry.Current))}."),
            FormulaKind.Sum when isStock => new(
                $"「{measure.NameJa}」の合計。各所属の、その月までの最新の報告を足す。",
                    $"{measure.NameEn}: the sum of each section's latest report at or before the month."),
            FormulaKind.Sum => new($"「{measure.NameJa}」を対象期間の各月について足す。", $"{measure.NameEn}: the sum of the months."),
            FormulaKind.MeanOfBureauRates => new(
                $"部局ごとの({numerator} ÷ {denominator})を足し、部局の数で割る × 100。文書のない部局は除く。",
                $"The sum of the bureaux' ({f.Numerator} ÷ {f.Denominator}) ÷ the number of bureaux × 100; bureaux without documents are "
                    + $"left out."),
            FormulaKind.PooledRate =>
                new($"全課の {numerator} の合計 ÷ {denominator} の合計 × 100。",
                    $"Sum of {f.Numerator} ÷ sum of {f.Denominator} × 100 over all sections."),
            FormulaKind.PerPerson when f.Scope.Length == 0 => new(
                $"「{measure.NameJa}」の {numerator} の対象期間の合計 ÷ {Heads(measure).NameJa}の月ごとの合計。",
                $"Sum of {f.Numerator} of {measure.NameEn} over the months ÷ sum of the months' {Lower(Heads(measure).Id)}."),
            FormulaKind.PerPerson => new(
                $"{measure.NameJa}の分の合計 ÷({Heads(measure).NameJa}の月ごとの合計 × 60)。対象範囲: {catalogue.Scope(f.Scope).NameJa}。",
                $"Sum of {Lower(measure.NameEn)} minutes ÷ (sum of the months' {Lower(Heads(measure).Id)} × 60). Scope: {ScopeEn(catalogue, f)}."),
            _ => new(
                $"(一人ひと月あたりの{measure.NameJa}の分 ÷ {JapaneseEra.Text(catalogue.BaseYear)}の同じ月の一人ひと月あたりの分 − 1)× 100。対象範囲: "
                    + $"{catalogue.Scope(f.Scope).NameJa}。",
                $"({Lower(measure.NameEn)} minutes per person and month ÷ the same of the same months of FY{catalogue.BaseFiscalYear} − 1) × 100. Scope: "
                    + $"{ScopeEn(catalogue, f)}."),
        };
    }

    /// <summary>What the numerator and the denominator of an indicator are; the latter is empty where nothing is divided.</summary>
    public static (BilingualText Numerator, BilingualText Denominator) Parts(Indicator indicator)
    {
        var f = indicator.Formula;
        var measure = MeasureRegistry.Current.Get(f.Measure);
        return f.Kind switch
        {
            FormulaKind.SumOfIndicators => (new("足した指標の合計", "sum of the indicators"), new("", "")),
            FormulaKind.CountOfInitiatives => (new(measure.NameJa, measure.NameEn), new("", "")),
            FormulaKind.SamePeriodChange when f.Scope.Length == 0 => (
                new($"{measure.NameJa}({PartNames.Ja(f.Numerator)})", $"{measure.NameEn}, {f.Numerator}"), new("", "")),
            FormulaKind.Sum => (new($"{measure.NameJa}({PartNames.Ja(f.Numerator)})", $"{measure.NameEn}, {f.Numerator}"), new("", "")),
            FormulaKind.ShareOfMeasures or FormulaKind.QuotientOfMeasures
                when MeasureRegistry.Current.Find(f.DenominatorMeasure) is { } whole => (
                new($"{measure.NameJa}({PartNames.Ja(f.Numerator)})", $"{measure.NameEn}, {f.Numerator}"),
                new($"{whole.NameJa}({PartNames.Ja(f.Denominator)})", $"{whole.NameEn}, {f.Denominator}")),
            FormulaKind.PerPerson or FormulaKind.SamePeriodChange => (
                new($"{measure.NameJa}({PartNames.Ja(f.Numerator)})", $"{measure.NameEn}, {f.Numerator}"),
                    new($"{Heads(measure).NameJa}({PartNames.Ja(Heads(measure).Parts[0])})",
                        $"{Heads(measure).NameEn}, {Heads(measure).Parts[0]}")),
            _ => (new($"{measure.NameJa}({PartNames.Ja(f.Numerator)})", $"{measure.NameEn}, {f.Numerator}"),
                new($"{measure.NameJa}({PartNames.Ja(f.Denominator)})", $"{measure.NameEn}, {f.Denominator}")),
        };
    }

    /// <summary>The formula with the value's own sums, <c>472 ÷ 938 × 100 = 50.3</c>; <c>""</c> where there is no value.</summary>
    public static string Numbers(Explanation e)
    {
        if (e.Value.Value is not { } value)
        {
            return "";
        }

        var (above, below) = (N(e.Total(OperandRole.Numerator)), N(e.Total(OperandRole.Denominator)));
        return (e.Indicator.Formula.Kind switch
        {
            FormulaKind.MeanOfBureauRates => $"{Short(e.Value.Numerator ?? 0)} ÷ {N(e.Value.Denominator ?? 0)} × 100",
            FormulaKind.RatioOfSums or FormulaKind.PooledRate or FormulaKind.ShareOfMeasures => $"{above} ÷ {below} × 100",
            FormulaKind.QuotientOfMeasures => $"{above} ÷ {below}",
            FormulaKind.DifferenceOfMeasures => $"{above} − {below}",
            FormulaKind.SamePeriodChange when e.Indicator.Formula.Scope.Length == 0 =>
                $"({above} ÷ {N(e.Total(OperandRole.Numerator, OperandSide.BaseYear))} − 1) × 100",
            FormulaKind.PerPerson when e.Indicator.Formula.Scope.Length == 0 => $"{above} ÷ {below}",
            FormulaKind.PerPerson => $"{above} ÷ ({below} × 60)",
            FormulaKind.SamePeriodChange =>
                $"(({above} ÷ {below}) ÷ ({N(e.Total(OperandRole.Numerator, OperandSide.BaseYear))} ÷ "
                    + $"{N(e.Total(OperandRole.Denominator, OperandSide.BaseYear))}) − 1) × 100",
            _ => above,
        }) + $" = {IndicatorText.Format(e.Indicator, value)}";
    }

    /// <summary>Where an initiative stands, for people.</summary>
    public static string StatusJa(string status) => new InitiativeStatus(status).Ja();

    /// <summary>Why something is not in a value.</summary>
    public static BilingualText Because(ExclusionReason reason) => reason switch
    {
        ExclusionReason.Scope => new("対象範囲の規則により除く", "left out by the scope's rule"),
        ExclusionReason.HospitalMedical => new("市立豊中病院の医療部門のため除く", "a medical division of the city hospital"),
        ExclusionReason.BureauWithoutDocuments => new("部局に文書がないため除く", "its bureau has no documents"),
        ExclusionReason.SectionUnknown => new("その月の登録簿にない所属のため除く", "the register has no such section in that month"),
        ExclusionReason.SectionEnded =>
            new("廃止された所属で、後継の所属が報告したか、後継がないため除く", "the section has ended, and a successor has reported or there is none"),
        ExclusionReason.StatusNotCounted => new("最新の段階が数えるものではないため除く", "its newest status is none that counts"),
        ExclusionReason.NotTowardTarget => new("目標に数えないものとして提出されたため除く", "handed in as not counting toward the target"),
        _ => new("対象期間より前から数えているため除く", "it began to count before the period"),
    };

    private static Measure Heads(Measure amount) => MeasureRegistry.Current.HeadsOf(amount) ?? amount;

    // A name in the middle of a sentence.
    private static string Lower(string name) =>
        name.Length > 1 && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    private static Measure Other(Formula f, Measure measure) => MeasureRegistry.Current.Find(f.DenominatorMeasure) ?? measure;

    private static string AgainstJa(Catalogue catalogue, Formula f) =>
        f.Against == ComparedYear.YearBefore ? "前年度" : JapaneseEra.Text(catalogue.BaseYear);

    private static string AgainstEn(Catalogue catalogue, Formula f) => f.Against == ComparedYear.YearBefore ? "the fiscal year before"
        : string.Create(CultureInfo.InvariantCulture, $"FY{catalogue.BaseFiscalYear}");

    private static string ScopeEn(Catalogue catalogue, Formula f) => catalogue.Scope(f.Scope) is { NameEn.Length: > 0 } s ? s.NameEn
        : catalogue.Scope(f.Scope).Id;

    private static string N(decimal number) => number.ToString("#,##0.############", CultureInfo.InvariantCulture);

    // A sum of bureaux' shares has as many digits as a division gives.
    private static string Short(decimal number) => Math.Round(number, 6, MidpointRounding.AwayFromZero)
        .ToString("0.######", CultureInfo.InvariantCulture);
}
