using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Reference;

/// <summary>The register, the catalogue and the holidays of one moment.</summary>
public sealed record ReferenceSnapshot(Register Register, Catalogue Catalogue, Holidays Holidays)
{
    /// <summary>The version of all three; it changes whenever one of them does.</summary>
    public string Version => Register.Version + Catalogue.Version + Holidays.Version;
}

/// <summary>Provides the current reference data: accepted uploads, else the built-in ones.</summary>
public sealed class ReferenceData
{
    internal const string RegisterBlob = "reference/departments.csv";
    internal const string CatalogueBlob = "reference/catalogue.json";
    internal const string HolidaysBlob = "reference/holidays.csv";
    internal const string ContactsBlob = "reference/contacts.csv";
    internal const string OutlineBlob = "reference/report-outline.json";

    /// <summary>Written anew whenever an upload is taken, after its file and before what asks for computations by it.</summary>
    internal const string VersionBlob = "reference/version";

    // Another instance may have accepted an upload; this one may use the previous data for this long.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(20);

    private readonly BlobStore state;
    private readonly TimeProvider clock;
    private readonly GroupedCalls<bool, bool, ReferenceSnapshot> newest;
    private Loaded? cached;

    public ReferenceData(StorageAccount storage, TimeProvider clock, MeasureRegistry? measures = null)
    {
        (state, this.clock, Measures) = (storage.Container(ContainerNames.State), clock, measures ?? new());
        newest = new(async (_, asked) =>
        {
            var read = await ReadNewestAsync(CancellationToken.None);
            return [.. asked.Select(_ => read)];
        });
    }

    /// <param name="VersionETag">Null where the files were looked at alone.</param>
    private sealed record Loaded(ReferenceSnapshot Snapshot, string RegisterETag, string CatalogueETag, string HolidaysETag,
        string? VersionETag, long LookedAt, long At);

    /// <summary>The register that is built in.</summary>
    public static Register BuiltInRegister { get; } = ReadRegister(Resource("Domain.Organisation.departments.csv"));

    /// <summary>The catalogue that is built in.</summary>
    public static Catalogue BuiltInCatalogue { get; } = Catalogue.Parse(Resource("Domain.Indicators.catalogue.json"));

    /// <summary>The holidays that are built in.</summary>
    public static Holidays BuiltInHolidays { get; } = ReadHolidays(Resource("Domain.Calendar.holidays.csv"));

    /// <summary>A file as it is built in; null for one that is not.</summary>
    public static byte[]? BuiltIn(string file) => file switch
    {
        ReferenceFiles.Register => Resource("Domain.Organisation.departments.csv"),
        ReferenceFiles.Catalogue => Resource("Domain.Indicators.catalogue.json"),
        ReferenceFiles.Holidays => Resource("Domain.Calendar.holidays.csv"),
        ReferenceFiles.Outline => Resource("Publishing.Reporting.outline.json"),
        _ => null,
    };

    /// <summary>The measures of the catalogue that was read last.</summary>
    public MeasureRegistry Measures { get; }

    /// <summary>The current data, at most 20 seconds old.</summary>
    public Task<ReferenceSnapshot> GetAsync(CancellationToken cancel) =>
        cached is { } fresh && clock.GetElapsedTime(fresh.At) < MaxAge ? Task.FromResult(fresh.Snapshot) : GetNewestAsync(cancel);

    /// <summary>
    /// The current data, read from the storage: for computing, which must not publish by outdated rules. Computations that ask at once
    /// share a look, which begins after they have asked. It is at the version alone where the files were looked at within 20 seconds.
    /// </summary>
    public Task<ReferenceSnapshot> GetNewestAsync(CancellationToken cancel) => newest.CallAsync(true, true, cancel);

    /// <summary>Addresses by the code of the section: those that were uploaded and taken, else none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadContactsAsync(CancellationToken cancel) =>
        await state.ReadAsync(ContactsBlob, cancel) is { } held
            ? ContactReader.Read(new StringReader(Encoding.UTF8.GetString(held.Content)), register: null).Addresses
            : new Dictionary<string, string>();

    /// <summary>The outline of the annual report: the one that was uploaded and taken, else the one that is built in.</summary>
    public async Task<ReportOutline> ReadOutlineAsync(CancellationToken cancel) =>
        await state.ReadAsync(OutlineBlob, cancel) is { } held ? ReportOutline.Parse(held.Content) : ReportOutline.BuiltIn;

    private async Task<ReferenceSnapshot> ReadNewestAsync(CancellationToken cancel)
    {
        var at = clock.GetTimestamp();
        // The version is looked at before the files, which are written before it.
        var version = cached is { } recent && clock.GetElapsedTime(recent.LookedAt) < MaxAge
            ? (await state.FindAsync(VersionBlob, cancel))?.ETag ?? "" : null;
        if (version is not null && cached is { } same && same.VersionETag == version)
        {
            cached = same with { At = at };
            return same.Snapshot;
        }

        var register = state.FindAsync(RegisterBlob, cancel);
        var catalogue = state.FindAsync(CatalogueBlob, cancel);
        var holidays = state.FindAsync(HolidaysBlob, cancel);
        var (registerETag, catalogueETag, holidaysETag) = ((await register)?.ETag ?? "", (await catalogue)?.ETag
            ?? "", (await holidays)?.ETag ?? "");
        var before = cached;
        var read = new Loaded(
            new(
                before?.RegisterETag == registerETag ? before.Snapshot.Register : registerETag.Length == 0 ? BuiltInRegister
                    : ReadRegister(await ReadAsync(RegisterBlob, cancel)),
                before?.CatalogueETag == catalogueETag ? before.Snapshot.Catalogue : catalogueETag.Length == 0 ? BuiltInCatalogue
                    : Catalogue.ParseAccepted(await ReadAsync(CatalogueBlob, cancel)),
                before?.HolidaysETag == holidaysETag ? before.Snapshot.Holidays : holidaysETag.Length == 0 ? BuiltInHolidays
                    : ReadHolidays(await ReadAsync(HolidaysBlob, cancel))),
            registerETag, catalogueETag, holidaysETag, version, at, at);
        cached = read;
        Measures.Measures = read.Snapshot.Catalogue.MeasureSet;
        return read.Snapshot;
    }

    private async Task<byte[]> ReadAsync(string name, CancellationToken cancel) =>
        await state.ReadAsync(name, cancel) is { } found ? found.Content : throw new InvalidDataException($"The blob {name} is gone.");

    /// <summary>A register that was checked before. One that was accepted by an earlier version with fewer checks stays valid.</summary>
    /// <exception cref="InvalidDataException">Its rows cannot be read.</exception>
    public static Register ReadRegister(byte[] utf8)
    {
        var reading = RegisterReader.Read(new StringReader(Encoding.UTF8.GetString(utf8)));
        return reading.Sections.Count > 0
            ? new(reading.Sections, Convert.ToHexStringLower(SHA256.HashData(utf8).AsSpan(0, 8)))
            : throw new InvalidDataException($"The stored register is wrong at line {reading.Errors[0].Line}: {reading.Errors[0].Code}.");
    }

    /// <summary>A list of holidays that was checked before it was stored.</summary>
    internal static Holidays ReadHolidays(byte[] utf8)
    {
        var reading = HolidayReader.Read(new StringReader(Encoding.UTF8.GetString(utf8)));
        return reading.Errors.Count == 0
            ? new(reading.Days, Convert.ToHexStringLower(SHA256.HashData(utf8).AsSpan(0, 8)))
            : throw new InvalidDataException(
                $"The stored list of holidays is wrong at line {reading.Errors[0].Line}: {reading.Errors[0].Code}.");
    }

    private static byte[] Resource(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream("SmartToyonaka." + name)
            ?? throw new InvalidOperationException($"The resource {name} is not built in.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
