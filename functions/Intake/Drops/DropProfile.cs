using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>What a column of a drop says.</summary>
public enum DropColumn
{
    Month,
    SectionCode,
    SectionName,
    JobClass,
    WorkPattern,
    Reason,
    Documents,
    Electronic,
    Paper,
    Overtime,
    Headcount,
}

/// <summary>A column that a folder's files have.</summary>
/// <param name="Column">What it says.</param>
/// <param name="Name">Its heading, as documents and messages print it.</param>
/// <param name="IsRequired">False when a file may lack it.</param>
/// <param name="Synonyms">Other headings for it; width, spaces and a unit in brackets do not matter.</param>
public sealed record ProfileColumn(DropColumn Column, string Name, bool IsRequired, IReadOnlyList<string> Synonyms);

/// <summary>
/// How the files of one folder look. Further columns, employee numbers and names among them, are never looked at and never leave
/// the file, so nothing here names them.
/// </summary>
/// <param name="Measure">What the files say.</param>
/// <param name="Columns">The columns that are read.</param>
/// <param name="HasOneRowPerKey">True when the same row twice is a mistake; false when people's rows add up.</param>
public sealed record DropProfile(Measure Measure, IReadOnlyList<ProfileColumn> Columns, bool HasOneRowPerKey)
{
    private static readonly ProfileColumn Month = Required(DropColumn.Month, "年月", "対象年月", "集計年月", "処理年月", "該当年月", "対象月", "月");
    private static readonly ProfileColumn Code = Required(DropColumn.SectionCode, "所属コード", "所属CD", "所属番号", "課コード", "課CD", "部署コード", "部署CD",
        "組織コード", "組織CD");
    private static readonly ProfileColumn Name = Required(DropColumn.SectionName, "所属名", "所属", "所属名称", "所属課", "課名", "課名称", "部署名", "部署",
        "組織名", "組織名称");
    private static readonly ProfileColumn JobClass = Required(DropColumn.JobClass, "職種", "職種区分", "職種名", "職種名称");
    private static readonly ProfileColumn WorkPattern = Required(DropColumn.WorkPattern, "勤務形態", "勤務形態区分", "勤務区分", "勤務形態名", "勤務形態名称");

    /// <summary>Every folder that is looked into.</summary>
    public static IReadOnlyList<DropProfile> All { get; } =
    [
        new(BuiltInMeasures.Get(BuiltInMeasures.EApproval), [
            Month, Code, Name,
            Required(DropColumn.Documents, "起案件数", "起案数", "起案総数", "起案件数計", "総起案件数"),
            Required(DropColumn.Electronic, "電子決裁件数", "電子決裁数", "電子件数", "電子決裁"),
            new(DropColumn.Paper, "紙決裁件数", false, ["紙決裁数", "紙件数", "紙決裁", "書面決裁件数"]),
        ], HasOneRowPerKey: true),
        new(BuiltInMeasures.Get(BuiltInMeasures.Overtime), [
            Month, Code, Name, JobClass, WorkPattern,
            Required(DropColumn.Reason, "事由区分", "事由", "時間外事由", "事由名"),
            Required(DropColumn.Overtime, "時間外時間", "時間外勤務時間", "時間外勤務時間数", "時間外時間数", "時間外勤務", "超過勤務時間", "超過勤務時間数", "超勤時間", "超勤時間数"),
        ], HasOneRowPerKey: false),
        new(BuiltInMeasures.Get(BuiltInMeasures.Staff), [
            Month, Code, Name, JobClass, WorkPattern,
            Required(DropColumn.Headcount, "人数", "職員数", "在籍人数", "在籍者数", "在籍職員数"),
        ], HasOneRowPerKey: true),
    ];

    /// <summary>The folder in the container <c>drops</c>.</summary>
    public string Folder => Measure.DropFolder!;

    /// <exception cref="ArgumentException">No files are taken from such a folder.</exception>
    public static DropProfile Of(string folder) =>
        All.FirstOrDefault(p => p.Folder == folder)
            ?? throw new ArgumentException($"No drops are taken from a folder {folder}.", nameof(folder));

    public string NameOf(DropColumn column) => Columns.First(c => c.Column == column).Name;

    private static ProfileColumn Required(DropColumn column, string name, params string[] synonyms) => new(column, name, true, synonyms);
}
