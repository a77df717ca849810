namespace SmartToyonaka.Domain.Measures;

/// <summary>One value of a dimension, with the words that files use for it.</summary>
/// <param name="Id">The value in tables (<c>hospital_medical</c>).</param>
/// <param name="NameJa">The name that the program prints.</param>
/// <param name="Words">What files may write; width and spaces do not matter.</param>
/// <param name="NameEn">The name in English; <c>""</c> where the catalogue has none.</param>
public sealed record Term(string Id, string NameJa, IReadOnlyList<string> Words, string NameEn = "");

/// <summary>The words for job classes, work patterns and reasons. An unknown word is an error of its row, never a silent "other".</summary>
public sealed class Vocabulary(IReadOnlyList<Term> jobClasses, IReadOnlyList<Term> workPatterns, IReadOnlyList<Term> reasons)
{
    private readonly Dictionary<string, string> jobClassIds = Index(jobClasses), workPatternIds = Index(workPatterns),
        reasonIds = Index(reasons);

    public IReadOnlyList<Term> JobClasses { get; } = jobClasses;

    public IReadOnlyList<Term> WorkPatterns { get; } = workPatterns;

    public IReadOnlyList<Term> Reasons { get; } = reasons;

    /// <summary>The id of a job class as a file writes it, or null.</summary>
    public string? JobClass(string word) => jobClassIds.GetValueOrDefault(Key(word));

    /// <summary>The id of a work pattern as a file writes it, or null.</summary>
    public string? WorkPattern(string word) => workPatternIds.GetValueOrDefault(Key(word));

    /// <summary>The id of a reason as a file writes it, or null.</summary>
    public string? Reason(string word) => reasonIds.GetValueOrDefault(Key(word));

    private static Dictionary<string, string> Index(IReadOnlyList<Term> terms) =>
        terms.SelectMany(t => t.Words.Append(t.NameJa).Select(w => (Word: Key(w), t.Id))).DistinctBy(x => x.Word)
            .ToDictionary(x => x.Word, x => x.Id, StringComparer.Ordinal);

    /// <summary>How words are compared: NFKC without spaces.</summary>
    public static string Key(string word) => string.Concat(TextSupport.Nfkc(word).Where(c => !char.IsWhiteSpace(c)));
}
