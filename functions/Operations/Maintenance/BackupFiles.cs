using System.IO.Compression;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// The files of a backup: a folder, or one zip where the name ends so. They are written one after the other, for their owner's eyes alone.
/// </summary>
internal sealed class BackupFiles : IDisposable
{
    private readonly string path;
    private readonly ZipArchive? zip;

    private BackupFiles(string path, ZipArchive? zip) => (this.path, this.zip) = (path, zip);

    /// <summary>Begins a new backup.</summary>
    /// <exception cref="InvalidOperationException">Something is there already.</exception>
    public static BackupFiles Create(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new InvalidOperationException($"{path} is there already; name a new folder or zip file.");
        }

        return IsZip(path) ? new(path, new ZipArchive(OwnerOnlyFiles.Create(path), ZipArchiveMode.Create))
            : new(OwnerOnlyFiles.Folder(path).FullName, null);
    }

    /// <summary>Opens a backup for reading.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static BackupFiles Open(string path)
    {
        if (File.Exists(path))
        {
            try
            {
                return new(path, ZipFile.OpenRead(path));
            }
            catch (InvalidDataException)
            {
                throw new InvalidOperationException($"{path} is not a zip file, or was not written to its end.");
            }
        }

        return Directory.Exists(path) ? new(Path.GetFullPath(path), null)
            : throw new InvalidOperationException($"There is no backup {path}.");
    }

    /// <summary>A file to write to.</summary>
    public Stream Write(string file)
    {
        if (zip is not null)
        {
            return zip.CreateEntry(file, CompressionLevel.Fastest).Open();
        }

        var full = Path.Combine(path, file);
        OwnerOnlyFiles.Folder(Path.GetDirectoryName(full)!);
        return OwnerOnlyFiles.Create(full);
    }

    /// <summary>A file to read; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">The name leads out of the backup.</exception>
    public Stream? Read(string file)
    {
        if (zip is not null)
        {
            return zip.GetEntry(file)?.Open();
        }

        var full = Path.GetFullPath(Path.Combine(path, file));
        return !full.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? throw new InvalidOperationException($"The manifest names {file}, which is not in the backup.")
            : File.Exists(full) ? File.OpenRead(full) : null;
    }

    public void Dispose() => zip?.Dispose();

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
}
