using System.IO.Compression;
using System.Security.Cryptography;

namespace SmartToyonaka.Publishing.Packages;

/// <summary>The result of checking a package: its manifest when it is valid; else what is wrong.</summary>
/// <param name="Manifest">What it holds; null when it is refused.</param>
/// <param name="Refusal">What is wrong; null when it is good.</param>
public sealed record PackageCheckResult(PackageManifest? Manifest, PackageRefusal? Refusal);

/// <summary>
/// Checks packages on the receiving side, without storage or network. The signature is verified before anything else is used, no more of a
/// file is read than its signed length, and nothing is unpacked before everything is verified.
/// </summary>
public sealed class PackageReader : IDisposable
{
    private readonly FileStream file;
    private readonly PackageKey key;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);
    private ZipArchive? zip;

    // The bytes whose signature was verified: they are not read a second time for unpacking.
    private byte[] json = [], signature = [];

    private PackageReader(FileStream file, PackageKey key) => (this.file, this.key) = (file, key);

    /// <summary>Checks a package, and unpacks it where that is asked for and it is good.</summary>
    /// <param name="path">The package.</param>
    /// <param name="key">The sender's public key.</param>
    /// <param name="folder">A new or empty folder to unpack into; null to check only.</param>
    /// <param name="cancel">Stops; then nothing is unpacked.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidOperationException">Something is in the folder already.</exception>
    public static async Task<PackageCheckResult> CheckAsync(string path, PackageKey key, string? folder, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file {path}.");
        }

        if (folder is not null && (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())))
        {
            throw new InvalidOperationException($"Something is in {folder} already; name a new folder.");
        }

        // Locked against writing where the system supports it; unpacked files are checked again in any case.
        using var reader = new PackageReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), key);
        try
        {
            var (manifest, refusal) = await reader.OpenAsync(cancel);
            refusal ??= await reader.CheckContentAsync(manifest!, null, cancel);
            refusal ??= folder is null ? null : await reader.UnpackAsync(manifest!, folder, cancel);
            return refusal is null ? new(manifest, null) : new(null, refusal);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return new(null, PackageRefusal.NotAZip);
        }
    }

    public void Dispose()
    {
        zip?.Dispose();
        file.Dispose();
    }

    /// <summary>The manifest, its signature checked, and a list of entries that is the manifest's.</summary>
    private async Task<PackageCheckResult> OpenAsync(CancellationToken cancel)
    {
        if (ZipDirectory.Check(file) is { } wrong)
        {
            return new(null, wrong);
        }

        zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            if (!PackageManifest.IsSafe(entry.FullName))
            {
                return new(null, PackageRefusal.UnsafeName(entry.FullName));
            }

            if (!entries.TryAdd(entry.FullName, entry))
            {
                return new(null, PackageRefusal.Twice(entry.FullName));
            }
        }

        foreach (var name in new[] { PackageManifest.FileName, PackageManifest.SignatureName })
        {
            if (!entries.ContainsKey(name))
            {
                return new(null, PackageRefusal.Unsigned(name));
            }
        }

        if (await ReadAsync(PackageManifest.FileName, PackageLimits.MaxManifest, cancel) is not { } manifestRead
            || await ReadAsync(PackageManifest.SignatureName, PackageLimits.MaxSignature, cancel) is not { } signatureRead
            || !key.Signed(manifestRead, signatureRead))
        {
            return new(null, PackageRefusal.WrongSignature);
        }

        (json, signature) = (manifestRead, signatureRead);

        if (PackageManifest.Read(json) is not { } manifest)
        {
            return new(null, PackageRefusal.UnknownFormat);
        }

        var expected = manifest.Files.Select(f => f.Name).Append(PackageManifest.FileName).Append(PackageManifest.SignatureName)
            .ToHashSet(StringComparer.Ordinal);
        return expected.FirstOrDefault(n => !entries.ContainsKey(n)) is { } missing ? new(null, PackageRefusal.Missing(missing))
            : entries.Keys.FirstOrDefault(n => !expected.Contains(n)) is { } extra ? new(null, PackageRefusal.Extra(extra))
            : manifest.Files.Any(f => f.Bytes > PackageLimits.MaxContent) || manifest.Files.Sum(f => f.Bytes) > PackageLimits.MaxContent
                ? new(null, PackageRefusal.TooLarge)
            : new(manifest, null);
    }

    /// <summary>Compares every file with the manifest, and writes each into a folder where one is given.</summary>
    private async Task<PackageRefusal?> CheckContentAsync(PackageManifest manifest, string? folder, CancellationToken cancel)
    {
        foreach (var expected in manifest.Files)
        {
            await using var to = folder is null ? Stream.Null : Create(folder, expected.Name);
            if (!await IsGoodAsync(expected, to, cancel))
            {
                return PackageRefusal.Changed(expected.Name);
            }
        }

        return null;
    }

    private async Task<bool> IsGoodAsync(PackageFile expected, Stream to, CancellationToken cancel)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var content = entries[expected.Name].Open();
            var buffer = new byte[81920];
            var length = 0L;
            for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
            {
                length += read;
                if (length > expected.Bytes)
                {
                    return false;
                }

                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            return length == expected.Bytes && Convert.ToHexStringLower(hash.GetHashAndReset()) == expected.Sha256;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            // A stream that cannot be unpacked, or does not fit its own checksum.
            return false;
        }
    }

    // Unpacked beside the folder and renamed, so that no partial package is visible.
    private async Task<PackageRefusal?> UnpackAsync(PackageManifest manifest, string folder, CancellationToken cancel)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var part = target + ".part-" + Path.GetRandomFileName();
        try
        {
            Directory.CreateDirectory(part);
            await File.WriteAllBytesAsync(Path.Combine(part, PackageManifest.FileName), json, cancel);
            await File.WriteAllBytesAsync(Path.Combine(part, PackageManifest.SignatureName), signature, cancel);
            if (await CheckContentAsync(manifest, part, cancel) is { } changed)
            {
                return changed;
            }

            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(part, target);
            return null;
        }
        finally
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    private static FileStream Create(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path, FileMode.CreateNew);
    }

    /// <summary>A small file whole; null when it is longer than it may be, or cannot be read.</summary>
    private async Task<byte[]?> ReadAsync(string name, int max, CancellationToken cancel)
    {
        try
        {
            await using var content = entries[name].Open();
            var buffer = new byte[max + 1];
            var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            return length <= max ? buffer[..length] : null;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    // Exceptions of the library for invalid directories and headers.
    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException;
}
