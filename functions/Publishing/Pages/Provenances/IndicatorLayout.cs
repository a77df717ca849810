namespace SmartToyonaka.Publishing.Pages.Provenances;

/// <summary>What the pages of indicators have around their content.</summary>
public static class IndicatorLayout
{
    /// <summary>A whole page.</summary>
    public static Markup Page(PageViewer viewer, string title, Markup content, Markup? scripts = null) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="{viewer.Of("ja", "en")}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} - {viewer.Of("スマートとよなか", "Smart Toyonaka")}</title>
        <link rel="icon" href="{StaticAsset.Address("icon.svg")}" type="image/svg+xml">
        <link rel="stylesheet" href="{StaticAsset.Address("submit.css")}">
        <link rel="stylesheet" href="{StaticAsset.Address("indicators.css")}">
        {scripts}
        </head>
        <body>
        <a class="skip" href="#main">{viewer.Of("本文へ", "To the content")}</a>
        <header class="top"><nav aria-label="{viewer.Of("全体", "Site")}"><a href="{viewer.To("/")}">{viewer.Of("スマートとよなか 指標", "Smart Toyonaka indicators")}</a> <a href="{viewer.To("/indicators")}">{viewer.Of("指標の説明", "What they mean")}</a> <a href="{viewer.To("/submit")}">{viewer.Of("数字の提出", "Hand in")}</a> <a href="{viewer.To("/upload")}">{viewer.Of("ファイルで提出", "Hand in a file")}</a>{Administration(viewer)}</nav>
        <p><a href="{viewer.InOtherLanguage}" lang="{viewer.Of("en", "ja")}" hreflang="{viewer.Of("en", "ja")}">{viewer.Of("English", "日本語")}</a></p>{Session(viewer)}</header>
        <main id="main" tabindex="-1">
        {content}
        </main>
        </body>
        </html>

        """);

    /// <summary>A page that only says something.</summary>
    public static Markup Message(PageViewer viewer, string title, string text, Markup? more = null) => Page(viewer, title, Markup.Of($"""
        <h1>{title}</h1>
        <p>{text}</p>
        {more}
        <p><a href="{viewer.To("/indicators")}">{viewer.Of("指標の一覧へ", "All indicators")}</a></p>
        """));

    /// <summary>Asks to sign in, and comes back.</summary>
    public static Markup SignIn(PageViewer viewer) => Markup.Of(
        $"""<a href="{viewer.To($"/submit/signin?to={Uri.EscapeDataString(viewer.Here)}")}">{viewer.Of("サインインする", "Sign in")}</a>""");

    private static Markup Administration(PageViewer viewer) => viewer.IsAdministrator
        ? Markup.Of($""" <a href="{viewer.To("/admin")}">{viewer.Of("管理", "Administration")}</a>""") : Markup.None;

    private static Markup Session(PageViewer viewer) => viewer.IsSignedIn
        ? Markup.Of($"""<form method="post" action="{viewer.To("/submit/signout")}"><button class="plain">{viewer.Of("サインアウト", "Sign out")}</button></form>""")
        : Markup.None;
}
