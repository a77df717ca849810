namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// Files and folders that nobody but their owner can read: they hold uploads with people's names. On Windows the folder that they lie in
/// decides.
/// </summary>
internal static class OwnerOnlyFiles
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite, OfFolder = OfFile | UnixFileMode.UserExecute;

    /// <summary>A new file.</summary>
    /// <param name="path">Where; nothing may be there.</param>
    /// <param name="options">Whether it goes when it is closed, say.</param>
    public static FileStream Create(string path, FileOptions options = FileOptions.None)
    {
        var how = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 81920,
            Options = options,
        };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OfFile;
        }

        return new(path, how);
    }

    /// <summary>A folder, made if it is not there; one that is there is closed to others, too.</summary>
    public static DirectoryInfo Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path);
        }

        var folder = Directory.CreateDirectory(path, OfFolder);
        File.SetUnixFileMode(folder.FullName, OfFolder);
        return folder;
    }
}
