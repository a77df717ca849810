namespace SmartToyonaka.Tests.Support;

/// <summary>
/// The two steps in which the tests run. <c>dotnet test</c> runs everything but <see cref="Long"/>, and of <see cref="Scaled"/> a sample;
/// <c>dotnet test -s tests/long.runsettings</c> runs <see cref="Long"/>, and of <see cref="Scaled"/> the whole.
/// </summary>
internal static class TestCategory
{
    /// <summary>The name of the trait.</summary>
    public const string Name = "Category";

    /// <summary>Takes long and cannot be reduced: restoring, large files interrupted at each write, browsers.</summary>
    public const string Long = "Long";

    /// <summary>Tries many inputs, orders or kills: a sample in the first step.</summary>
    public const string Scaled = "Scaled";

    /// <summary>Whether this run tries everything; <c>tests/long.runsettings</c> says so.</summary>
    public static bool IsLongRun { get; } = Environment.GetEnvironmentVariable("SMARTTOYONAKA_TESTS") == "long";

    /// <summary>All of a list in the second step; in the first every so many of it.</summary>
    /// <param name="all">The list.</param>
    /// <param name="every">Every so many.</param>
    /// <param name="offset">Where to begin: with another number for each of several places, all of the list is tried somewhere.</param>
    public static IEnumerable<T> Sample<T>(IReadOnlyList<T> all, int every, int offset = 0) =>
        IsLongRun ? all : all.Where((_, i) => (i + offset) % every == 0);

    /// <summary>How often a property is tried with values at random: so often in the second step, a tenth of it in the first.</summary>
    public static int Times(int most) => IsLongRun ? most : most / 10;
}
