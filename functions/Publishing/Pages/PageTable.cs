namespace SmartToyonaka.Publishing.Pages;

/// <summary>A table of a page, with the links that give it as a file: what is seen is what is downloaded.</summary>
public static class PageTable
{
    /// <summary>A table that scrolls by itself where it is wider than the page.</summary>
    /// <param name="here">The page's own path and query; null where no server is there to give files.</param>
    /// <param name="english">The language of the links.</param>
    /// <param name="id">Names the table in its page: letters, digits and hyphens.</param>
    /// <param name="name">What the table shows, for whoever cannot see that.</param>
    /// <param name="kind">The class of its style, or "".</param>
    /// <param name="content">Caption, head and body.</param>
    public static Markup Of(string? here, bool english, string id, string name, string kind, Markup content) => Markup.Of($"""
        <div class="wide" tabindex="0" role="region" aria-label="{name}"><table id="table-{id}" class="{kind}">{content}</table></div>
        {(here is null ? Markup.None : Links(here, english, id, name))}
        """);

    /// <summary>The table as CSV (UTF-8 and CP932) and as an Excel workbook.</summary>
    /// <inheritdoc cref="Of"/>
    public static Markup Links(string here, bool english, string id, string name)
    {
        var at = here.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = at < 0 ? (here, "") : (here[..at], here[(at + 1)..]);
        var kept = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => p.Split('=')[0] is not ("table" or "format" or "encoding"));
        var address = $"{path}?{string.Concat(kept.Select(p => p + "&"))}table={id}&format=";
        var said = english ? Markup.Of($" of the table: {PageText.Said(name)}") : Markup.Of($"(表: {name})");
        return Markup.Of($"""
            <p class="files noprint"><a href="{address}csv">CSV<span class="hidden">{said}</span></a> <a href="{address}csv&amp;encoding=cp932">CSV (CP932)<span class="hidden">{said}</span></a> <a href="{address}xlsx">Excel<span class="hidden">{said}</span></a></p>
            """);
    }
}
