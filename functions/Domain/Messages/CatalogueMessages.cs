namespace SmartToyonaka.Domain.Messages;

/// <summary>What is wrong with a catalogue, for the city's administrators.</summary>
internal static class CatalogueMessages
{
    public static BilingualText FiscalYears(int first, int last) => new(
        $"programmeFirstFiscalYear と baseFiscalYear は {first}〜{last} の年度にしてください。",
        $"programmeFirstFiscalYear and baseFiscalYear must be fiscal years from {first} to {last}.");

    public static BilingualText SmallGroup(int most) => new(
        $"smallGroup は 0〜{most} にしてください。", $"smallGroup must be from 0 to {most}.");

    public static BilingualText WarnYearOnYearPercent(int most) => new(
        $"warnYearOnYearPercent は 1〜{most} にしてください。", $"warnYearOnYearPercent must be from 1 to {most}.");

    public static BilingualText NullInList { get; } = new(
        "カタログの配列に null があります。取り除いてください。", "A list of the catalogue has a null. Remove it.");

    public static BilingualText IdMisspelt(string list, string id) => new(
        $"{list} の id「{id}」は英小文字、数字、_ で60文字までにしてください。",
        $"In {list} the id '{id}' must have lowercase letters, digits and _, 60 at most.");

    public static BilingualText IdDoubled(string list, string id) => new(
        $"{list} に {id} が2回あります。どちらかを除くか、別の id にしてください。",
        $"In {list} the id {id} is twice. Remove one of them or give it another id.");

    public static BilingualText TermUnclear(string list, string word, IEnumerable<string> meanings) => new(
        $"{list} の語「{word}」が空か、2つ以上の意味({string.Join("、", meanings)})を持っています。どれか1つだけの語にしてください。",
        $"In {list} the word '{word}' is empty or has two meanings ({string.Join(", ", meanings)}). Make it a word of one of them.");

    public static BilingualText ExclusionUnknown(string scope, string dimension, string value) => new(
        $"対象範囲 {scope} の {dimension} = {value} は dimensions にありません。dimensions の id と、その terms の id を書いてください。",
        $"Of the scope {scope}, {dimension} = {value} is not in dimensions. Write the id of a dimension and of one of its terms.");

    public static BilingualText PeopleAreNotToldApart(string scope) => new(
        $"対象範囲 {scope} の leaveOutPeople に使えるのは、人数(headcount)のメジャーにもある次元だけです。ほかは leaveOutMinutes に入れてください。",
        $"leaveOutPeople of the scope {scope} can have dimensions of the headcount only. Put others into leaveOutMinutes.");

    public static BilingualText IndicatorMeasure(string indicator, string measure) => new(
        $"指標 {indicator} のメジャー {measure} はありません。measures にある id を書いてください。",
        $"The indicator {indicator} names the measure {measure}, which does not exist. Write an id of measures.");

    public static BilingualText IndicatorBases(string indicator) => new(
        $"指標 {indicator} の bases(1つ以上、同じものは1回)、headlineBasis(bases の1つ)、group(groups の id)を確かめてください。",
        $"Check the indicator {indicator}: bases (one or more, each once), headlineBasis (one of bases) and group (an id of groups).");

    public static BilingualText IndicatorProgramme(string indicator) => new(
        $"指標 {indicator} の bases に programme は使えません。時間外勤務の式、または前年度と比べる式は年度ごとに計算します。month と ytd にしてください。",
        $"bases of the indicator {indicator} cannot have programme: its formula is computed year by year. Use month and ytd.");

    public static BilingualText IndicatorDecimals(string indicator, int most) => new(
        $"指標 {indicator} の decimals は 0〜{most} にしてください。", $"decimals of the indicator {indicator} must be from 0 to {most}.");

    public static BilingualText Empty { get; } = new("カタログが空です。中身を書いてください。", "The catalogue is empty. Write its content.");

    public static BilingualText Unreadable(string place, int line) => new(
        $"{line}行目({place})の値をカタログのJSONとして読めません。整数、小数、文字列、[ ]、{{ }} のどれを書くところか確かめて、書き直してください。",
        $"The value in line {line} ({place}) cannot be read. Check what belongs there: a whole number, a decimal, a text, [ ] or {{ }}.");

    public static BilingualText JumpMeasure(string measure) => new(
        $"checks.jumps の {measure}: measure はCSVで届くメジャー、part はその数字にしてください。",
        $"checks.jumps, {measure}: measure must be one that comes by CSV, and part one of its numbers.");

    public static BilingualText JumpNumbers(string measure, int years, decimal ratio) => new(
        $"checks.jumps の {measure}: years は 1〜{years}、ratio は 1 より大きく {ratio} 以下、minimumDifference は 0 以上1兆以下にしてください。",
        $"checks.jumps, {measure}: years from 1 to {years}, ratio above 1 and at most {ratio}, minimumDifference from 0 to 10^12.");

    public static BilingualText JumpTwice(string measure, string part) => new(
        $"checks.jumps に {measure} の {part} が2回あります。どちらかを除いてください。",
        $"checks.jumps has {part} of {measure} twice. Remove one of them.");

    public static BilingualText Stopped(int months) => new(
        $"checks.stopped の months は 1〜{months}、leastPercent は 0〜100 にしてください。",
        $"checks.stopped: months from 1 to {months}, leastPercent from 0 to 100.");

    public static BilingualText ValueTwice(string measure, string? part) => new(
        $"checks.values に {measure} の {part ?? "規則"} が2回あります。どちらかを除いてください。",
        $"checks.values has {part ?? "a rule"} of {measure} twice. Remove one of them.");

    public static BilingualText DuplicateMeasure(string measure) => new(
        $"checks.duplicates の {measure}: measure はCSVで届くメジャーにしてください。",
        $"checks.duplicates, {measure}: measure must be one that comes by CSV.");

    public static BilingualText Repeats(IEnumerable<string> measures) => new(
        $"checks.repeats の {string.Join("、", measures)}: どれも数値のメジャーにしてください。",
        $"checks.repeats, {string.Join(", ", measures)}: each must be a measure of numbers.");

    public static BilingualText OpenMonths(int most) => Between("checks.openMonths", 1, most);

    public static BilingualText MonthTotals(int most) => new(
        $"checks.monthTotals の measure はCSVで受け付ける項目を1回ずつ、ratio は 1 より大きく {most} まで、sections は 1 以上にしてください。",
        $"checks.monthTotals: each measure once and one that comes by CSV, ratio above 1 and at most {most}, sections 1 or more.");

    public static BilingualText SlippedRows(int least) => new(
        $"checks.slippedRows は {least} 以上にしてください。", $"checks.slippedRows must be {least} or more.");

    public static BilingualText FirstValueMonths(int most) => Between("checks.firstValueMonths", 1, most);

    public static BilingualText ReplacedSections { get; } = new(
        "checks.replacedSections は 1 以上にしてください。", "checks.replacedSections must be 1 or more.");

    public static BilingualText DuplicateDigits(int most) => new(
        $"checks.duplicates の digits と sectionDigits は 1〜{most} に、measure は1回ずつにしてください。",
        $"checks.duplicates: digits and sectionDigits from 1 to {most}, each measure once.");

    public static BilingualText SettledMonths(int most) => Between("checks.settledMonths", 1, most);

    public static BilingualText HoldHoursPerHead(int most) => Between("checks.holdHoursPerHead", 1, most);

    public static BilingualText HoursPerHead(int most) => Between("checks.hoursPerHead", 1, most);

    public static BilingualText SheetIndicator(string indicator) => new(
        $"sheets の指標 {indicator} はありません。indicators の id を書くか、取り除いてください。",
        $"sheets names the indicator {indicator}, which does not exist. Write an id of indicators, or remove it.");

    public static BilingualText SheetSince(string indicator) => new(
        $"sheets の {indicator}: changes と exclusions の since は 2020-04 の形にしてください。",
        $"sheets, {indicator}: since of changes and exclusions must look like 2020-04.");

    public static BilingualText SheetOwner(string indicator) => new(
        $"sheets の {indicator}: owner は所属コードにしてください。", $"sheets, {indicator}: owner must be the code of a section.");

    public static BilingualText OwedMeasure(string measure) => new(
        $"owed のメジャー {measure} はありません(取組みの登録簿には期限を設けられません)。measures にある id を書いてください。",
        $"owed names the measure {measure}, which does not exist or is a register, which nobody owes. Write an id of measures.");

    public static BilingualText OwedSpan(string measure, string earliest, int most) => new(
        $"owed の {measure}: from と until は 2020-09 の形({earliest} 以降、until は from 以降)、months は 1(4月)〜12(3月)、dueBusinessDay は 1〜{most} にしてください。",
        $"owed, {measure}: from and until like 2020-09, from {earliest} on and until not before from; months from 1 (April) to 12 (March); dueBusinessDay from 1 to {most}.");

    public static BilingualText OwedDepartments(string measure, string all) => new(
        $"owed の {measure}: departments は所属コードの一覧か [\"{all}\"] にしてください。",
        $"owed, {measure}: departments must be codes of sections, or [\"{all}\"].");

    public static BilingualText ValueMeasure(string measure) => new(
        $"checks.values の {measure}: measure は数値のメジャー、part はその数字にしてください。",
        $"checks.values, {measure}: measure must be one of numbers, and part one of them.");

    public static BilingualText NeverFalls(string measure) => new(
        $"checks.values の {measure}: neverFalls は、kind が stock の項目(月末までの累計)だけに書けます。",
        $"checks.values, {measure}: neverFalls is for measures of kind stock only, running totals.");

    public static BilingualText ValueNumbers(string measure, decimal ratio) => new(
        $"checks.values の {measure}: warnRatio、holdRatio、peerRatio は 1 より大きく {ratio:0} 以下、peers は 1 以上、minimumDifference と most は 0 以上1兆以下にしてください。",
        $"checks.values, {measure}: warnRatio, holdRatio and peerRatio above 1 and at most {ratio:0}, peers 1 or more, minimumDifference and most from 0 to 10^12.");

    private static BilingualText Between(string name, int least, int most) => new(
        $"{name} は {least}〜{most} にしてください。", $"{name} must be from {least} to {most}.");
}
