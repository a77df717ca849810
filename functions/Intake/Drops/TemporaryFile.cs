namespace SmartToyonaka.Intake.Drops;

/// <summary>A file of this machine for what is too large for memory; it is gone when it is closed.</summary>
internal static class TemporaryFile
{
    public static FileStream Create() => new(
        Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None,
            1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
