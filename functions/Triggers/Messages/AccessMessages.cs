using SmartToyonaka.Domain;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>Who may not call what: sign-in, roles, other departments' figures.</summary>
internal static class AccessMessages
{
    public static BilingualText NoAccessRule { get; } = new(
        "この機能はだれにも許可されていません。管理者に伝えてください。",
        "Nobody is allowed to call this; tell the administrator.");

    public static BilingualText AdministratorsOnly { get; } = new("管理者の認証情報が必要です。", "This needs an administrator's credential.");

    public static BilingualText ReadersOnly { get; } = new(
        "全所属を閲覧できる認証情報が必要です。",
        "This needs a credential that may read every department's.");

    public static BilingualText TooManyWrongCredentials { get; } = new(
        "誤った認証情報が続いたため、しばらく受け付けません。認証情報を確かめ、Retry-After の秒数が過ぎてからもう一度送ってください。",
        "Too many wrong credentials came from there. Check the credential and send it again after the seconds of Retry-After.");

    public static BilingualText Unauthenticated { get; } = new(
        "有効な認証情報がありません。Authorization: Bearer か X-Toyonaka-Credential に発行された認証情報を付けてください。期限切れのときは管理者に再発行を依頼してください。",
        "There is no valid credential. Send the one you were issued as 'Authorization: Bearer' or 'X-Toyonaka-Credential'; if it "
            + "has expired, ask the administrator for another.");

    public static BilingualText FromAnotherSite { get; } = new(
        "他のサイトのページから送られた操作は受け付けません。",
        "This was sent by a page of another site and is not taken.");

    public static BilingualText DepartmentOfPersonUnknown { get; } = new(
        "サインインした人の所属が登録簿にありません。管理者に、Entra ID の所属(department)を確かめてもらってください。",
        "The department of the person signed in is not in the register; ask the administrator to check it in Entra ID.");

    public static BilingualText NoRole { get; } = new(
        "サインインした人にこのアプリの役割(Submitter、Reader、Administrator)がありません。管理者に相談してください。",
        "The person signed in has no role in this app (Submitter, Reader, Administrator); ask the administrator.");

    public static BilingualText SignInTitle { get; } = new("サインインが必要です", "Please sign in");

    public static BilingualText SignInForDepartments { get; } = new(
        "所属ごとの数字は、所属か閲覧者の認証情報で見られます。",
        "A department's or reader's credential shows the departments' figures.");

    public static BilingualText NotAllowedTitle { get; } = new("見られません", "Not allowed");

    public static BilingualText FiguresOfAnotherDepartment { get; } = new("他の所属の数字は見られません。", "These are another department's figures.");

    public static BilingualText AdministratorsPageTitle { get; } = new("管理者だけの画面です", "For administrators only");

    public static BilingualText AdministratorsPage { get; } = new("管理者の認証情報でサインインしてください。", "Sign in with an administrator's credential.");

    public static BilingualText FigureOfAnotherDepartment { get; } = new("他の所属の数字は見られません。", "This is another department's figure.");

    public static BilingualText HistoryOfAnotherDepartment { get; } = new("他の所属の履歴は見られません。", "This is another department's history.");

    public static BilingualText WaitAMinute { get; } = new(
        "誤った認証情報が続いたため、しばらく受け付けません。1分ほど待ってから、もう一度入力してください。",
        "Too many wrong credentials. Wait about a minute, then enter it once more.");

    public static BilingualText CredentialNotUsable { get; } = new(
        "この認証情報は使えません。入力を確かめてください。期限切れのときは、管理者に再発行を依頼してください。",
        "This credential cannot be used. Check what you entered; if it has expired, ask the administrator for a new one.");
}
