using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What stands around the content of a report's page.</summary>
internal static class ReportPageMessages
{
    public static BilingualText ThisReport { get; } = new("この報告書", "This report");

    public static BilingualText InWord { get; } = new("Word(docx)で開く", "Word (docx, in Japanese)");

    public static string AsJson(bool english) => english ? "JSON (in Japanese)" : "JSON";

    public static BilingualText Differences { get; } = new("その後の訂正で変わること", "What later corrections would change");

    public static BilingualText Indicators { get; } = new("指標の説明", "What the indicators mean");

    public static BilingualText ReportOf(FiscalYear year) => new($"{JapaneseEra.Text(year)}の報告書", $"The report of FY{year}");

    public static BilingualText Purpose { get; } = new("１．目的", "1. Purpose");

    public static BilingualText Period { get; } = new("２．対象期間", "2. Period");

    public static BilingualText Measures { get; } = new("３．対象事業", "3. Measures");

    public static BilingualText Group(int number, string name) => new($"（{number}）{name}", $"({number}) {name}");

    public static BilingualText Measure(string name) => new($"■{name}", name);

    public static BilingualText Target { get; } = new("【目標】", "Target");

    public static BilingualText YearEnd(FiscalYear year) =>
        new($"【{AnnualReportMessages.YearEnd(year).Ja}】", $"At the end of FY{year}");

    public static BilingualText Planned { get; } = new("取組み予定", "Planned");

    public static BilingualText Done { get; } = new("取組み実績", "Done");

    public static BilingualText Next { get; } = new("今後の対応", "Next");

    public static BilingualText Table(string name) => new($"{name} 取組み", $"{name}: planned, done, next");

    public static BilingualText Notes { get; } = new("注", "Notes");

    public static BilingualText Note(int number) => new($"注{number}", $"note {number}");

    public static string NoteMark(int number, bool english) => english ? $"[{number}]" : $"※{number}";

    public static string Between(bool english) => english ? ", " : "、";

    public static string Open(bool english) => english ? " (" : "（";

    public static string Close(bool english) => english ? ")" : "）";

    /// <summary>What stands where there is nothing to say.</summary>
    public static string Nothing(bool english) => english ? "–" : "－";

    public static BilingualText MarkPlanned { get; } = new("予定 ", "planned ");

    /// <summary>The column of a register.</summary>
    public static BilingualText Column(string id) => id switch
    {
        "name" => new("名称", "Name"),
        "partners" => new("連携先", "Partners"),
        "department" => new("所管課", "Section"),
        "since" => new("年月", "Month"),
        _ => new("内容", "What it is"),
    };

    /// <summary>Why there is Japanese on the page in English; nothing of the kind has to be said in Japanese.</summary>
    public static string AsWritten =>
        "What the city wrote itself, and names of initiatives, partners and sections, are shown as they were written, in Japanese; so are "
        + "lines of a report that was frozen before there was a page in English.";
}
