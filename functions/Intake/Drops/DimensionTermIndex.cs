using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The values of a measure's dimensions by number, so that rows are added up without comparing texts.</summary>
/// <param name="vocabulary">The words of the catalogue.</param>
/// <param name="measure">Says which dimensions its rows have.</param>
internal sealed class DimensionTermIndex(Vocabulary vocabulary, Measure measure)
{
    private readonly Terms jobs = new(vocabulary, measure.In(DimensionColumn.JobClass)),
        patterns = new(vocabulary, measure.In(DimensionColumn.WorkPattern)), reasons = new(vocabulary, measure.In(DimensionColumn.Reason));

    /// <summary>The names that are known of a column.</summary>
    public string NamesOf(DropColumn column) => Of(column).Names;

    /// <summary>What stands for a dimension that a measure does not have.</summary>
    public int None(DropColumn column) => Of(column).Ids.Length;

    /// <summary>The number of a word; negative where it is not known.</summary>
    public int Find(DropColumn column, string word) => Of(column).Find(word);

    /// <summary>One number for a combination, from 1; 0 where one of the words is not known.</summary>
    public int Pack(int job, int pattern, int reason) => job < 0 || pattern < 0 || reason < 0 ? 0
        : (job * (patterns.Ids.Length + 1) + pattern) * (reasons.Ids.Length + 1) + reason + 1;

    /// <summary>The values of a packed combination; none for 0.</summary>
    public Dimensions Of(int packed)
    {
        if (packed == 0)
        {
            return Dimensions.None;
        }

        var rest = packed - 1;
        var reason = rest % (reasons.Ids.Length + 1);
        rest /= reasons.Ids.Length + 1;
        return new(Id(jobs.Ids, rest / (patterns.Ids.Length + 1)), Id(patterns.Ids, rest % (patterns.Ids.Length + 1)),
            Id(reasons.Ids, reason));
    }

    private Terms Of(DropColumn column) => column switch
    {
        DropColumn.JobClass => jobs,
        DropColumn.WorkPattern => patterns,
        _ => reasons,
    };

    private static string Id(string[] ids, int index) => index == ids.Length ? "" : ids[index];

    private sealed class Terms(Vocabulary vocabulary, Dimension? dimension)
    {
        // The words of the catalogue that the file is checked by.
        private readonly Dimension? known = dimension is null ? null : vocabulary.Find(dimension.Id);

        public string[] Ids => ids ??= [.. (known?.Terms ?? []).Select(t => t.Id)];

        public string Names => string.Join("、", (known?.Terms ?? []).Select(t => t.NameJa));

        public int Find(string word) => known is null ? -1 : Array.IndexOf(Ids, vocabulary.Id(known.Id, word));

        private string[]? ids;
    }
}
