namespace SmartToyonaka.Cli.Running;

/// <summary>
/// Where the built functions app lies: in <c>app/</c> beside this program when both were published, else where its project builds it.
/// </summary>
internal static class FunctionsApp
{
    private const string Project = "functions";
    private const string Marker = "functions.metadata";

    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public static string Folder
    {
        get
        {
            // …/cli/bin/Debug/net10.0/ → …/functions/bin/Debug/net10.0/
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var built = here.Parent?.Parent?.Parent?.Parent is { } root
                ? Path.Combine(root.FullName, Project, here.Parent.Parent.Name, here.Parent.Name, here.Name)
                : here.FullName;
            string[] candidates = [Path.Combine(here.FullName, "app"), built];
            return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, Marker)))
                ?? throw new InvalidOperationException(
                    $"The functions app is not built: {built} has no {Marker}. Run 'dotnet build' in the project's folder.");
        }
    }
}
