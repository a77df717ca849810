namespace SmartToyonaka.Operations.Maintenance;

/// <summary>How a row differs from what it should be.</summary>
public enum VerificationDifferenceKind
{
    /// <summary>It should be there.</summary>
    Missing,

    /// <summary>It says something else.</summary>
    Different,

    /// <summary>It has no source.</summary>
    Unaccounted,

    /// <summary>It holds, and its section is none that the catalogue names for its measure.</summary>
    NotOwed,
}

/// <summary>One row that is not what it should be.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Table">Its table.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Key">Its key.</param>
/// <param name="Columns">The columns that differ; empty unless it is there and should be.</param>
public sealed record VerificationDifference(VerificationDifferenceKind Kind, string Table, string Partition, string Key,
    IReadOnlyList<string> Columns)
{
    /// <summary>The version of the row that was looked at; <c>""</c> where there is none.</summary>
    public string ETag { get; init; } = "";

    /// <summary>One line for people: names of tables, keys and columns, never a value.</summary>
    public override string ToString() => Kind switch
    {
        VerificationDifferenceKind.Missing => $"missing      {Table} {Partition} {Key}",
        VerificationDifferenceKind.Different => $"different    {Table} {Partition} {Key}: {string.Join(", ", Columns)}",
        VerificationDifferenceKind.NotOwed => $"not owed     {Table} {Partition} {Key}",
        _ => $"unaccounted  {Table} {Partition} {Key}",
    };
}
