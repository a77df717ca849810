using System.Globalization;
using System.Text.Json;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Publishing.Reporting.Annual;

/// <summary>A report of a closed fiscal year, byte for byte.</summary>
/// <param name="Version">Names it: when the last of its months was closed.</param>
/// <param name="ReceivedBy">What had been received by then is in it.</param>
/// <param name="Formats">Its bytes in each format.</param>
public sealed record FrozenReport(string Version, DateTimeOffset ReceivedBy, IReadOnlyDictionary<string, byte[]> Formats)
{
    private const string InEnglish = "-en";

    /// <summary>What it says.</summary>
    public AnnualReport Content() => JsonReport.Read(Formats["json"]);

    /// <summary>Its bytes in a format in English; null where there are none, as in what was frozen before there was English.</summary>
    public byte[]? English(string format) => Formats.GetValueOrDefault(format + InEnglish);

    /// <summary>What it says in English; null where it was frozen before there was English.</summary>
    public AnnualReport? EnglishContent() => English("json") is { } json ? JsonReport.Read(json) : null;

    /// <summary>A report in every format, and in English in those that are in both languages.</summary>
    internal static FrozenReport Of(ReportData data, string version, DateTimeOffset receivedBy, IReadOnlyList<IReportFormat> formats)
    {
        var (report, english) = (ReportBuilder.Build(data, version, receivedBy),
            ReportBuilder.Build(data, version, receivedBy, english: true));
        return new(version, receivedBy, formats.Select(f => KeyValuePair.Create(f.Name, f.Write(report)))
            .Concat(formats.Select(f => KeyValuePair.Create(f.Name + InEnglish, f.WriteInEnglish(english)))
                .Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Key, f.Value!)))
            .ToDictionary(StringComparer.Ordinal));
    }
}

/// <summary>The state of a fiscal year's report.</summary>
/// <param name="Frozen">The report that holds; null while the year is open.</param>
/// <param name="IsOnItsWay">True where the year is closed and something received before is still being processed.</param>
public readonly record struct FrozenState(FrozenReport? Frozen, bool IsOnItsWay);

/// <summary>
/// Freezes the reports of closed fiscal years: rendered once, from what had been received when the last month was closed, and stored. A
/// year that is opened and closed again gets another version.
/// </summary>
public sealed class FrozenReports(StorageAccount storage, PeriodChangeStore periodChanges, ReportDataReader reader,
    RecomputeBacklog backlog, IEnumerable<IReportFormat> formats) : IHousekeeping
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    private readonly BlobStore blobs = storage.Container(ContainerNames.Reports);
    private readonly IReadOnlyList<IReportFormat> formats = [.. formats];

    /// <summary>The versions of a year's report, oldest first.</summary>
    public async Task<IReadOnlyList<string>> VersionsAsync(FiscalYear year, CancellationToken cancel)
    {
        var found = new List<string>();
        await foreach (var blob in blobs.ListAsync($"{year}/", cancel))
        {
            found.Add(blob.Name[$"{year}/".Length..^".json".Length]);
        }

        return found;
    }

    /// <summary>A version of a year's report; null when there is none of that name.</summary>
    public async Task<FrozenReport?> FindAsync(FiscalYear year, string version, CancellationToken cancel) =>
        DateTimeOffset.TryParseExact(version, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            && await blobs.ReadAsync(Name(year, version), cancel) is { } found
            ? JsonSerializer.Deserialize<FrozenReport>(found.Content, JsonSerializerOptions.Web)
            : null;

    /// <summary>The current report of a closed year, frozen by this call if it is not yet.</summary>
    public async Task<FrozenState> CurrentAsync(FiscalYear year, CancellationToken cancel)
    {
        if (await LastClosingAsync(year, cancel) is not { At: var at } last)
        {
            return default;
        }

        if (!last.IsSettled)
        {
            return new(null, true);
        }

        var version = at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        if (await FindAsync(year, version, cancel) is { } kept)
        {
            return new(kept, false);
        }

        if (await backlog.IsOnItsWayAsync(at, cancel))
        {
            return new(null, true);
        }

        var frozen = FrozenReport.Of(await reader.ReadAsync(year, at, cancel), version, at, formats);

        // One blob, so that all formats have the same content. Of two concurrent calls the first one wins.
        return await blobs.TryCreateAsync(Name(year, version), JsonSerializer.SerializeToUtf8Bytes(frozen, JsonSerializerOptions.Web),
            "application/json", cancel)
            ? new(frozen, false)
            : new(await FindAsync(year, version, cancel), false);
    }

    /// <summary>Freezes every closed year without a report, so that later changes of rules and texts do not affect it.</summary>
    public async Task TidyAsync(CancellationToken cancel)
    {
        var known = await reader.YearsAsync(cancel);
        foreach (var year in (await periodChanges.ListAllAsync(cancel)).Select(a => a.Target.Year).Distinct().Intersect(known))
        {
            await CurrentAsync(year, cancel);
        }
    }

    /// <summary>
    /// The act by which the last of a year's months was closed, one that is not settled before all others; null while a month is open.
    /// </summary>
    private async Task<PeriodChange?> LastClosingAsync(FiscalYear year, CancellationToken cancel)
    {
        var closed = await periodChanges.ReadAsync(year, cancel);
        var acts = year.Months.Select(closed.Find).ToList();
        return acts.Contains(null) ? null : acts.OrderBy(a => a!.IsSettled).ThenByDescending(a => a!.At).First();
    }

    private static string Name(FiscalYear year, string version) => $"{year}/{version}.json";
}
