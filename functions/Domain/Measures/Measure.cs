using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Measures;

/// <summary>How values of different months go together.</summary>
public enum MeasureKind
{
    /// <summary>A state at month end: the latest one holds.</summary>
    Stock,

    /// <summary>An amount of the month: months add up.</summary>
    Flow,

    /// <summary>Entries with a status of their own: the newest status of each holds.</summary>
    Register,
}

/// <summary>What is handed in: one line of the table of measures.</summary>
/// <param name="Id">The name in JSON, tables and keys.</param>
/// <param name="NameJa">The name a clerk knows.</param>
/// <param name="NameEn">The name in English.</param>
/// <param name="Kind">Stock, flow or register.</param>
/// <param name="Parts">The numbers that one figure consists of, in the order of forms.</param>
/// <param name="Topic">Measures of one topic are recomputed together, because an indicator needs both (overtime and staff).</param>
/// <param name="DropFolder">The folder of <c>drops</c> it comes by; null when it comes by form.</param>
/// <param name="ShareOfWhole">True when the first part is a share of the second and may not exceed it.</param>
public sealed record Measure(
    string Id,
    string NameJa,
    string NameEn,
    MeasureKind Kind,
    IReadOnlyList<string> Parts,
    string Topic,
    string? DropFolder = null,
    bool ShareOfWhole = false)
{
    /// <summary>What the catalogue says of the parts; nothing for a measure that it does not describe.</summary>
    public IReadOnlyList<MeasurePart> Details { get; init; } = [];

    /// <summary>Other names of it that files may use.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How a further measure comes by file; null for those built in and for those that come by form.</summary>
    public MeasureDrop? Drop { get; init; }

    /// <summary>The last fiscal year in which it is collected; null while it goes on.</summary>
    public int? Until { get; init; }

    /// <summary>True when an indicator adds it up since the programme began, though it comes by file.</summary>
    public bool IsCumulated { get; init; }

    /// <summary>True when a fiscal year hands it on to the next; the others are computed year by year.</summary>
    public bool IsCarriedForward => DropFolder is null || IsCumulated;

    /// <summary>True when it is collected in a fiscal year.</summary>
    public bool IsCollectedIn(FiscalYear year) => !(Until < year.Value);

    /// <summary>True when one of its numbers is collected in a fiscal year.</summary>
    public bool CollectsIn(string part, FiscalYear year) =>
        Details.FirstOrDefault(p => p.Id == part) is not { } detail || (!(detail.From > year.Value) && !(detail.Until < year.Value));

    /// <summary>As it is handed in of a fiscal year: with the numbers that are collected in it.</summary>
    public Measure In(FiscalYear year)
    {
        var collected = Parts.Where(p => CollectsIn(p, year)).ToList();
        return collected.Count == Parts.Count ? this : this with
        {
            Parts = collected,
            ShareOfWhole = ShareOfWhole && Parts.Take(2).All(collected.Contains),
        };
    }

    /// <summary>With the numbers that have something to be compared with: those that were collected a fiscal year before as well.</summary>
    public Measure ComparedIn(FiscalYear year) => In(year).In(new(year.Value - 1));

    /// <summary>
    /// True when both have the same numbers, added up alike and handed in alike: earlier entries stay readable. Numbers may be added after
    /// the others, from a fiscal year on.
    /// </summary>
    public bool MeansTheSameAs(Measure other) =>
        Id == other.Id && Kind == other.Kind && DropFolder == other.DropFolder && ShareOfWhole == other.ShareOfWhole
        && Topic == other.Topic && Drop?.IsTime == other.Drop?.IsTime
        && (Drop?.Dimensions ?? []).SequenceEqual(other.Drop?.Dimensions ?? [], StringComparer.Ordinal)
        && Parts.Take(other.Parts.Count).SequenceEqual(other.Parts, StringComparer.Ordinal)
        && Parts.Skip(other.Parts.Count).All(p => Details.Any(d => d.Id == p && d.From is not null));
}

/// <summary>The words of parts for people.</summary>
public static class PartNames
{
    /// <summary>As the catalogue in effect names it, else as it is built in.</summary>
    public static string Ja(string part) => MeasureRegistry.Current.Part(part)?.NameJa ?? BuiltIn(part) ?? part;

    /// <summary>The name of a part that is built in, or null.</summary>
    internal static string? BuiltIn(string part) => part switch
    {
        "online" => "オンライン化済み",
        "cashless" => "キャッシュレス対応済み",
        "eligible" => "対象",
        "count" => "件数",
        "electronic" => "電子決裁",
        "total" => "起案",
        "minutes" => "分",
        "headcount" => "人数",
        _ => null,
    };
}

/// <summary>
/// The measures that are built in. A catalogue adds others: <see cref="MeasureSet"/>. Categories of initiatives are measures of their own,
/// so that each is read alone.
/// </summary>
public static class BuiltInMeasures
{
    public const string EApproval = "e_approval_documents";
    public const string Overtime = "overtime";
    public const string Staff = "staff";
    public const string InitiativePrefix = "initiatives.";

    public static IReadOnlyList<Measure> All { get; } =
    [
        Form("online_procedures", "行政手続きのオンライン化", "Procedures that can be done online", MeasureKind.Stock, ["online", "eligible"],
            shareOfWhole: true),
        Form("cashless_services", "キャッシュレス決済", "Services payable without cash", MeasureKind.Stock, ["cashless", "eligible"],
            shareOfWhole: true),
        Form("platform_members", "公民学連携プラットフォーム登録数", "Members of the partnership platform", MeasureKind.Stock, ["count"]),
        Form("telework_applicants", "テレワーク申請(延べ)", "Applications for telework, running total", MeasureKind.Stock, ["count"]),
        Form("seal_abolitions", "押印廃止", "Procedures freed of seals", MeasureKind.Flow, ["count"]),
        Form("managed_facilities", "包括施設管理", "Facilities under comprehensive management", MeasureKind.Stock, ["count"]),
        new(EApproval, "電子決裁", "Documents approved electronically", MeasureKind.Flow, ["electronic", "total"], EApproval, "e-approval",
            ShareOfWhole: true),
        new(Overtime, "時間外勤務", "Overtime", MeasureKind.Flow, ["minutes"], Overtime, "overtime"),
        new(Staff, "在籍職員数", "Staff on the books", MeasureKind.Flow, ["headcount"], Overtime, "staff"),
        .. InitiativeCategory.All.Select(c =>
            new Measure(InitiativePrefix + c.Id, c.NameJa, c.NameEn, MeasureKind.Register, [], InitiativePrefix + c.Id)),
    ];

    /// <summary>Measures that a form or a flow may post as figures.</summary>
    public static IReadOnlyList<Measure> OfForms { get; } = [.. All.Where(m => m.DropFolder is null && m.Kind != MeasureKind.Register)];

    public static Measure? Find(string id) => ById.GetValueOrDefault(id);

    /// <exception cref="KeyNotFoundException">The id is none of <see cref="All"/>.</exception>
    public static Measure Get(string id) => ById[id];

    public static IEnumerable<Measure> OfTopic(string topic) => All.Where(m => m.Topic == topic);

    public static Measure OfFolder(string folder) => All.Single(m => m.DropFolder == folder);

    private static Dictionary<string, Measure> ById { get; } = All.ToDictionary(m => m.Id, StringComparer.Ordinal);

    private static Measure Form(string id, string ja, string en, MeasureKind kind, IReadOnlyList<string> parts,
        bool shareOfWhole = false) =>
        new(id, ja, en, kind, parts, id, ShareOfWhole: shareOfWhole);
}
