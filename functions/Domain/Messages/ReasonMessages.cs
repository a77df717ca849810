namespace SmartToyonaka.Domain.Messages;

/// <summary>Why a value is not there, or what it leaves out.</summary>
internal static class ReasonMessages
{
    private const int Named = 5;

    public static BilingualText NotReported(string monthJa, string month) =>
        new($"{monthJa}分の報告がありません。", $"Nothing was reported for {month}.");

    public static BilingualText NothingReportedYet { get; } = new("この月までの報告がありません。", "Nothing was reported up to this month.");

    public static BilingualText ZeroDenominator { get; } = new("分母が0のため計算できません。", "The denominator is 0.");

    public static BilingualText MonthNotClosed(string monthJa, string month, BilingualText time, BilingualText headcount,
        IReadOnlyList<string> sections) => new(
        $"{monthJa}分の{time.Ja}または{headcount.Ja}がそろっていません({sections.Count}課: {Some(sections)})。",
        $"{time.En} or {headcount.En} of {month} is not complete ({sections.Count} sections: {SomeEn(sections)}).");

    public static BilingualText BureauxWithoutDocuments(IReadOnlyList<string> bureaux) => new(
        $"文書のない部局を平均から除きました: {Some(bureaux)}",
        $"Bureaux without documents are left out of the mean: {SomeEn(bureaux)}");

    public static BilingualText SectionsMissing(string monthJa, string month, IReadOnlyList<string> sections) => new(
        $"{monthJa}分の数字がそろっていません({sections.Count}課: {Some(sections)})。",
        $"Figures of {month} are not complete ({sections.Count} sections: {SomeEn(sections)}).");

    public static BilingualText SplitSince(string monthJa, string month, IReadOnlyList<string> sections) => new(
        $"{monthJa}の{Some(sections)}の仕事は、いまは他の部局の課にも分かれているため比べられません。",
        $"What {SomeEn(sections)} did in {month} is now divided among other bureaux too, so it cannot be compared.");

    public static BilingualText NoPredecessor(string monthJa, string month) =>
        new($"{monthJa}には、前身の課がありません(新設)。", $"It had no predecessor in {month}: it is new.");

    public static BilingualText NotAfterBaseYear { get; } = new(
        "基準年度より後の年度だけを比べます。",
        "Only fiscal years after the base year are compared.");

    public static BilingualText SmallGroup { get; } = new("少人数の区分が分かってしまうため伏せています。", "Withheld: it would give a small group away.");

    public static BilingualText ZeroBase { get; } = new(
        "基準年度の値が0のため増減率は計算できません。",
        "The base year's value is 0, so there is no change to compute.");

    /// <summary>A reason as it was published, in Japanese, and the same in English without the sections that it names.</summary>
    public static BilingualText Of(string code, string ja) => new(ja, code switch
    {
        "nothing_reported_yet" => NothingReportedYet.En,
        "zero_denominator" => ZeroDenominator.En,
        "not_after_base_year" => NotAfterBaseYear.En,
        "small_group" => SmallGroup.En,
        "zero_base" => ZeroBase.En,
        "not_reported" => "Nothing was reported for the month.",
        "month_not_closed" or "sections_not_reported" => "Figures of some sections are missing.",
        "split_since" => "Its sections of then are now in other bureaux too, so it cannot be compared.",
        "bureaux_left_out" => "Bureaux without documents are left out of the mean.",
        "no_predecessor" => "It had no predecessor in the base year: it is new.",
        _ => "There is no value.",
    });

    /// <summary>A section without predecessor, in Japanese.</summary>
    public static string NewSection(string code, string name) => $"{code} {name}は新設";

    /// <param name="shown">The sections that are named.</param>
    /// <param name="count">How many there are.</param>
    public static string Sections(IReadOnlyList<string> shown, int count) =>
        string.Join("、", shown) + (count > shown.Count ? $" ほか{count - shown.Count}課" : "");

    private static string SomeEn(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Named)) + (names.Count > Named ? " and others" : "");

    private static string Some(IReadOnlyList<string> names) => string.Join("、", names.Take(Named)) + (names.Count > Named ? " ほか" : "");
}
