using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Indicators;
using SmartToyonaka.Organisation;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Reference;

/// <summary>The register and the catalogue that hold together at one moment.</summary>
public sealed record ReferenceSnapshot(Register Register, Catalogue Catalogue)
{
    /// <summary>Names both; it changes whenever one of them does.</summary>
    public string Version => Register.Version + Catalogue.Version;
}

/// <summary>Hands out the reference data that holds: what an administrator uploaded and the program took, else the built-in one.</summary>
public sealed class ReferenceData(StorageAccount storage, TimeProvider clock)
{
    internal const string RegisterBlob = "reference/departments.csv";
    internal const string CatalogueBlob = "reference/catalogue.json";

    // Another instance may have taken an upload; this is how long this one may go on with what held before.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(20);

    private readonly BlobStore state = storage.Container(ContainerNames.State);
    private readonly SemaphoreSlim loading = new(1, 1);
    private (ReferenceSnapshot Snapshot, long At)? cached;

    /// <summary>The register that is built in.</summary>
    public static Register BuiltInRegister { get; } = ReadRegister(Resource("Organisation.departments.csv"));

    /// <summary>The catalogue that is built in.</summary>
    public static Catalogue BuiltInCatalogue { get; } = Catalogue.Parse(Resource("Indicators.catalogue.json"));

    /// <summary>What holds now, at most 20 seconds old.</summary>
    public async Task<ReferenceSnapshot> GetAsync(CancellationToken cancel)
    {
        if (cached is { } fresh && clock.GetElapsedTime(fresh.At) < MaxAge)
        {
            return fresh.Snapshot;
        }

        await loading.WaitAsync(cancel);
        try
        {
            if (cached is { } now && clock.GetElapsedTime(now.At) < MaxAge)
            {
                return now.Snapshot;
            }

            var at = clock.GetTimestamp();
            var register = state.ReadAsync(RegisterBlob, cancel);
            var catalogue = state.ReadAsync(CatalogueBlob, cancel);
            var snapshot = new ReferenceSnapshot(
                await register is { } r ? ReadRegister(r.Content) : BuiltInRegister,
                await catalogue is { } c ? Catalogue.Parse(c.Content) : BuiltInCatalogue);
            cached = (snapshot, at);
            return snapshot;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>Forgets what was read, so that the next call reads again.</summary>
    public void Forget() => cached = null;

    /// <summary>A register that was checked before it was stored.</summary>
    internal static Register ReadRegister(byte[] utf8)
    {
        var reading = RegisterReader.Read(new StringReader(Encoding.UTF8.GetString(utf8)));
        return reading.Errors.Count == 0
            ? new(reading.Sections, Convert.ToHexStringLower(SHA256.HashData(utf8).AsSpan(0, 8)))
            : throw new InvalidDataException($"The stored register is wrong at line {reading.Errors[0].Line}: {reading.Errors[0].Code}.");
    }

    private static byte[] Resource(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream("SmartToyonaka." + name) ?? throw new InvalidOperationException($"The resource {name} is not built in.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
