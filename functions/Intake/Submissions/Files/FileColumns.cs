using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>What a column of a file says.</summary>
/// <param name="Id">The field's name in JSON.</param>
/// <param name="Headings">What files may write, in Japanese and English; width, case and spaces do not matter.</param>
public sealed record FileColumn(string Id, IReadOnlyList<string> Headings);

/// <summary>What a table of a file holds.</summary>
public enum FileTableKind
{
    Figures,
    Initiatives,
}

/// <summary>
/// The headings of files, and the words that cells may use for what JSON says with ids. <c>docs/submission-files.md</c> has the same table.
/// </summary>
public static partial class FileColumns
{
    public const string Measure = "measure", Department = "department", DepartmentName = "departmentName", Month = "month",
        Status = "status",
        Category = "category", Name = "name", Partners = "partners", Counts = "countsTowardTarget", Note = "note", Ignored = "";

    /// <summary>Titles and notes may stand above the header, but not more than this many rows.</summary>
    public const int HeaderWithin = 20;

    /// <summary>The columns of figures; those with numbers come after the first.</summary>
    public static IReadOnlyList<FileColumn> OfFigures => Vocabulary.Figures;

    /// <summary>The columns with numbers.</summary>
    public static IReadOnlyList<string> Numbers => Vocabulary.Numbers;

    public static IReadOnlyList<FileColumn> OfInitiatives { get; } =
    [
        new(Category, ["区分", "category"]),
        new(Name, ["名称", "取組名", "name"]),
        new(Status, ["段階", "status"]),
        new(Month, ["年月", "month"]),
        new(Partners, ["連携先", "partners"]),
        new(Counts, ["目標に数える", "countsTowardTarget"]),
        new(Note, ["備考", "note"]),
        new(Department, ["所属", "所属コード", "department"]),
        new(DepartmentName, ["所属名"]),
        new(Ignored, ["番号", "No", "No."]),
    ];

    /// <summary>Sheets that explain: not read.</summary>
    private static readonly HashSet<string> Explaining = new(["説明", "記入例", "記入方法", "記入要領", "記載要領", "入力方法", "リスト", "選択肢", "コード表", "list",
        "readme", "notes", "example"], StringComparer.Ordinal);

    // One for each catalogue: it lives as long as the catalogue's measures.
    private static readonly ConditionalWeakTable<MeasureSet, FigureVocabulary> Vocabularies = [];

    private static FigureVocabulary Vocabulary => Vocabularies.GetValue(MeasureRegistry.Current, measures => new(measures));

    /// <summary>How headings and words are compared.</summary>
    public static string Key(string text) => SmartToyonaka.Domain.Organisation.Register.NameKey(text).ToLowerInvariant();

    /// <summary>True for a sheet that explains or lists: not read. An example is one whatever else stands in its name (【記入例】).</summary>
    public static bool IsExplaining(string sheet) =>
        Key(sheet) is var key && (Explaining.Contains(key) || Array.Exists(Examples, e => key.Contains(e, StringComparison.Ordinal)));

    private static readonly string[] Examples = ["記入例", "記載例", "入力例", "サンプル", "見本", "sample"];

    public static IReadOnlyList<FileColumn> Of(FileTableKind kind) => kind == FileTableKind.Figures ? OfFigures : OfInitiatives;

    /// <summary>The field that a heading names, or null.</summary>
    public static string? Find(FileTableKind kind, string heading)
    {
        var key = Key(heading);
        return Of(kind).FirstOrDefault(c => c.Headings.Any(h => Key(h) == key))?.Id
            ?? (UnitAtEnd().Replace(key, "") is var plain && plain.Length < key.Length
                ? Of(kind).FirstOrDefault(c => Numbers.Contains(c.Id) && c.Headings.Any(h => Key(h) == plain))?.Id : null);
    }

    /// <summary>The unit in brackets at the end of a heading (件数（千件）), or null.</summary>
    public static string? UnitOf(string heading) =>
        UnitAtEnd().Match(Key(heading)) is { Success: true } found ? found.Groups["unit"].Value : null;

    [GeneratedRegex(@"[(\[【](?:単位[:・]?)?(?<unit>[十百千万]?[件人名個枚]|[百千万]|%)[)\]】]$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitAtEnd();

    /// <summary>What a row is the header of: it names at least the column that tells what each row is about, and one more.</summary>
    public static FileTableKind? KindOf(FileRow row)
    {
        var named = row.Cells.Where(c => !c.IsBlank).Select(c => c.Text).ToList();
        return named.Any(h => Find(FileTableKind.Figures, h) == Measure)
            && named.Any(h => Find(FileTableKind.Figures, h) is { } id && Numbers.Contains(id))
            ? FileTableKind.Figures
            : named.Any(h => Find(FileTableKind.Initiatives, h) == Category) && named.Any(h => Find(FileTableKind.Initiatives, h) == Name)
                ? FileTableKind.Initiatives : null;
    }

    /// <summary>True when a text names a measure, or a category of initiatives.</summary>
    public static bool Names(FileTableKind kind, string text) =>
        (kind == FileTableKind.Figures ? Vocabulary.MeasureIds : Vocabulary.CategoryIds).ContainsKey(Key(text));

    /// <summary>The id of a measure's name; the text itself where there is none, to be refused by the rules.</summary>
    public static string MeasureId(string text) => Vocabulary.MeasureIds.GetValueOrDefault(Key(text), text.Trim());

    /// <summary>The id of a category's name; the text itself where there is none.</summary>
    public static string CategoryId(string text) => Vocabulary.CategoryIds.GetValueOrDefault(Key(text), text.Trim());

    /// <summary>The id of a status's word; the text itself where it is none.</summary>
    public static string StandingId(string text) => Vocabulary.StatusIds.GetValueOrDefault(Key(text), text.Trim());

    /// <summary>○ and × as true and false; the text itself where it is neither.</summary>
    public static string Truth(string text) =>
        text.Trim() switch { "○" or "〇" or "◯" => "true", "×" or "✕" => "false", var other => other };

    // What the measures of one catalogue are called in files.
    private sealed class FigureVocabulary
    {
        public FigureVocabulary(MeasureSet measures)
        {
            MeasureIds = measures.OfForms.SelectMany(m => m.Words.Append(m.Id).Append(m.NameJa).Append(m.NameEn)
                .Select(n => (Key: Key(n), m.Id))).DistinctBy(x => x.Key).ToDictionary(x => x.Key, x => x.Id, StringComparer.Ordinal);
            CategoryIds = measures.Registers.SelectMany(m => m.Words.Append(m.Category).Append(m.NameJa).Append(m.NameEn)
                .Select(n => (Key: Key(n), m.Category))).DistinctBy(x => x.Key)
                .ToDictionary(x => x.Key, x => x.Category, StringComparer.Ordinal);
            StatusIds = measures.Statuses.SelectMany(x => x.Words.Append(x.NameJa).Append(x.NameEn).Select(n => (Key: Key(n), x.Id)))
                .DistinctBy(x => x.Key).ToDictionary(x => x.Key, x => x.Id, StringComparer.Ordinal);
            Numbers = measures.FormParts;
            var columns = FileHeadings.Figures.Select(c => new FileColumn(c.Id, c.Words)).ToList();
            Figures = [columns[0], .. Numbers.Select(p => new FileColumn(p, [.. measures.Part(p)!.Headings, p])), .. columns.Skip(1)];
        }

        public IReadOnlyDictionary<string, string> MeasureIds { get; }

        public IReadOnlyDictionary<string, string> CategoryIds { get; }

        public IReadOnlyDictionary<string, string> StatusIds { get; }

        public IReadOnlyList<FileColumn> Figures { get; }

        public IReadOnlyList<string> Numbers { get; }
    }
}
