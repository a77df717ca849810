namespace SmartToyonaka.Domain.Measures;

/// <summary>
/// Headings of files that are not a measure's own: what the columns beside its numbers are called. A part's words must differ from
/// them, or a file could not tell its columns apart. Width, case and spaces do not matter.
/// </summary>
public static class FileHeadings
{
    /// <summary>The column of templates that says what was handed in last: to look at, never read.</summary>
    public const string LastValues = "前回の値";

    /// <summary>
    /// Files of submissions: the field that a column beside the numbers says, and its headings; <c>""</c> for columns that are passed over.
    /// </summary>
    public static IReadOnlyList<(string Id, IReadOnlyList<string> Words)> Figures { get; } =
    [
        ("measure", ["項目", "指標", "measure"]),
        ("department", ["所属", "所属コード", "department"]),
        ("departmentName", ["所属名"]),
        ("month", ["年月", "対象年月", "month"]),
        ("status", ["実績・予定", "実績予定", "status"]),
        ("", ["備考", "単位", "番号", "No", "No.", LastValues, "note", "unit"]),
    ];

    /// <summary>Drops: the month of a row; the first is the name that is printed.</summary>
    public static IReadOnlyList<string> Month { get; } = ["年月", "対象年月", "集計年月", "処理年月", "該当年月", "対象月", "月"];

    /// <summary>Drops: the code of its section.</summary>
    public static IReadOnlyList<string> SectionCode { get; } =
        ["所属コード", "所属CD", "所属番号", "課コード", "課CD", "部署コード", "部署CD", "組織コード", "組織CD"];

    /// <summary>Drops: the name of its section.</summary>
    public static IReadOnlyList<string> SectionName { get; } =
        ["所属名", "所属", "所属名称", "所属課", "課名", "課名称", "部署名", "部署", "組織名", "組織名称"];

    /// <summary>Drops: units of each row, the year beside the month, and a clerk's confirmation.</summary>
    public static IReadOnlyList<string> Further { get; } =
        ["単位", "時間単位", "単位区分", "年度", "年", "対象年度", "対象年", "確認"];
}
