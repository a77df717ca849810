using SmartToyonaka.Domain;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>The form of a page on which somebody types.</summary>
/// <param name="Id">The form's id.</param>
/// <param name="Usual">The value of its field <c>action</c> by which it goes on, as Enter does; <c>""</c> for none.</param>
/// <param name="Again">The value by which it is shown once more; <c>""</c> for none.</param>
public readonly record struct SentForm(string Id, string Usual, string Again);

/// <summary>What all pages for handing in have around their content.</summary>
public static class PageLayout
{
    /// <summary>A whole page in the viewer's language, with a link to the other.</summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="title">Of the window.</param>
    /// <param name="content">What stands in the page's main part, with a heading of its own.</param>
    public static Markup Page(PageViewer viewer, string title, Markup content) => Page(viewer, title, content, Markup.Of(
        $"""<p><a href="{viewer.InOtherLanguage}" lang="{viewer.Of("en", "ja")}" hreflang="{viewer.Of("en", "ja")}">{viewer.Of("English", "日本語")}</a></p>"""));

    /// <summary>
    /// A whole page that holds what somebody has typed: the other language is asked for by a button that sends it along, since a link would
    /// lose it.
    /// </summary>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="title">Of the window.</param>
    /// <param name="form">The form that is sent.</param>
    /// <param name="content">What stands in the page's main part, with a heading of its own.</param>
    public static Markup Page(PageViewer viewer, string title, SentForm form, Markup content) => Page(viewer, title, content, Markup.Of($"""
        {Button(form.Id, form.Usual, Markup.Of($""" class="hidden" tabindex="-1" aria-hidden="true" """), viewer.Of("続ける", "Go on"))}
        <p>{Button(form.Id, form.Again, Markup.Of($""" formaction="{viewer.InOtherLanguage}" formmethod="post" formnovalidate class="plain" lang="{viewer.Of("en", "ja")}" """), viewer.Of("English", "日本語"))}</p>
        """));

    /// <summary>A page that only says something.</summary>
    public static Markup Message(PageViewer viewer, BilingualText title, BilingualText text) => Page(viewer, viewer.Of(title), Markup.Of($"""
        <h1>{viewer.Of(title)}</h1>
        <p>{viewer.Of(text)}</p>
        <p><a href="{viewer.To("/submit")}">{viewer.Of("提出するものの一覧へ", "To what there is to hand in")}</a></p>
        """));

    private static Markup Page(PageViewer viewer, string title, Markup content, Markup language) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="{viewer.Of("ja", "en")}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} - {viewer.Of("スマートとよなか", "Smart Toyonaka")}</title>
        <link rel="icon" href="{StaticAsset.Address("icon.svg")}" type="image/svg+xml">
        <link rel="stylesheet" href="{StaticAsset.Address("submit.css")}">
        <link rel="stylesheet" href="{StaticAsset.Address("indicators.css")}">
        <script src="{StaticAsset.Address("submit.js")}" defer></script>
        </head>
        <body>
        <a class="skip" href="#main">{viewer.Of("本文へ", "To the content")}</a>
        <header class="top"><nav aria-label="{viewer.Of("全体", "Site")}"><a href="{viewer.To("/submit")}">{viewer.Of("スマートとよなか 数字の提出", "Smart Toyonaka: hand in")}</a>{(viewer.IsSignedIn ? Markup.Of($""" <a href="{viewer.To("/submit/history")}">{viewer.Of("これまでの提出", "Handed in")}</a>""") : Markup.None)} <a href="{viewer.To("/upload")}">{viewer.Of("ファイルで提出", "Hand in a file")}</a> <a href="{viewer.To(HelpPage.Path)}">{viewer.Of("出し方", "Help")}</a> <a href="{viewer.To("/")}">{viewer.Of("指標", "Indicators")}</a></nav>
        {language}{(viewer.IsSignedIn ? SignOut(viewer) : Markup.None)}</header>
        <main id="main" tabindex="-1">
        {content}
        </main>
        </body>
        </html>

        """);

    // Enter in a field presses the first button of a form, so the usual one comes before the one for the other language.
    private static Markup Button(string form, string action, Markup more, string text) => Markup.Of(
        $"""<button form="{form}"{(action.Length > 0 ? Markup.Of($""" name="action" value="{action}" """) : Markup.None)}{more}>{text}</button>""");

    private static Markup SignOut(PageViewer viewer) => Markup.Of(
        $"""<form method="post" action="{viewer.To("/submit/signout")}"><button class="plain">{viewer.Of("サインアウト", "Sign out")}</button></form>""");
}
