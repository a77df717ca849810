using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Publishing.Pages.Provenances;

/// <summary>Who reads a page, in which language, and how the page writes for them.</summary>
/// <param name="English">English instead of Japanese.</param>
/// <param name="IsSignedIn">Whether somebody can sign out.</param>
/// <param name="Here">The page's own path and query, to come back to.</param>
/// <param name="IsAsked">True when the address itself names the language; then its links do, too.</param>
public sealed record PageViewer(bool English, bool IsSignedIn, string Here, bool IsAsked)
{
    /// <summary>True for whoever sees the link to the administrator's pages.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The day up to which was asked, as it was written; null for now.</summary>
    public string? AsOf { get; init; }

    /// <summary>In the reader's language.</summary>
    public string Of(BilingualText wording) => wording.In(English);

    /// <summary>In the reader's language.</summary>
    public string Of(string ja, string en) => English ? en : ja;

    /// <summary>令和3年6月, or 2021-06.</summary>
    public string Month(string iso) => !English && FiscalMonth.TryParseIso(iso, out var month) ? JapaneseEra.Text(month) : iso;

    /// <summary>令和3年6月(2021-06), or 2021-06.</summary>
    public string Both(string iso) => English ? iso : $"{Month(iso)}({iso})";

    /// <summary>A span of months.</summary>
    public string Span(string from, string to) => from == to ? Month(from) : English ? $"{from} to {to}" : $"{Month(from)}〜{Month(to)}";

    /// <summary>A time in Japan.</summary>
    public string Time(DateTimeOffset instant) => English ? PageText.IsoTime(instant) : PageText.Time(instant);

    /// <summary>A day.</summary>
    public string Day(DateOnly day) => English ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : PageText.Day(day);

    public string Number(long? value) => value is { } v ? PageText.Number(v) : Of("非公開(少人数)", "withheld (few people)");

    /// <summary>令和3年6月, or 2021-06.</summary>
    public string Month(FiscalMonth month) => English ? month.ToString() : JapaneseEra.Text(month);

    /// <summary>What a measure is called.</summary>
    public string Name(Measure measure) => Of(measure.NameJa, measure.NameEn);

    /// <summary>What a number of a measure is called.</summary>
    public string Part(string part) => English ? MeasureRegistry.Current.Part(part)?.NameEn ?? part : PartNames.Ja(part);

    public string Status(FigureStatus status) => Status(status == FigureStatus.Planned ? "planned" : "actual");

    public string Standing(InitiativeStatus status) => Standing(status.Text());

    public string Status(string status) => status == "planned" ? Of("予定", "planned") : Of("実績", "actual");

    public string Standing(string status) => Of(FormulaText.StatusJa(status), MeasureRegistry.Current.Status(status)?.NameEn ?? status);

    /// <summary>What a register's category is called.</summary>
    public string Category(string category) =>
        Of(MeasureRegistry.Current.CategoryJa(category), MeasureRegistry.Current.CategoryEn(category));

    public string Basis(string basis) => basis switch
    {
        "month" => Of("その月", "the month"),
        "ytd" => Of("4月から", "from April"),
        _ => Of("取組みの始め(令和2年度)から", "since the programme began"),
    };

    /// <summary>Who handed something in.</summary>
    public string By(string? by) => by is null ? Of("ファイル(システム)", "file (system)") : by;

    /// <summary>A page of ours, in the same language.</summary>
    public string To(string page)
    {
        if (!IsAsked)
        {
            return page;
        }

        var at = page.IndexOf('#', StringComparison.Ordinal);
        var (address, place) = at < 0 ? (page, "") : (page[..at], page[at..]);
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={(English ? "en" : "ja")}{place}";
    }

    /// <summary>A table of this page, with the links that give it as a file.</summary>
    /// <inheritdoc cref="PageTable.Of"/>
    public Markup Table(string id, string name, Markup content, string kind = "") => PageTable.Of(Here, English, id, name, kind, content);

    /// <summary>The same as a page tells, as JSON, at an address to which the session is sent as well.</summary>
    public Markup Json(string page) =>
        Markup.Of($"""<a href="{page}{(page.Contains('?', StringComparison.Ordinal) ? "&" : "?")}format=json">JSON</a>""");

    /// <summary>This page in the other language.</summary>
    public string InOtherLanguage
    {
        get
        {
            var at = Here.IndexOf('?', StringComparison.Ordinal);
            var (path, query) = at < 0 ? (Here, "") : (Here[..at], Here[(at + 1)..]);
            var kept = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !p.StartsWith("lang=", StringComparison.Ordinal));
            return $"{path}?{string.Join('&', kept.Append("lang=" + (English ? "ja" : "en")))}";
        }
    }
}
