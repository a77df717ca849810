namespace SmartToyonaka.Domain.Messages;

/// <summary>What is wrong with a catalogue, in Japanese: it is written by the city's administrators.</summary>
internal static class CatalogueMessages
{
    public static string FiscalYears(int first, int last) => $"programmeFirstFiscalYear と baseFiscalYear は {first}〜{last} の年度にしてください。";

    public static string SmallGroup(int most) => $"smallGroup は 0〜{most} にしてください。";

    public static string WarnYearOnYearPercent(int most) => $"warnYearOnYearPercent は 1〜{most} にしてください。";

    public const string NullInList = "カタログの配列に null があります。取り除いてください。";

    public static string IdMisspelt(string list, string id) => $"{list} の id「{id}」は英小文字、数字、_ で60文字までにしてください。";

    public static string IdDoubled(string list, string id) => $"{list} に {id} が2回あります。";

    public static string TermUnclear(string list, string word, IEnumerable<string> meanings) =>
        $"{list} の語「{word}」が空か、2つ以上の意味({string.Join("、", meanings)})を持っています。";

    public static string ExclusionUnknown(string scope, string dimension, string value) =>
        $"対象範囲 {scope} の {dimension} = {value} は dimensions にありません。";

    public static string PeopleAreNotToldApart(string scope) =>
        $"対象範囲 {scope} の leaveOutPeople に使えるのは、人数(headcount)のメジャーにもある次元だけです。ほかは leaveOutMinutes に入れてください。";

    public static string IndicatorMeasure(string indicator, string measure) => $"指標 {indicator} のメジャー {measure} はありません。";

    public static string IndicatorBases(string indicator) => $"指標 {indicator} の bases、headlineBasis、group を確かめてください。";

    public static string IndicatorProgramme(string indicator) => $"指標 {indicator} の bases に programme は使えません(CSVファイルの数値は年度ごとに計算します)。";

    public static string IndicatorDecimals(string indicator, int most) => $"指標 {indicator} の decimals は 0〜{most} にしてください。";

    public static string IndicatorScope(string indicator, string scope) => $"指標 {indicator} の対象範囲 {scope} はありません。";

    public static string IndicatorFormula(string indicator) => $"指標 {indicator} の式(kind、measure、statuses、numerator、denominator)を確かめてください。";

    public static string IndicatorShare(string indicator) =>
        $"指標 {indicator} の式 shareOfMeasures・quotientOfMeasures・differenceOfMeasures には、numerator(measure の parts)、"
            + $"denominatorMeasure(同じ topic の別のメジャー。differenceOfMeasures では省いて同じメジャーにもできます)、"
            + $"denominator(その parts)が要ります。2つのメジャーの topic を同じにしてください。";

    public static string IndicatorSum(string indicator) =>
        $"指標 {indicator} の式 sumOfIndicators には、indicators に、同じ topic・同じ単位の指標を2〜20件書いてください。"
            + $"足せるのは、式が sum か countOfInitiatives で、同じ bases を持つ指標だけです。numerator などは書きません。";

    public static string IndicatorAgainst(string indicator) =>
        $"指標 {indicator} の against は、式 samePeriodChange だけに書けます。";

    public const string Empty = "カタログが空です。";

    public static string NotJson(string? path, long? line) => $"カタログをJSONとして読めません({path}、{line}行目)。";

    public static string JumpMeasure(string measure) => $"checks.jumps の {measure}: measure はCSVで届くメジャー、part はその数字にしてください。";

    public static string JumpNumbers(string measure, int years, decimal ratio) =>
        $"checks.jumps の {measure}: years は 1〜{years}、ratio は 1 より大きく {ratio} 以下、minimumDifference は 0 "
            + $"以上1兆以下にしてください。";

    public static string JumpTwice(string measure, string part) => $"checks.jumps に {measure} の {part} が2回あります。";

    public static string Stopped(int months) => $"checks.stopped の months は 1〜{months}、leastPercent は 0〜100 にしてください。";

    public static string ValueTwice(string measure, string? part) => $"checks.values に {measure} の {part ?? "規則"} が2回あります。";

    public static string DuplicateMeasure(string measure) => $"checks.duplicates の {measure}: measure はCSVで届くメジャーにしてください。";

    public static string Repeats(IEnumerable<string> measures) => $"checks.repeats の {string.Join("、", measures)}: どれも数値のメジャーにしてください。";

    public static string OpenMonths(int most) => $"checks.openMonths は 1〜{most} にしてください。";

    public static string MonthTotals(int most) =>
        $"checks.monthTotals の measure はCSVで受け付ける項目を1回ずつ、ratio は 1 より大きく {most} まで、sections は 1 以上にしてください。";

    public static string SlippedRows(int least) => $"checks.slippedRows は {least} 以上にしてください。";

    public static string FirstValueMonths(int most) => $"checks.firstValueMonths は 1〜{most} にしてください。";

    public const string ReplacedSections = "checks.replacedSections は 1 以上にしてください。";

    public static string DuplicateDigits(int most) => $"checks.duplicates の digits と sectionDigits は 1〜{most} に、measure は1回ずつにしてください。";

    public static string SettledMonths(int most) => $"checks.settledMonths は 1〜{most} にしてください。";

    public static string HoldHoursPerHead(int most) => $"checks.holdHoursPerHead は 1〜{most} にしてください。";

    public static string HoursPerHead(int most) => $"checks.hoursPerHead は 1〜{most} にしてください。";

    public static string SheetIndicator(string indicator) => $"sheets の指標 {indicator} はありません。";

    public static string SheetSince(string indicator) => $"sheets の {indicator}: changes と exclusions の since は 2020-04 の形にしてください。";

    public static string SheetOwner(string indicator) => $"sheets の {indicator}: owner は所属コードにしてください。";

    public static string OwedMeasure(string measure) => $"owed のメジャー {measure} はありません(取組みの登録簿には期限を設けられません)。";

    public static string OwedSpan(string measure, string earliest, int most) =>
        $"owed の {measure}: from と until は 2020-09 の形({earliest} 以降、until は from 以降)、months は 1(4月)〜12(3月)、"
            + $"dueBusinessDay は 1〜{most} にしてください。";

    public static string OwedDepartments(string measure, string all) => $"owed の {measure}: departments は所属コードの一覧か [\"{all}\"] にしてください。";

    public static string ValueMeasure(string measure) => $"checks.values の {measure}: measure は数値のメジャー、part はその数字にしてください。";

    public static string NeverFalls(string measure) =>
        $"checks.values の {measure}: neverFalls は、kind が stock の項目(月末までの累計)だけに書けます。";

    public static string ValueNumbers(string measure, decimal ratio) =>
        $"checks.values の {measure}: warnRatio、holdRatio、peerRatio は 1 より大きく {ratio:0} 以下、peers は 1 以上、"
            + "minimumDifference と most は 0 以上1兆以下にしてください。";
}
