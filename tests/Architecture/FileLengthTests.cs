namespace SmartToyonaka.Tests.Architecture;

/// <summary>No C# file has more than 300 lines: what is longer holds a second subject, which has a name and a file of its own.</summary>
public sealed class FileLengthTests
{
    private const int Longest = 300;

    [Fact]
    public void No_file_is_longer()
    {
        Assert.NotEmpty(SourceFiles.OfCode);
        Assert.All(SourceFiles.OfCode.Select(f => (File: Path.GetRelativePath(SourceFiles.Root, f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > Longest).Select(f => $"{f.File}: {f.Lines} lines"), Assert.Null);
    }
}
