using SmartToyonaka.Domain;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>A refusal as a page: what is wrong and how to put it right, in the reader's language with the other one beside it.</summary>
public static class ProblemPage
{
    /// <summary>The page.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="title">What the status means.</param>
    /// <param name="detail">What is wrong and what to do.</param>
    /// <param name="errors">Each single error.</param>
    public static Markup Of(PageViewer viewer, BilingualText title, BilingualText detail, IReadOnlyList<BilingualText> errors)
    {
        var other = viewer.Of("en", "ja");
        return IndicatorLayout.Page(viewer, viewer.Of(title), Markup.Of($"""
            <h1>{viewer.Of(title)}</h1>
            <p>{viewer.Of(detail)}</p>
            {List(errors, viewer.English)}
            <div lang="{other}"><p><strong>{title.In(!viewer.English)}</strong></p>
            <p>{detail.In(!viewer.English)}</p></div>
            <p><a href="/">{viewer.Of("指標の画面へ", "To the indicators")}</a> <a href="/submit">{viewer.Of("提出の画面へ", "To the form")}</a></p>
            """));
    }

    private static Markup List(IReadOnlyList<BilingualText> errors, bool english) => errors.Count == 0 ? Markup.None
        : Markup.Of($"<ul>{errors.Select(e => Markup.Of($"<li>{e.In(english)}</li>"))}</ul>");
}
