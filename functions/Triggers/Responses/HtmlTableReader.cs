using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>A table as it stands on a page: read from the page itself, so that a file never says anything else.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Columns">The heads of its columns; a column of which every cell is a number is one of numbers.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record HtmlTableReader(string Name, IReadOnlyList<PublishedColumn> Columns, IReadOnlyList<Row> Rows)
{
    private const string Prefix = "table-";

    /// <summary>The names of the tables of a page.</summary>
    public static IReadOnlyList<string> NamesIn(Markup page) =>
        [.. Parsed(page).QuerySelectorAll($"table[id^='{Prefix}']").Select(t => t.Id![Prefix.Length..])];

    /// <summary>The table of a page that has this name; null when there is none.</summary>
    public static HtmlTableReader? Find(Markup page, string name)
    {
        if (Parsed(page).GetElementById(Prefix + name) is not IHtmlTableElement { Head: { } head } table)
        {
            return null;
        }

        var title = table.Caption?.TextContent ?? table.Closest("[aria-label]")?.GetAttribute("aria-label")
            ?? table.Closest("figure")?.QuerySelector("figcaption")?.TextContent ?? name;
        var cells = table.Bodies.SelectMany(b => b.Rows).Select(r => r.Cells.Select(Value).ToList()).ToList();
        var columns = new List<PublishedColumn>();
        foreach (var (cell, at) in head.Rows[0].Cells.Select((c, i) => (c, i)))
        {
            // The names of a file's columns need not differ, those of a table's do.
            var heading = Text(cell) is { Length: > 0 } said ? said : (at + 1).ToString(CultureInfo.InvariantCulture);
            var unique = columns.Any(c => c.Name == heading) ? $"{heading} ({at + 1})" : heading;
            columns.Add(new(unique, cells.All(r => r[at] is double or "") && cells.Any(r => r[at] is double) ? ColumnKind.Number
                : ColumnKind.Text));
        }

        var rows = cells.Select((r, i) => new Row("", i.ToString(CultureInfo.InvariantCulture), columns.Select((c, at) => (c, Value: r[at]))
            .Where(x => x.c.Kind == ColumnKind.Text || x.Value is double)
            .ToDictionary(x => x.c.Name, x => x.c.Kind == ColumnKind.Text && x.Value is double n
                ? n.ToString(CultureInfo.InvariantCulture) : x.Value, StringComparer.Ordinal)));
        return new(title.Trim(), columns, [.. rows]);
    }

    private static IHtmlDocument Parsed(Markup page) => new HtmlParser().ParseDocument(page.Html);

    /// <summary>A number, or the text of a cell; what is not there is empty, as it is in the published tables.</summary>
    private static object Value(IHtmlTableCellElement cell)
    {
        var text = Text(cell);
        var plain = text.Replace('−', '-').Replace(",", "", StringComparison.Ordinal);
        return text == "–" ? ""
            : cell.ClassList.Contains("number") && double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var number) ? number
            : text;
    }

    /// <summary>The text that a cell shows: parts that stand apart are kept apart, what only a screen reader says is left out.</summary>
    private static string Text(IElement cell)
    {
        var text = new StringBuilder();
        Append(cell, text);
        return string.Join('\n', text.ToString().Split('\n')
            .Select(l => string.Join(' ', l.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))).Where(l => l.Length > 0));
    }

    private static void Append(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText said)
            {
                text.Append(said.Data.ReplaceLineEndings(" "));
            }
            else if (child is IElement element && !element.ClassList.Contains("hidden"))
            {
                var apart = element.LocalName is "p" or "li" or "small" or "ul" or "br";
                text.Append(apart ? "\n" : "");
                Append(element, text);
                text.Append(apart ? "\n" : "");
            }
        }
    }
}
