using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Drops;

/// <summary>The words of the dimensions by number, so that rows are added up without comparing texts.</summary>
internal sealed class DimensionTermIndex(Vocabulary vocabulary)
{
    private readonly string[] jobs = Ids(vocabulary.JobClasses), patterns = Ids(vocabulary.WorkPatterns), reasons = Ids(vocabulary.Reasons);

    public string JobClasses { get; } = Names(vocabulary.JobClasses);

    public string WorkPatterns { get; } = Names(vocabulary.WorkPatterns);

    public string Reasons { get; } = Names(vocabulary.Reasons);

    /// <summary>What stands for a dimension that a measure does not have.</summary>
    public int NoJobClass => jobs.Length;

    public int NoWorkPattern => patterns.Length;

    public int NoReason => reasons.Length;

    public int JobClass(string word) => Array.IndexOf(jobs, vocabulary.JobClass(word));

    public int WorkPattern(string word) => Array.IndexOf(patterns, vocabulary.WorkPattern(word));

    public int Reason(string word) => Array.IndexOf(reasons, vocabulary.Reason(word));

    /// <summary>One number for a combination, from 1; 0 where one of the words is not known.</summary>
    public int Pack(int job, int pattern, int reason) =>
        job < 0 || pattern < 0 || reason < 0 ? 0 : (job * (patterns.Length + 1) + pattern) * (reasons.Length + 1) + reason + 1;

    /// <summary>The words of a packed combination; none for 0.</summary>
    public Dimensions Of(int packed)
    {
        if (packed == 0)
        {
            return Dimensions.None;
        }

        var rest = packed - 1;
        var reason = rest % (reasons.Length + 1);
        rest /= reasons.Length + 1;
        return new(Id(jobs, rest / (patterns.Length + 1)), Id(patterns, rest % (patterns.Length + 1)), Id(reasons, reason));
    }

    private static string Id(string[] ids, int index) => index == ids.Length ? "" : ids[index];

    private static string[] Ids(IReadOnlyList<Term> terms) => [.. terms.Select(t => t.Id)];

    private static string Names(IReadOnlyList<Term> terms) => string.Join("、", terms.Select(t => t.NameJa));
}
