namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// Files and folders that only their owner can read, since they hold uploads with people's names. On Windows the permissions of the parent
/// folder apply.
/// </summary>
internal static class OwnerOnlyFiles
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite, OfFolder = OfFile | UnixFileMode.UserExecute;

    /// <summary>A new file.</summary>
    /// <param name="path">Where; nothing may be there.</param>
    /// <param name="options">For example, whether it is deleted when it is closed.</param>
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
