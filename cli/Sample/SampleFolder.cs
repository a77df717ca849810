namespace SmartToyonaka.Cli.Sample;

/// <summary>Where the sample lies: <c>samples/</c> above the current folder or above the program.</summary>
internal static class SampleFolder
{
    /// <summary>The year of the report that the sample reproduces.</summary>
    public const int FiscalYear = 2021;

    /// <exception cref="DirectoryNotFoundException">There is no sample.</exception>
    public static string Find()
    {
        foreach (var start in (string[])[Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var samples = Path.Combine(folder.FullName, "samples");
                if (Directory.Exists(Path.Combine(samples, "submissions")))
                {
                    return samples;
                }
            }
        }

        throw new DirectoryNotFoundException("The folder samples/ is not here; run this in the folder of the project.");
    }
}
