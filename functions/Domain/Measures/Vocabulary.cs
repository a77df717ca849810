namespace SmartToyonaka.Domain.Measures;

/// <summary>One value of a dimension, with the words that files use for it.</summary>
/// <param name="Id">The value in tables (<c>hospital_medical</c>).</param>
/// <param name="NameJa">The name that the program prints.</param>
/// <param name="Words">What files may write; width and spaces do not matter.</param>
/// <param name="NameEn">The name in English; <c>""</c> where the catalogue has none.</param>
public sealed record Term(string Id, string NameJa, IReadOnlyList<string> Words, string NameEn = "");

/// <summary>The words for the values of dimensions. An unknown word is an error of its row, never a silent "other".</summary>
public sealed class Vocabulary(IReadOnlyList<Dimension> dimensions)
{
    private readonly Dictionary<string, Dictionary<string, string>> ids =
        dimensions.ToDictionary(d => d.Id, d => Index(d.Terms), StringComparer.Ordinal);

    /// <summary>The dimensions, in the order of the catalogue.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; } = dimensions;

    /// <summary>The dimension of an id, or null.</summary>
    public Dimension? Find(string id) => Dimensions.FirstOrDefault(d => d.Id == id);

    /// <summary>The id of a value as a file writes it, or null.</summary>
    /// <param name="dimension">The dimension's id.</param>
    /// <param name="word">What the file has.</param>
    public string? Id(string dimension, string word) =>
        ids.TryGetValue(dimension, out var words) ? words.GetValueOrDefault(Key(word)) : null;

    private static Dictionary<string, string> Index(IReadOnlyList<Term> terms) =>
        terms.SelectMany(t => t.Words.Append(t.NameJa).Select(w => (Word: Key(w), t.Id))).DistinctBy(x => x.Word)
            .ToDictionary(x => x.Word, x => x.Id, StringComparer.Ordinal);

    /// <summary>How words are compared: NFKC without spaces.</summary>
    public static string Key(string word) => string.Concat(TextSupport.Nfkc(word).Where(c => !char.IsWhiteSpace(c)));
}
