namespace SmartToyonaka.Publishing.Pages.Provenances;

/// <summary>What the pages of indicators have around their content.</summary>
public static class IndicatorLayout
{
    /// <summary>A whole page.</summary>
    public static Markup Page(PageReader reader, string title, Markup content, Markup? scripts = null) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="{reader.Of("ja", "en")}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} - {reader.Of("スマートとよなか", "Smart Toyonaka")}</title>
        <link rel="icon" href="{Asset.Address("icon.svg")}" type="image/svg+xml">
        <link rel="stylesheet" href="{Asset.Address("submit.css")}">
        <link rel="stylesheet" href="{Asset.Address("indicators.css")}">
        {scripts}
        </head>
        <body>
        <a class="skip" href="#main">{reader.Of("本文へ", "To the content")}</a>
        <header class="top"><nav aria-label="{reader.Of("全体", "Site")}"><a href="{reader.To("/")}">{reader.Of("スマートとよなか 指標", "Smart Toyonaka indicators")}</a> <a href="{reader.To("/indicators")}">{reader.Of("指標の説明", "What they mean")}</a> <a href="/submit">{reader.Of("数字の提出", "Hand in")}</a></nav>
        <p><a href="{reader.InOtherLanguage}" lang="{reader.Of("en", "ja")}" hreflang="{reader.Of("en", "ja")}">{reader.Of("English", "日本語")}</a></p>{Session(reader)}</header>
        <main id="main" tabindex="-1">
        {content}
        </main>
        </body>
        </html>

        """);

    /// <summary>A page that only says something.</summary>
    public static Markup Message(PageReader reader, string title, string text, Markup? more = null) => Page(reader, title, Markup.Of($"""
        <h1>{title}</h1>
        <p>{text}</p>
        {more}
        <p><a href="{reader.To("/indicators")}">{reader.Of("指標の一覧へ", "All indicators")}</a></p>
        """));

    /// <summary>Asks to sign in, and comes back.</summary>
    public static Markup SignIn(PageReader reader) => Markup.Of(
        $"""<a href="/submit/signin?to={Uri.EscapeDataString(reader.Here)}">{reader.Of("サインインする", "Sign in")}</a>""");

    private static Markup Session(PageReader reader) => reader.IsSignedIn
        ? Markup.Of($"""<form method="post" action="/submit/signout"><button class="plain">{reader.Of("サインアウト", "Sign out")}</button></form>""")
        : Markup.None;
}
