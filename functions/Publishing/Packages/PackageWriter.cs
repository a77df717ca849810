using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Pages.Reports;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>
/// Creates a package for a one-way transfer: every published table as CSV, the annual report of every fiscal year, a start page, a
/// manifest, and its signature. The same data give the same tables and reports, byte for byte.
/// </summary>
public sealed class PackageWriter(TableExport tables, FrozenReports frozen, ReportDataReader reports, RecomputeBacklog backlog,
    IEnumerable<IReportFormat> formats, TimeProvider clock)
{
    // Of each page first the Japanese one.
    private static readonly bool[] Languages = [false, true];

    private readonly IReadOnlyList<IReportFormat> formats = [.. formats];

    /// <summary>Writes a package.</summary>
    /// <param name="path">A new file.</param>
    /// <param name="key">Signs it: a private key.</param>
    /// <param name="progress">Told of each file.</param>
    /// <param name="cancel">Stops; then there is no file.</param>
    /// <exception cref="InvalidOperationException">The file is there already; it would be too large; or a closed year's report is not
    /// ready.</exception>
    public async Task<PackageManifest> WriteAsync(string path, PackageKey key, IProgress<string> progress, CancellationToken cancel)
    {
        if (Path.Exists(path))
        {
            throw new InvalidOperationException($"{path} is there already; name a new file.");
        }

        // Written to a temporary file and renamed, so that no partial package is visible.
        var half = path + ".part";
        try
        {
            PackageManifest manifest;
            await using (var file = new FileStream(half, FileMode.Create))
            {
                using var zip = new ZipArchive(file, ZipArchiveMode.Create);
                manifest = await WriteAsync(zip, key, progress, cancel);
            }

            if (new FileInfo(half).Length > PackageLimits.MaxContent)
            {
                throw TooLarge();
            }

            File.Move(half, path);
            return manifest;
        }
        finally
        {
            File.Delete(half);
        }
    }

    private async Task<PackageManifest> WriteAsync(ZipArchive zip, PackageKey key, IProgress<string> progress, CancellationToken cancel)
    {
        var createdAt = clock.GetUtcNow();
        var (waiting, _) = await backlog.CountAsync(cancel);
        List<PackageFile> files = [];
        foreach (var table in TableNames.Published)
        {
            await AddAsync($"tables/{table}.csv", async to => await tables.WriteAsync(table, to, cancel));
        }

        foreach (var year in await reports.YearsAsync(cancel))
        {
            foreach (var (name, content) in await ReportAsync(year, cancel))
            {
                await AddBytesAsync($"reports/{name}", content);
            }
        }

        var manifest = new PackageManifest(PackageManifest.CurrentKind, PackageManifest.CurrentFormat, createdAt, Program,
            key.Fingerprint, waiting, files);
        // Neither start page is listed in the other.
        (string Name, byte[] Content)[] indexes =
            [.. Languages.Select(english => (PackageIndex.FileName(english), new PackageIndex(manifest, english).Write()))];
        foreach (var (name, content) in indexes)
        {
            await AddBytesAsync(name, content);
        }

        if (files.Count > PackageLimits.MaxFiles || files.Sum(f => f.Bytes) > PackageLimits.MaxContent)
        {
            throw TooLarge();
        }

        var json = manifest.Write();
        await WriteEntryAsync(zip, PackageManifest.FileName, new MemoryStream(json), cancel);
        await WriteEntryAsync(zip, PackageManifest.SignatureName, new MemoryStream(key.Sign(json)), cancel);
        return manifest;

        Task AddBytesAsync(string name, byte[] content) => AddAsync(name, async to =>
        {
            await to.WriteAsync(content, cancel);
            return null;
        });

        async Task AddAsync(string name, Func<Stream, Task<long?>> write)
        {
            await using var copy = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
                    81920, FileOptions.DeleteOnClose);
            var rows = await write(copy);
            copy.Position = 0;
            files.Add(new(name, copy.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, cancel)), rows));
            await WriteEntryAsync(zip, name, copy, cancel);
            progress.Report(rows is null ? name : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {rows} rows"));
        }
    }

    /// <summary>
    /// A closed year's report as it was frozen, an open year's as it stands; its pages without links to the running program.
    /// </summary>
    private async Task<IEnumerable<(string Name, byte[] Content)>> ReportAsync(FiscalYear year, CancellationToken cancel)
    {
        var state = await frozen.CurrentAsync(year, cancel);
        if (state.IsOnItsWay)
        {
            throw new InvalidOperationException(
                $"The fiscal year {year} is closed, but something received before is still being computed, so that its report is not "
                    + $"final. Try again in some minutes.");
        }

        var (report, inEnglish) = state.Frozen is { } closed
            ? (closed.Content(), await reports.InEnglishAsync(closed, cancel))
            : Build(await reports.ReadAsync(year, null, cancel));
        var pages = Languages.Select(english =>
            (ReportPage.OfflineName(year.ToString(), english), ReportPage.WriteOffline(english ? inEnglish : report, english)));
        return pages.Concat(formats.Where(f => f is not ReportPage)
            .Select(f => ($"{year}.{f.Name}", state.Frozen?.Formats[f.Name] ?? f.Write(report))));

        static (AnnualReport, AnnualReport) Build(ReportData data) => (ReportBuilder.Build(data), ReportBuilder.Build(data, english: true));
    }

    private static async Task WriteEntryAsync(ZipArchive zip, string name, Stream content, CancellationToken cancel)
    {
        content.Position = 0;
        await using var to = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
        await content.CopyToAsync(to, cancel);
    }

    private static string Program { get; } =
        $"SmartToyonaka {typeof(PackageWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}";

    private static InvalidOperationException TooLarge() =>
        new($"The package would be larger than {PackageLimits.MaxContent / (1024 * 1024)} MiB or have more than {PackageLimits.MaxFiles} "
            + $"files. Use 'export FOLDER' and carry the tables by other means.");
}
