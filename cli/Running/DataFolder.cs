namespace SmartToyonaka.Cli.Running;

/// <summary>
/// Where this machine keeps what it was given: <c>.local/</c> beside the solution, or the folder that <c>--data</c> names.
/// </summary>
internal static class DataFolder
{
    /// <summary>The folder above the current one that holds the solution, else the current one.</summary>
    public static DirectoryInfo Root
    {
        get
        {
            var current = new DirectoryInfo(Directory.GetCurrentDirectory());
            var root = current;
            while (root is not null && !root.EnumerateFiles("SmartToyonaka.sln").Any())
            {
                root = root.Parent;
            }

            return root ?? current;
        }
    }

    public static string Default => Path.Combine(Root.FullName, ".local");
}
