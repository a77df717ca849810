namespace SmartToyonaka.Publishing.Pages;

/// <summary>A column of a list.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Kind">The class of its cells: <c>number</c>, <c>said</c>, or "".</param>
/// <param name="Names">True for the column that names the row.</param>
public readonly record struct ListColumn(string Head, string Kind = "", bool Names = false);

/// <summary>
/// Head and body of a table of which each row is a thing of its own. On a phone each row is a card: its cells stand one below the other,
/// each with its head before it, so that nothing has to be looked for sideways.
/// </summary>
public static class ListTable
{
    /// <summary>The class of such a table.</summary>
    public const string Kind = "list";

    /// <param name="columns">The columns.</param>
    /// <param name="rows">A cell for each column.</param>
    public static Markup Of(IReadOnlyList<ListColumn> columns, IEnumerable<IReadOnlyList<Markup>> rows) => Markup.Of($"""
        <thead><tr>{columns.Select(c => Markup.Of($"<th scope=\"col\"{Class(c.Kind)}>{c.Head}</th>"))}</tr></thead>
        <tbody>{rows.Select(r => Markup.Of($"<tr>{columns.Zip(r, Cell)}</tr>"))}</tbody>
        """);

    private static Markup Cell(ListColumn column, Markup content) => column.Names
        ? Markup.Of($"<th scope=\"row\"{Class(column.Kind)}>{content}</th>")
        : Markup.Of($"<td data-head=\"{column.Head}\"{Class(column.Kind)}>{content}</td>");

    private static Markup Class(string kind) => kind.Length == 0 ? Markup.None : Markup.Of($" class=\"{kind}\"");
}
