using System.Globalization;
using Azure.Data.Tables;

namespace SmartToyonaka.Tests.PowerBi;

/// <summary>What a visual shows: of a fiscal year, an indicator, a bureau, a measure, a file; null for all of them.</summary>
internal sealed record Cut(int? Year = null, string? Indicator = null, string? Bureau = null, string? Basis = null, string? Measure = null,
    string? Part = null, string? Folder = null, string? File = null)
{
    /// <summary>True where the visual has a row for each file.</summary>
    public bool IsByFile => File is not null;
}

/// <summary>The published tables, and what each measure of the model is to show of them: worked out without the model.</summary>
internal sealed class PublishedRows
{
    private readonly Dictionary<string, List<TableEntity>> tables = new(StringComparer.Ordinal);

    public static async Task<PublishedRows> ReadAsync(string storage)
    {
        var rows = new PublishedRows();
        foreach (var name in PowerBiModel.Tables.Select(PowerBiModel.Source))
        {
            rows.tables[name] = [];
            await foreach (var row in new TableClient(storage, name).QueryAsync<TableEntity>())
            {
                rows.tables[name].Add(row);
            }
        }

        return rows;
    }

    /// <summary>Every measure by its name.</summary>
    public IReadOnlyDictionary<string, Func<Cut, object?>> Measures => new Dictionary<string, Func<Cut, object?>>(StringComparer.Ordinal)
    {
        ["値"] = c => Newest(c)?.GetDouble("value"),
        ["公表値"] = c => Newest(c)?.GetString("text"),
        ["時点"] = c => Newest(c) is { } n ? Day(n, "asof").ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            + (n.GetString("status") == "planned" ? "（予定）" : "") : null,
        ["目標"] = c => Best(c, r => Is(r, "hastarget"))?.GetDouble("target"),
        ["目標の表示"] = c => Dim(c) is not { } d ? null : !Is(d, "hastarget") ? "–"
            : d.GetString("targetkind") switch { "atleast" => "≥ ", "atmost" => "≤ ", _ => "" }
                + d.GetDouble("target")!.Value.ToString(CultureInfo.InvariantCulture).Replace('-', '−'),
        ["達成"] = Met,
        ["達成の色"] = c => Met(c) switch { "達成" => "#0B6A0B", "未達成" => "#A4262C", _ => "#605E5C" },
        ["値の状態"] = State,
        ["理由・注記"] = Reason,
        ["計算できない理由"] = c => Newest(c) is null ? Reason(c) : null,
        ["分子"] = c => Newest(c) is { } n && Is(n, "hasnumerator") ? n.GetDouble("numerator") : null,
        ["分母"] = c => Newest(c) is { } n && Is(n, "hasdenominator") ? n.GetDouble("denominator") : null,
        ["報告した所属の割合"] = c => Newest(c) is { } n && Number(n, "unitsexpected") > 0
            ? Number(n, "unitsreported") / Number(n, "unitsexpected") : null,
        ["前年同期の値"] = c => Earlier(c, -1),
        ["前年同期との差"] = c => Newest(c)?.GetDouble("value") - Earlier(c, -1),
        ["前年同期比"] = c => Newest(c)?.GetDouble("value") is { } now && Earlier(c, -1) is { } then && then != 0
            ? (now - then) / Math.Abs(then) : null,
        ["基準年度"] = _ => 2019d,
        ["基準年度同期間の値"] = c => Earlier(c, null),
        ["基準年度同期間比"] = c => Newest(c)?.GetDouble("value") is { } now && Earlier(c, null) is { } then && then != 0
            ? (now - then) / Math.Abs(then) : null,
        ["目標のある指標の数"] = c => CountOf(c, one => Is(Dim(one)!, "hastarget")),
        ["達成した指標の数"] = c => CountOf(c, one => Equals(Met(one), "達成")),
        ["計算できない指標の数"] = c => CountOf(c, one => Newest(one) is null && Indicators(one).Any(r => Is(r, "isheadline"))),
        ["部局の値"] = c => OfBureau(c, "hasvalue", "value"),
        ["部局の基準年度の値"] = c => OfBureau(c, "hasbasevalue", "basevalue"),
        ["部局の増減"] = c => OfBureau(c, "haschange", "change"),
        ["期限内の件数"] = c => Completeness(c, r => r.GetString("state") == "ontime"),
        ["遅れの件数"] = c => Completeness(c, r => r.GetString("state") == "late"),
        ["未提出の件数"] = c => Completeness(c, r => r.GetString("state") == "missing"),
        ["期限前の件数"] = c => Completeness(c, r => r.GetString("state") == "notdue"),
        ["期限の来た件数"] = c => Completeness(c, r => r.GetString("state") != "notdue"),
        ["提出率"] = c => Share(Completeness(c, r => r.GetString("state") is "ontime" or "late"),
            Completeness(c, r => r.GetString("state") != "notdue")),
        ["期限内率"] = c => Share(Completeness(c, r => r.GetString("state") == "ontime"), Completeness(c, r => r.GetString("state") != "notdue")),
        ["仮の期限の件数"] = c => Completeness(c, r => Is(r, "dueprovisional")),
        ["数"] = Figure,
        ["伏せた数字の件数"] = c => CountIn(Figures(c), r => !Is(r, "hasvalue")),
        ["取組の件数"] = c => Initiatives(c) is { Count: > 0 } all ? (double)all.Count : null,
        ["目標に数える実施件数"] = c => CountIn(Initiatives(c), r => r.GetString("status") == "implemented" && Is(r, "countstowardtarget")),
        ["読んだ行数"] = c => SumOf(Files(c), "rowsread"),
        ["受け付けた行数"] = c => SumOf(Files(c), "rowstaken"),
        ["保留した行数"] = c => SumOf(Files(c), "rowsheld"),
        ["注意の数"] = c => SumOf(Files(c), "warnings"),
        ["待っている保留行数"] = c => OfNewestUploads(c, r => Number(r, "rowsheld")),
        ["直すファイルの数"] = c => OfNewestUploads(c, r => r.GetString("state") == "taken" ? 0 : 1),
    };

    /// <summary>The values of a column, each once.</summary>
    public IEnumerable<string> Distinct(string table, string column) =>
        tables[table].Select(r => r.GetString(column)).Distinct().Order(StringComparer.Ordinal);

    private static bool Is(TableEntity row, string column) => row.GetBoolean(column) == true;

    private static double Number(TableEntity row, string column) => Convert.ToDouble(row[column], CultureInfo.InvariantCulture);

    private static DateTime InJapan(TableEntity row, string column) => row.GetDateTimeOffset(column)!.Value.UtcDateTime.AddHours(9);

    private static DateTime Day(TableEntity row, string column) => InJapan(row, column).Date;

    private static int YearOf(DateTime day) => day.Month < 4 ? day.Year - 1 : day.Year;

    private static bool IsComplete(TableEntity row) => row.GetString("status") == "planned"
        || (Number(row, "unitsreported") >= Number(row, "unitsexpected") && !Is(row, "carried"));

    private static object? Share(object? part, object? whole) => whole is double and not 0 ? (double)(part ?? 0d) / (double)whole : null;

    private static object? CountIn(List<TableEntity> rows, Func<TableEntity, bool> counts) =>
        rows.Count == 0 ? null : (double)rows.Count(counts);

    private static object? SumOf(List<TableEntity> rows, string column) => rows.Count == 0 ? null : rows.Sum(r => Number(r, column));

    private List<TableEntity> Indicators(Cut cut) => [.. tables["factindicator"].Where(r =>
        (cut.Indicator is null || r.GetString("indicatorid") == cut.Indicator) && (cut.Year is null || Number(r, "fiscalyear") == cut.Year))];

    private TableEntity? Dim(Cut cut) => cut.Indicator is null ? null
        : tables["dimindicator"].Single(r => r.GetString("indicatorid") == cut.Indicator);

    private TableEntity? Newest(Cut cut) => Best(cut, r => Is(r, "hasvalue"));

    private TableEntity? Best(Cut cut, Func<TableEntity, bool> counts) => cut.Indicator is null ? null
        : Indicators(cut).Where(r => Is(r, "isheadline") && counts(r)).OrderByDescending(IsComplete).ThenByDescending(r => Day(r, "asof"))
            .ThenBy(r => r.GetString("status"), StringComparer.Ordinal).ThenByDescending(r => Number(r, "monthkey")).FirstOrDefault();

    private object? Reason(Cut cut) => (Newest(cut) ?? Best(cut, _ => true))?.GetString("reason");

    private object? Met(Cut cut) => Dim(cut) is not { } d ? null : !Is(d, "hastarget") ? "–" : Newest(cut) is not { } n ? "計算できず"
        : Is(n, "targetmet") ? "達成" : "未達成";

    private object? State(Cut cut)
    {
        if (Newest(cut) is not { } n)
        {
            return null;
        }

        var notes = (Is(n, "carried") ? "引き継ぎあり " : "") + (Number(n, "heldvalues") > 0 ? $"確認待ち{Number(n, "heldvalues")}件 " : "")
            + (Number(n, "unitsreported") < Number(n, "unitsexpected") ? $"提出{Number(n, "unitsreported")}/{Number(n, "unitsexpected")} " : "")
            + (Is(n, "isfinal") ? "" : "未確定");
        return notes.Length == 0 ? "確定" : notes;
    }

    // The same month so many years before, or of the base year, whatever year is selected.
    private double? Earlier(Cut cut, int? years)
    {
        if (Newest(cut) is not { } n)
        {
            return null;
        }

        var month = (int)Number(n, "monthkey");
        var then = years is { } by ? month + (100 * by) : ((2019 + (month % 100 < 4 ? 1 : 0)) * 100) + (month % 100);
        return Indicators(cut with { Year = null }).Where(r => Is(r, "isheadline") && Is(r, "hasvalue") && r.GetString("status") == "actual"
            && Number(r, "monthkey") == then).Max(r => r.GetDouble("value"));
    }

    private object? CountOf(Cut cut, Func<Cut, bool> counts) => Indicators(cut).Count == 0 ? null
        : (double)tables["dimindicator"].Select(d => d.GetString("indicatorid")).Where(i => cut.Indicator is null || i == cut.Indicator)
            .Count(i => counts(cut with { Indicator = i }));

    private object? OfBureau(Cut cut, string has, string column)
    {
        var rows = tables["factbureau"].Where(r => (cut.Indicator is null || r.GetString("indicatorid") == cut.Indicator)
            && (cut.Year is null || Number(r, "fiscalyear") == cut.Year) && (cut.Bureau is null || r.GetString("bureaucode") == cut.Bureau)
            && (cut.Basis is null || r.GetString("basis") == cut.Basis)).ToList();
        return cut.Indicator is null || rows.Select(r => (r.GetString("bureaucode"), r.GetString("basis"))).Distinct().Count() != 1 ? null
            : rows.Where(r => Is(r, has)).MaxBy(r => Number(r, "monthkey"))?.GetDouble(column);
    }

    private object? Completeness(Cut cut, Func<TableEntity, bool> counts) => CountIn([.. tables["factcompleteness"].Where(r =>
        (cut.Year is null || Number(r, "fiscalyear") == cut.Year) && (cut.Measure is null || r.GetString("measure") == cut.Measure))], counts);

    private List<TableEntity> Figures(Cut cut) => [.. tables["factfigure"].Where(r =>
        (cut.Year is null || Number(r, "fiscalyear") == cut.Year) && (cut.Measure is null || r.GetString("measure") == cut.Measure)
            && (cut.Part is null || r.GetString("part") == cut.Part))];

    // What is counted at a month's end is the newest of each section; what is counted in a month is added up.
    private object? Figure(Cut cut)
    {
        var rows = Figures(cut);
        if (rows.Select(r => (r.GetString("measure"), r.GetString("part"))).Distinct().Count() != 1)
        {
            return null;
        }

        var isStock = tables["dimmeasure"].Single(m => m.GetString("measure") == rows[0].GetString("measure")).GetString("kind") == "stock";
        var actual = rows.Where(r => r.GetString("status") == "actual").ToList();
        var counted = (isStock ? actual.GroupBy(r => r.GetString("departmentcode"))
            .SelectMany(g => g.Where(r => Number(r, "monthkey") == g.Max(x => Number(x, "monthkey")))) : actual)
                .Where(r => Is(r, "hasvalue")).ToList();
        return SumOf(counted, "value");
    }

    private List<TableEntity> Initiatives(Cut cut) =>
        [.. tables["factinitiative"].Where(r => cut.Year is null || Number(r, "fiscalyear") == cut.Year)];

    private List<TableEntity> Files(Cut cut) => [.. tables["factdrop"].Where(r => (cut.Year is null || YearOf(Day(r, "receivedat")) == cut.Year)
        && (cut.Folder is null || r.GetString("folder") == cut.Folder) && (cut.File is null || r.GetString("file") == cut.File))];

    // An upload that was overtaken by another of its name needs nobody any more, also where that one is of another year.
    private object? OfNewestUploads(Cut cut, Func<TableEntity, double> of)
    {
        var rows = Files(cut);
        var sum = rows.Where(r => InJapan(r, "receivedat") == tables["factdrop"].Where(o => o.GetString("folder") == r.GetString("folder")
            && o.GetString("file") == r.GetString("file")).Max(o => InJapan(o, "receivedat"))).Sum(of);
        return rows.Count == 0 || (cut.IsByFile && sum == 0) ? null : sum;
    }
}
