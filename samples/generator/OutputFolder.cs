namespace SmartToyonaka.Samples;

/// <summary>A folder that the generator writes alone.</summary>
internal static class OutputFolder
{
    /// <summary>Its path, with nothing in it.</summary>
    public static string Empty(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return Directory.CreateDirectory(path).FullName;
    }
}
