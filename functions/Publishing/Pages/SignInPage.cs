namespace SmartToyonaka.Publishing.Pages;

/// <summary>Asks for the department's credential.</summary>
public static class SignInPage
{
    /// <summary>The page.</summary>
    /// <param name="fault">What was wrong with the last try; null at first.</param>
    /// <param name="offersEntra">Whether people can sign in with Microsoft Entra ID here.</param>
    /// <param name="to">Where to go afterwards.</param>
    public static Markup Of(string? fault, bool offersEntra, string to = "/submit") =>
        PageLayout.Page(fault is null ? "サインイン" : "エラー: サインイン", Markup.Of($"""
        <h1>サインイン</h1>
        <p>所属に発行された認証情報を入力してください。分からないときは管理者に問い合わせてください。</p>
        <form method="post" action="/submit/signin" class="signin">
        <p class="field"><label for="credential">認証情報</label>
        <input id="credential" name="credential" type="password" autocomplete="current-password" required maxlength="500"{Described(fault)}>
        {Fault(fault)}</p>
        <input type="hidden" name="to" value="{to}">
        <p><button>サインイン</button></p>
        </form>
        {(offersEntra ? Entra(to) : Markup.None)}
        """), isSignedIn: false);

    /// <summary>After signing out. Who signed in with Microsoft Entra ID leaves that by App Service itself.</summary>
    public static Markup Left(bool offersEntra) => PageLayout.Page("サインアウト", Markup.Of($"""
        <h1>サインアウトしました</h1>
        {(offersEntra ? Markup.Of($"""<p><a href="/.auth/logout">市のアカウントからもサインアウトする</a></p>""") : Markup.None)}
        <p><a href="/submit">もう一度サインインする</a></p>
        """), isSignedIn: false);

    private static Markup Entra(string to) =>
        Markup.Of($"""<p><a href="/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(to).Replace("%2F", "/", StringComparison.Ordinal)}">市のアカウントでサインインする</a></p>""");

    private static Markup Described(string? fault) => fault is null ? Markup.None
        : Markup.Of($""" aria-invalid="true" aria-describedby="credential-error" autofocus""");

    private static Markup Fault(string? fault) => fault is null ? Markup.None
        : Markup.Of($"""<span class="error" id="credential-error">{fault}</span>""");
}
