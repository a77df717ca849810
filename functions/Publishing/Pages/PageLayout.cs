using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>What all pages for handing in have around their content.</summary>
public static class PageLayout
{
    /// <summary>A whole page in Japanese.</summary>
    /// <param name="title">Of the window, and of the page unless its content has a heading of its own.</param>
    /// <param name="content">What stands in the page's main part.</param>
    /// <param name="isSignedIn">Whether somebody can sign out.</param>
    public static Markup Page(string title, Markup content, bool isSignedIn) =>
        Page(new PageViewer(false, isSignedIn, "", false), title, content, Markup.None);

    /// <summary>A whole page in the viewer's language, with a link to the other.</summary>
    public static Markup Page(PageViewer viewer, string title, Markup content) => Page(viewer, title, content, Markup.Of(
        $"""<p><a href="{viewer.InOtherLanguage}" lang="{viewer.Of("en", "ja")}" hreflang="{viewer.Of("en", "ja")}">{viewer.Of("English", "日本語")}</a></p>"""));

    /// <summary>A page that only says something.</summary>
    public static Markup Message(string title, string text, bool isSignedIn) => Page(title, Markup.Of($"""
        <h1>{title}</h1>
        <p>{text}</p>
        <p><a href="/submit">提出するものの一覧へ</a></p>
        """), isSignedIn);

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
        <header class="top"><nav aria-label="{viewer.Of("全体", "Site")}"><a href="{viewer.To("/submit")}">{viewer.Of("スマートとよなか 数字の提出", "Smart Toyonaka: hand in")}</a>{(viewer.IsSignedIn ? Markup.Of($""" <a href="{viewer.To("/submit/history")}">{viewer.Of("これまでの提出", "Handed in")}</a>""") : Markup.None)} <a href="{viewer.To("/upload")}">{viewer.Of("ファイルで提出", "Hand in a file")}</a> <a href="{viewer.To("/")}">{viewer.Of("指標", "Indicators")}</a></nav>
        {language}{(viewer.IsSignedIn ? SignOut(viewer) : Markup.None)}</header>
        <main id="main" tabindex="-1">
        {content}
        </main>
        </body>
        </html>

        """);

    private static Markup SignOut(PageViewer viewer) => Markup.Of(
        $"""<form method="post" action="/submit/signout"><button class="plain">{viewer.Of("サインアウト", "Sign out")}</button></form>""");
}
