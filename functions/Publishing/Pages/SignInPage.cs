using SmartToyonaka.Domain;
using SmartToyonaka.Publishing.Pages.Provenances;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>Asks for the department's credential.</summary>
public static class SignInPage
{
    private static readonly BilingualText Title = new("サインイン", "Sign in");

    /// <summary>The page.</summary>
    /// <param name="r">Who reads it, and at which address.</param>
    /// <param name="fault">What was wrong with the last try; null at first.</param>
    /// <param name="offersEntra">Whether people can sign in with Microsoft Entra ID here.</param>
    /// <param name="to">Where to go afterwards: a page of ours, or where what is kept is sent.</param>
    /// <param name="kept">The fields of the form that was sent when the session had ended; null where none was.</param>
    public static Markup Of(PageViewer r, BilingualText? fault, bool offersEntra, string to = "/submit",
        IReadOnlyDictionary<string, string>? kept = null)
    {
        var title = fault is null ? r.Of(Title) : r.Of("エラー: ", "Error: ") + r.Of(Title);
        to = to.Contains("lang=", StringComparison.Ordinal) ? to : r.To(to);
        var content = Markup.Of($"""
            <h1>{r.Of(Title)}</h1>
            {(kept is null ? Markup.None : Markup.Of($"""<p class="notice">{r.Of("入力した内容はこの画面に残っています。サインインすると、続きから進みます。", "What you typed is kept in this page; sign in to go on from there.")}</p>"""))}
            <p>{r.Of("所属に発行された認証情報を入力してください。分からないときは管理者に問い合わせてください。", "Enter the credential that your section was given. Ask the administrator if you do not know it.")}</p>
            <form method="post" action="{(kept is null ? r.To("/submit/signin") : to)}" class="signin" id="signin">
            <p class="field"><label for="credential">{r.Of("認証情報", "Credential")}</label>
            <input id="credential" name="credential" type="password" autocomplete="current-password" required maxlength="500"{Described(fault)}>
            {Fault(r, fault)}</p>
            {(kept is null ? Markup.Of($"""<input type="hidden" name="to" value="{to}">""") : Kept(kept))}
            <p><button>{(kept is null ? r.Of(Title) : r.Of("サインインして続ける", "Sign in and go on"))}</button></p>
            {(offersEntra && kept is not null ? EntraBeside(r) : Markup.None)}
            </form>
            {(offersEntra && kept is null ? Entra(r, to) : Markup.None)}
            {(kept is null ? Markup.Of($"""<p><a href="{r.To(HelpPage.Path)}">{r.Of("数字の出し方", "How to hand in figures")}</a></p>""") : Markup.None)}
            """);

        return kept is null ? PageLayout.Page(r, title, content) : PageLayout.Page(r, title, new SentForm("signin", "", ""), content);
    }

    /// <summary>After signing out. Who signed in with Microsoft Entra ID leaves that by App Service itself.</summary>
    /// <param name="r">Who reads it.</param>
    /// <param name="offersEntra">Whether people can sign in with Microsoft Entra ID here.</param>
    /// <param name="draftOwner">Whose drafts the browser drops; <c>""</c> for nobody's.</param>
    public static Markup Left(PageViewer r, bool offersEntra, string draftOwner) => PageLayout.Page(
        r, r.Of("サインアウト", "Signed out"), Markup.Of($"""
        <h1 data-drop-drafts="{draftOwner}">{r.Of("サインアウトしました", "You have signed out")}</h1>
        {(offersEntra ? Markup.Of($"""<p><a href="/.auth/logout">{r.Of("市のアカウントからもサインアウトする", "Sign out of the city's account, too")}</a></p>""") : Markup.None)}
        <p><a href="{r.To("/submit")}">{r.Of("もう一度サインインする", "Sign in once more")}</a></p>
        """));

    private static Markup Entra(PageViewer r, string to) => Markup.Of(
        $"""<p><a href="/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(to).Replace("%2F", "/", StringComparison.Ordinal)}">{r.Of("市のアカウントでサインインする", "Sign in with the city's account")}</a></p>""");

    private static Markup Kept(IReadOnlyDictionary<string, string> fields) =>
        Markup.Join(fields.Select(f => Markup.Of($"""<input type="hidden" name="{f.Key}" value="{f.Value}">""")));

    // The way over the city's accounts would lose what is kept, so it is taken in a tab of its own.
    private static Markup EntraBeside(PageViewer r)
    {
        var (link, button) = (Markup.Of($"""<a href="/.auth/login/aad?post_login_redirect_uri=/submit" target="_blank" rel="noopener">{r.Of("新しいタブでサインイン", "sign in in a new tab")}</a>"""),
            Markup.Of($"""<button class="second" formnovalidate>{r.Of("サインインしたので続ける", "I have signed in: go on")}</button>"""));
        return r.English ? Markup.Of($"<p>With the city's account, {link}, then come back here. {button}</p>")
            : Markup.Of($"<p>市のアカウントのときは、{link}してから、ここに戻ります。{button}</p>");
    }

    private static Markup Described(BilingualText? fault) => fault is null ? Markup.None
        : Markup.Of($""" aria-invalid="true" aria-describedby="credential-error" autofocus""");

    private static Markup Fault(PageViewer r, BilingualText? fault) => fault is null ? Markup.None
        : Markup.Of($"""<span class="error" id="credential-error">{r.Of(fault)}</span>""");
}
