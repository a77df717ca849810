namespace SmartToyonaka.Domain.Measures;

/// <summary>The columns that the fact tables have for dimensions; each measure uses as many of them as it has dimensions.</summary>
public enum DimensionColumn
{
    /// <summary>The column <c>jobclass</c>.</summary>
    JobClass,

    /// <summary>The column <c>workpattern</c>.</summary>
    WorkPattern,

    /// <summary>The column <c>reason</c>.</summary>
    Reason,
}

/// <summary>By what the numbers of a measure are told apart beside section and month, as the catalogue describes it.</summary>
/// <param name="Id">The name in the catalogue.</param>
/// <param name="NameJa">What pages call it; also the heading of its column in files.</param>
/// <param name="NameEn">The name in English.</param>
/// <param name="Column">The column of the fact tables with its values.</param>
/// <param name="Terms">Its values.</param>
public sealed record Dimension(string Id, string NameJa, string NameEn, DimensionColumn Column, IReadOnlyList<Term> Terms)
{
    /// <summary>Further headings that files may use.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Its headings in files; the first is the one that is printed.</summary>
    public IEnumerable<string> Headings => Words.Prepend(NameJa);

    /// <summary>The value of an id, or null.</summary>
    public Term? Term(string id) => Terms.FirstOrDefault(t => t.Id == id);
}
