namespace SmartToyonaka.Publishing.Pages;

/// <summary>What all pages have around their content.</summary>
public static class PageLayout
{
    /// <summary>A whole page.</summary>
    /// <param name="title">Of the window, and of the page unless its content has a heading of its own.</param>
    /// <param name="content">What stands in the page's main part.</param>
    /// <param name="isSignedIn">Whether somebody can sign out.</param>
    public static Markup Page(string title, Markup content, bool isSignedIn) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} - スマートとよなか</title>
        <link rel="icon" href="{StaticAsset.Address("icon.svg")}" type="image/svg+xml">
        <link rel="stylesheet" href="{StaticAsset.Address("submit.css")}">
        <script src="{StaticAsset.Address("submit.js")}" defer></script>
        </head>
        <body>
        <a class="skip" href="#main">本文へ</a>
        <header class="top"><nav aria-label="全体"><a href="/submit">スマートとよなか 数字の提出</a> <a href="/upload">ファイルで提出</a></nav>{(isSignedIn ? SignOut : Markup.None)}</header>
        <main id="main" tabindex="-1">
        {content}
        </main>
        </body>
        </html>

        """);

    /// <summary>A page that only says something.</summary>
    public static Markup Message(string title, string text, bool isSignedIn) => Page(title, Markup.Of($"""
        <h1>{title}</h1>
        <p>{text}</p>
        <p><a href="/submit">提出の画面へ</a></p>
        """), isSignedIn);

    private static readonly Markup SignOut =
        Markup.Of($"""<form method="post" action="/submit/signout"><button class="plain">サインアウト</button></form>""");
}
