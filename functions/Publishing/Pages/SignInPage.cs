namespace SmartToyonaka.Publishing.Pages;

/// <summary>Asks for the department's credential.</summary>
public static class SignInPage
{
    /// <summary>The page.</summary>
    /// <param name="fault">What was wrong with the last try; null at first.</param>
    /// <param name="offersEntra">Whether people can sign in with Microsoft Entra ID here.</param>
    /// <param name="to">Where to go afterwards: a page of ours, or where what is kept is sent.</param>
    /// <param name="kept">The fields of the form that was sent when the session had ended; null where none was.</param>
    public static Markup Of(string? fault, bool offersEntra, string to = "/submit", IReadOnlyDictionary<string, string>? kept = null) =>
        PageLayout.Page(fault is null ? "サインイン" : "エラー: サインイン", Markup.Of($"""
        <h1>サインイン</h1>
        {(kept is null ? Markup.None : Markup.Of($"""<p class="notice">入力した内容はこの画面に残っています。サインインすると、続きから進みます。</p>"""))}
        <p>所属に発行された認証情報を入力してください。分からないときは管理者に問い合わせてください。</p>
        <form method="post" action="{(kept is null ? "/submit/signin" : to)}" class="signin">
        <p class="field"><label for="credential">認証情報</label>
        <input id="credential" name="credential" type="password" autocomplete="current-password" required maxlength="500"{Described(fault)}>
        {Fault(fault)}</p>
        {(kept is null ? Markup.Of($"""<input type="hidden" name="to" value="{to}">""") : Kept(kept))}
        <p><button>{(kept is null ? "サインイン" : "サインインして続ける")}</button></p>
        {(offersEntra && kept is not null ? EntraBeside() : Markup.None)}
        </form>
        {(offersEntra && kept is null ? Entra(to) : Markup.None)}
        """), isSignedIn: false);

    /// <summary>After signing out. Who signed in with Microsoft Entra ID leaves that by App Service itself.</summary>
    /// <param name="offersEntra">Whether people can sign in with Microsoft Entra ID here.</param>
    /// <param name="draftOwner">Whose drafts the browser drops; <c>""</c> for nobody's.</param>
    public static Markup Left(bool offersEntra, string draftOwner) => PageLayout.Page("サインアウト", Markup.Of($"""
        <h1 data-drop-drafts="{draftOwner}">サインアウトしました</h1>
        {(offersEntra ? Markup.Of($"""<p><a href="/.auth/logout">市のアカウントからもサインアウトする</a></p>""") : Markup.None)}
        <p><a href="/submit">もう一度サインインする</a></p>
        """), isSignedIn: false);

    private static Markup Entra(string to) =>
        Markup.Of($"""<p><a href="/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(to).Replace("%2F", "/", StringComparison.Ordinal)}">市のアカウントでサインインする</a></p>""");

    private static Markup Kept(IReadOnlyDictionary<string, string> fields) =>
        Markup.Join(fields.Select(f => Markup.Of($"""<input type="hidden" name="{f.Key}" value="{f.Value}">""")));

    // The way over the city's accounts would lose what is kept, so it is taken in a tab of its own.
    private static Markup EntraBeside() => Markup.Of($"""
        <p>市のアカウントのときは、<a href="/.auth/login/aad?post_login_redirect_uri=/submit" target="_blank" rel="noopener">新しいタブでサインイン</a>してから、ここに戻ります。
        <button class="second" formnovalidate>サインインしたので続ける</button></p>
        """);

    private static Markup Described(string? fault) => fault is null ? Markup.None
        : Markup.Of($""" aria-invalid="true" aria-describedby="credential-error" autofocus""");

    private static Markup Fault(string? fault) => fault is null ? Markup.None
        : Markup.Of($"""<span class="error" id="credential-error">{fault}</span>""");
}
