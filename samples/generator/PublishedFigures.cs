using System.Globalization;

namespace SmartToyonaka.Samples;

/// <summary>The figures of the report, which the samples have to yield.</summary>
internal static class PublishedFigures
{
    private static readonly List<string[]> Figures = Tables.Rows(Tables.Published);

    /// <summary>Writes published.csv.</summary>
    public static void Write(string folder) => File.WriteAllText(Path.Combine(folder, "published.csv"),
        string.Concat(Figures.Select(row => string.Join(',', row) + "\n").Prepend("indicator,basis,status,month,text,note\n")));

    /// <summary>A figure, moved within its printed digit but not near a rounding edge.</summary>
    public static double Aim(string indicator, Month month)
    {
        var text = Figures.Single(row => row[0] == indicator && row[3] == $"{month}")[4];
        return double.Parse(text.Replace('−', '-'), CultureInfo.InvariantCulture) + new Dice((ulong)(month.Index * indicator.Length))
            .Between(-.02, .02);
    }
}
