using System.IO.Compression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Packages;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Packages;

/// <summary>A small package, of an account with nothing in it, and its keys: to be copied and tampered with.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("package-").FullName;
    private int files;

    internal PackageKey Key { get; private set; } = null!;

    internal byte[] Bytes { get; private set; } = [];

    internal PackageManifest Manifest { get; private set; } = null!;

    internal string PublicKeyFile => Path.Combine(folder, "public.pem");

    public async Task InitializeAsync()
    {
        Key = PackageKey.Create(Path.Combine(folder, "private.pem"), PublicKeyFile, null);
        await using var services = Services(await TestStorage.NewAccountAsync());
        await services.GetRequiredService<StorageAccount>().CreateAllAsync(CancellationToken.None);
        var path = NewPath();
        Manifest = await services.GetRequiredService<PackageWriter>().WriteAsync(path, Key, new Progress<string>(), CancellationToken.None);
        Bytes = await System.IO.File.ReadAllBytesAsync(path);
    }

    public Task DisposeAsync()
    {
        Key.Dispose();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    internal string NewPath() => Path.Combine(folder, $"{Interlocked.Increment(ref files)}");

    /// <summary>The package with something done to it, as a file.</summary>
    internal string Tampered(Func<List<(string Name, byte[] Content)>, List<(string Name, byte[] Content)>> change)
    {
        using var original = new ZipArchive(new MemoryStream(Bytes));
        var entries = change([.. original.Entries.Select(e => (e.FullName, Read(e)))]);
        return File(Zip(entries));
    }

    internal static byte[] Zip(IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                using var to = zip.CreateEntry(name).Open();
                to.Write(content);
            }
        }

        return file.ToArray();
    }

    internal string File(byte[] content)
    {
        var path = NewPath();
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Looks at a file with the public key alone, and asks for it to be unpacked; refused, it leaves nothing behind.</summary>
    internal async Task<PackageCheckResult> CheckAsync(string path)
    {
        using var key = PackageKey.ReadPublic(PublicKeyFile);
        var to = NewPath();
        var verdict = await PackageReader.CheckAsync(path, key, to, CancellationToken.None);
        Assert.Equal(verdict.Refusal is null, Directory.Exists(to));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder, "*.part*"));
        return verdict;
    }

    internal static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The program's services on a storage.</summary>
    internal static ServiceProvider Services(string storage) => new ServiceCollection().AddLogging()
        .AddSmartToyonaka(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = storage }).Build()).BuildServiceProvider();
}
