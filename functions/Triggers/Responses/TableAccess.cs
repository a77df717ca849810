using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Access;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>Which published tables a caller may have as files.</summary>
internal static class TableAccess
{
    // Everybody may see these; of the others a department sees its own rows, and of those that are nobody's own nothing.
    private static readonly HashSet<string> Open =
        [TableNames.FactIndicator, TableNames.DimIndicator, TableNames.DimDepartment, TableNames.DimDate, TableNames.DimMeasure];

    private static readonly HashSet<string> ForReaders = [TableNames.FactBureau, TableNames.FactDrop];

    /// <summary>True for a table that everybody may have.</summary>
    public static bool IsOpen(string table) => Open.Contains(table);

    /// <summary>True when a caller may have a table, perhaps only its own rows; null stands for nobody.</summary>
    public static bool IsFor(string table, Caller? caller) => IsOpen(table)
        || (caller is not null && (caller.ReadsAll || !ForReaders.Contains(table)));

    /// <summary>The tables that a caller may have, in the order of the document; null stands for nobody.</summary>
    public static IReadOnlyList<string> For(Caller? caller) => [.. TableNames.Published.Where(t => IsFor(t, caller))];
}
