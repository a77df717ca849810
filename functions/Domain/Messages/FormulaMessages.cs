namespace SmartToyonaka.Domain.Messages;

/// <summary>What is wrong with the formulas of indicators and with their versions, for the city's administrators.</summary>
internal static class FormulaMessages
{
    public static BilingualText Missing(string indicator, string kind, string field, IEnumerable<string> needed) => new(
        $"指標 {indicator} の式 {kind} には {field} が要ります({kind} に書くもの: {string.Join("、", needed)})。加えてください。",
        $"The formula {kind} of {indicator} needs {field} ({kind} has {string.Join(", ", needed)}). Add it.");

    public static BilingualText Unwanted(string indicator, string kind, string field, IEnumerable<string> needed) => new(
        $"指標 {indicator} の式 {kind} に {field} は書けません({kind} に書くもの: {string.Join("、", needed)})。取り除くか、kind を直してください。",
        $"The formula {kind} of {indicator} cannot have {field} ({kind} has {string.Join(", ", needed)}). Remove it, or correct kind.");

    public static BilingualText MeasureKind(string indicator, string kind, string measure, string needed) => new(
        $"指標 {indicator} の式 {kind} にメジャー {measure} は使えません。kind が {needed} のメジャー(flow では headcount のないもの)を書くか、式の kind を直してください。",
        $"The formula {kind} of {indicator} cannot be of the measure {measure}. Name a measure of kind {needed} (of flows one without headcount), or correct the formula's kind.");

    public static BilingualText Part(string indicator, string field, string part, string measure, IEnumerable<string> known) => new(
        $"指標 {indicator} の式の {field}「{part}」は、メジャー {measure} の parts にありません。{string.Join("、", known)} のどれかにしてください。",
        $"{field} of the formula of {indicator} is {part}, which is no part of {measure}. Use one of {string.Join(", ", known)}.");

    public static BilingualText SecondMeasure(string indicator, string kind, string measure) => new(
        $"指標 {indicator} の式 {kind} の denominatorMeasure「{measure}」は使えません。measure とは別の、数値のメジャーの id にしてください。",
        $"denominatorMeasure '{measure}' of the formula {kind} of {indicator} cannot be used. Write the id of another measure of numbers.");

    public static BilingualText Scope(string indicator, string scope, IEnumerable<string> known) => new(
        $"指標 {indicator} の対象範囲 {scope} はありません。{string.Join("、", known)} のどれかにしてください。",
        $"The indicator {indicator} names the scope {scope}, which does not exist. Use one of {string.Join(", ", known)}.");

    public static BilingualText Status(string indicator, string status, IEnumerable<string> known) => new(
        $"指標 {indicator} の statuses の {status} はありません。{string.Join("、", known)} から選んでください。",
        $"The status {status} of {indicator} does not exist. Use {string.Join(", ", known)}.");

    public static BilingualText NoStatus(string indicator, IEnumerable<string> known) => new(
        $"指標 {indicator} の statuses がなく、登録簿にも counts がないので、何も数えられません。{string.Join("、", known)} から選んでください。",
        $"The indicator {indicator} names no statuses, nor has its register counts. Choose from {string.Join(", ", known)}.");

    public static BilingualText NoHeads(string indicator, string measure) => new(
        $"指標 {indicator} の式 perPerson は、{measure} を割る人数が決まりません。headcount が true のメジャーを、同じ topic に1つか、カタログ全体で1つだけにしてください。",
        $"The formula perPerson of {indicator} does not know which people to divide {measure} by. Have one measure with headcount in its topic, or only one in the catalogue.");

    public static BilingualText Summands(string indicator, int least, int most) => new(
        $"指標 {indicator} の式 sumOfIndicators の indicators には、別々の指標を {least}〜{most} 件書いてください。",
        $"indicators of the formula sumOfIndicators of {indicator} must name {least} to {most} indicators, each once.");

    public static BilingualText NoSummand(string indicator, string summand) => new(
        $"指標 {indicator} の式 sumOfIndicators の {summand} はありません。indicators にある id を書いてください。",
        $"The formula sumOfIndicators of {indicator} names {summand}, which does not exist. Write an id of indicators.");

    public static BilingualText Summand(string indicator, string summand, string unit) => new(
        $"指標 {indicator} の式 sumOfIndicators に {summand} は足せません。足せるのは、式が sum か countOfInitiatives で、単位が「{unit}」、bases を全て持つ指標だけです。",
        $"The formula sumOfIndicators of {indicator} cannot add {summand}. Add indicators whose formula is sum or countOfInitiatives, whose unit is '{unit}' and which have all of its bases.");

    public static BilingualText SumOfSums(string indicator, string summand) => new(
        $"指標 {indicator} の式 sumOfIndicators に、それ自身が和である {summand} は足せません。{summand} が足している指標を並べて書いてください。",
        $"The formula sumOfIndicators of {indicator} cannot add {summand}, which is a sum itself. Name the indicators that {summand} adds.");

    public static BilingualText Cycle(string indicator, IReadOnlyList<string> path) => new(
        $"指標 {indicator} の式が、自分自身に戻ります({string.Join(" → ", path)})。どこかで sumOfIndicators をやめ、sum か countOfInitiatives の指標を書いてください。",
        $"The formula of {indicator} comes back to itself ({string.Join(" → ", path)}). Name indicators of sum or countOfInitiatives instead.");

    public static BilingualText SumMeasure(string indicator, string measure) => new(
        $"指標 {indicator} の式 sumOfIndicators の measure「{measure}」は、足す指標のどれかのメジャーにしてください。",
        $"measure '{measure}' of the formula sumOfIndicators of {indicator} must be the measure of one of the indicators that are added.");

    public static BilingualText Years(string id, int first, int last) => new(
        $"{id} の from と until は {first}〜{last} の年度で、from は until 以前にしてください。",
        $"from and until of {id} must be fiscal years from {first} to {last}, from not after until.");

    public static BilingualText VersionOrder(string indicator, int from) => new(
        $"指標 {indicator} の versions の from({from})は、前の版より後の年度で、指標の from より後、until 以前にしてください。",
        $"from ({from}) in versions of {indicator} must be later than in the version before it and than from of the indicator, and not after its until.");

    public static BilingualText VersionEmpty(string indicator, int from) => new(
        $"指標 {indicator} の {from} 年度からの版は、何も変えていません。変えるものを書くか、版を取り除いてください。",
        $"The version of {indicator} from {from} on changes nothing. Write what changes, or remove it.");

    public static BilingualText VersionTarget(string indicator, int from) => new(
        $"指標 {indicator} の {from} 年度からの版に、target と endsTarget の両方があります。どちらかにしてください。",
        $"The version of {indicator} from {from} on has both target and endsTarget. Leave one of them.");

    public static BilingualText VersionTopic(string indicator, string topic, string other) => new(
        $"指標 {indicator} の式は、版によってトピックが {topic} と {other} に分かれています。id の意味を保つため、measure を同じトピックのものにするか、新しい id の指標を加えてください。",
        $"The formulas of {indicator} are of the topics {topic} and {other}. To keep what the id means, use a measure of one topic, or add an indicator of another id.");

    public static BilingualText PartFrom(string measure, string part) => new(
        $"メジャー {measure} の parts の {part}: はじめの数字に from は書けません。from のある数字は、from のない数字より後に並べてください。",
        $"Part {part} of {measure}: the first number cannot have from, and those with from come after those without.");

    public static BilingualText AllPartsEnd(string measure) => new(
        $"メジャー {measure} の parts のすべてに from か until があります。すべてをやめるときは、メジャーに until を書いてください。",
        $"Every part of {measure} has from or until. To end all of them, write until of the measure.");

    public static BilingualText EndsBuiltIn(string measure) => new(
        $"メジャー {measure} は組み込みなので、parts に from・until は書けません。取り除いてください。",
        $"The measure {measure} is built in: its parts cannot have from or until. Remove them.");
}
