using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>Why a submission of the API or of the page is not taken.</summary>
internal static class SubmissionMessages
{
    public static BilingualText TooManyFiles(int most) => new(
        $"ファイルは{most}つまでです。分けて提出してください。",
        $"At most {most} files; submit them in parts.");

    public static BilingualText FilesTooLarge { get; } = new(
        "ファイルの内容が多すぎます(読み取った文字で1 MiBまで)。分けて提出してください。",
        "The files hold too much (at most 1 MiB of text); submit them in parts.");

    public const string NoReceiptTitle = "受付票がありません";

    public const string NoReceipt = "この番号の受付票はありません。番号を確かめてください。";

    public const string UnreadableTitle = "読み取れません";

    public const string Unreadable = "送られた内容を読み取れませんでした。提出の画面からやり直してください。";

    public const string TooManyOnPage = "提出の回数が多すぎます。しばらくしてから、もう一度提出してください。";

    public const string OtherDepartmentTitle = "他の所属の提出です";

    public const string OtherDepartmentOnPage = "この認証情報では他の所属の提出はできません。";

    public const string ConfirmAnew = "値か、比べる値が変わりました。もう一度確かめてください。";

    public const string TooLargeOnPage = "1回の提出としては大きすぎます。いくつかに分けて提出してください。まだ提出されていません。";

    public const string NotSubmittedYet = "まだ提出されていません。";

    public const string AlreadySubmitted = "この画面からは、すでに提出されています。下の内容に訂正するときは、もう一度「内容を確認する」を押してください。";

    public static string FormChanged(string department, string month, string status) =>
        $"{department}の{month}分({status})の画面に変わりました。入力した内容はそのまま移しました。まだ提出されていません。";

    public static BilingualText SignInAndReopen { get; } = new("サインインが必要です。提出の画面を開き直してください。", "Sign in; open the form again.");

    public static BilingualText ReopenForm { get; } = new(
        "本文をフォームとして読めません。提出の画面を開き直してください。",
        "The body is not readable as a form; open the form again.");

    public static BilingualText TooManyChecks { get; } = new("確認の回数が多すぎます。しばらくしてからもう一度お試しください。", "Too many checks; try again in a while.");

    public static BilingualText OtherDepartment { get; } = new(
        "この認証情報では他の所属の提出はできません。自分の所属コードを確かめてください。",
        "This credential is for another department; check the department's code.");

    public static BilingualText NoSuchSubmission { get; } = new(
        "この番号の提出はありません。受付票の id を確かめてください。",
        "There is no submission of this id; check the id on the receipt.");

    public static BilingualText SubmissionOfAnotherDepartment { get; } = new("他の所属の提出は見られません。", "This is another department's submission.");

    public static BilingualText ReadersSubmitNothing { get; } = new(
        "閲覧だけの権限です。提出には所属の認証情報が必要です。",
        "You may read but not submit; submitting needs a department's credential.");

    public static BilingualText TooMany { get; } = new("提出の回数が多すぎます。しばらくしてからもう一度提出してください。", "Too many submissions; try again in a while.");

    public static BilingualText KeyTooLong { get; } = new(
        "Idempotency-Key は200文字までです。",
        "Idempotency-Key may have at most 200 characters.");

    public static BilingualText KeyUsed { get; } = new(
        "同じ番号(form と responseId、または Idempotency-Key)で別の内容がすでに提出されています。訂正のときは新しい番号で提出してください。",
        "This key (form and responseId, or Idempotency-Key) was used for other content. To correct, submit with a new one.");

    public static BilingualText TooLarge { get; } = new(
        "1回の提出としては大きすぎて保存できません(圧縮して約2.8 MBまで)。何も保存していません。いくつかに分けて提出してください。",
        "This is too large to be kept as one submission (about 2.8 MB compressed). Nothing was stored; submit it in parts.");

    public static BilingualText MonthsClosed(IReadOnlyList<ClosedMonth> closed)
    {
        var ja = string.Join("、", closed.Select(c => $"{JapaneseEra.Text(c.Month)}分({Since(c)}に締切り)"));
        var en = string.Join(", ", closed.Select(c => $"{c.Month} (since {Since(c)} in Japan)"));
        return new(
            $"{ja}は締め切られているため、受け付けていません。何も保存していません。提出や訂正が必要なときは、所属と年月を添えて管理者(担当課)に連絡し、月を開けてもらってから、もう一度提出してください。",
            $"Closed: {en}. Nothing was stored. To submit or correct, ask the administrator, naming the department and the month, to open "
                + $"it again; then submit once more.");

        static string Since(ClosedMonth c) => c.Since.ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    public const string SessionExpired = "サインインの有効時間が過ぎました。まだ何も提出されていません。";

    public const string ReadersTitle = "提出はできません";

    public const string ReadersOnPage = "閲覧だけの権限です。提出には所属の認証情報が必要です。";

    public const string NotAMonth = "年月として読めません。2021-06 や 令和3年6月 のように入力してください。";

    public const string ChooseDepartment = "提出する所属と年月を選んでください。";

    public const string UnknownDepartment = "この所属は登録されていません。所属コードか所属名を確かめてください。";

    /// <param name="count">How many errors there are.</param>
    /// <param name="shown">How many of them follow.</param>
    public static BilingualText Invalid(int count, int shown)
    {
        var (ja, en) = count > shown ? ($"(はじめの{shown}件を示します)", $" (the first {shown} are shown)") : ("", "");
        return new(
            $"提出内容に誤りが{count}件あります{ja}。何も保存していません。直してもう一度提出してください。",
            $"The submission has {count} error(s){en}. Nothing was stored; correct them and submit again.");
    }

    public static BilingualText FileFault(SubmissionError error) => new(
        $"{error.Pointer}: {error.Ja}何も保存していません。",
        $"{error.Pointer}: {error.En} Nothing was stored.");

    public static BilingualText Overtaken(int count) => new(
        $"basedOn のあとで、別の提出がありました({count}件)。何も保存していません。いまの値を確かめて、もう一度提出してください。",
        $"Something was submitted after basedOn ({count}). Nothing was stored; look at what holds now and submit again.");

    /// <param name="section">The section that is named.</param>
    /// <param name="month">The month, in words.</param>
    /// <param name="hasSuccessors">True where those to submit instead come after it.</param>
    /// <param name="instead">The sections of that month, or "".</param>
    public static string NotInThatMonth(string section, string month, bool hasSuccessors, string instead) =>
        $"{section}は{month}にはありません。"
            + (instead.Length > 0 ? $"その月は{(hasSuccessors ? "後継" : "前身")}の {instead} が提出します。" : "年月を確かめてください。");
}
