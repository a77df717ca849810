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

    public static BilingualText NoReceiptTitle { get; } = new("受付票がありません", "No such receipt");

    public static BilingualText NoReceipt { get; } = new(
        "この番号の受付票はありません。番号を確かめてください。",
        "There is no receipt of this number; check the number.");

    public static BilingualText UnreadableTitle { get; } = new("読み取れません", "Not readable");

    public static BilingualText Unreadable { get; } = new(
        "送られた内容を読み取れませんでした。提出の画面からやり直してください。",
        "What was sent could not be read. Start again from the form.");

    public static BilingualText TooManyOnPage { get; } = new(
        "提出の回数が多すぎます。しばらくしてから、もう一度提出してください。",
        "Too many submissions; hand in once more in a while.");

    public static BilingualText OtherDepartmentTitle { get; } = new("他の所属の提出です", "Another section");

    public static BilingualText OtherDepartmentOnPage { get; } = new(
        "この認証情報では他の所属の提出はできません。",
        "This credential is for another section.");

    public static BilingualText ConfirmAnew { get; } = new(
        "値か、比べる値が変わりました。もう一度確かめてください。",
        "A value has changed, or the one it is compared with. Check once more.");

    public static BilingualText TooLargeOnPage { get; } = new(
        "1回の提出としては大きすぎます。いくつかに分けて提出してください。まだ提出されていません。",
        "This is too large for one submission; hand it in in parts. Nothing is handed in yet.");

    /// <summary>After why something could not be handed in.</summary>
    public static BilingualText NotSubmittedYet(BilingualText why) => new(
        why.Ja + "まだ提出されていません。",
        why.En + " Nothing is handed in yet.");

    public static BilingualText AlreadySubmitted { get; } = new(
        "この画面からは、すでに提出されています。下の内容に訂正するときは、もう一度「内容を確認する」を押してください。",
        "This form was handed in before. To correct that with what follows, press “Check your answers” once more.");

    public static BilingualText FormChanged(string department, FiscalMonth month, bool isPlanned) => new(
        $"{department}の{JapaneseEra.Text(month)}分({(isPlanned ? "予定" : "実績")})の画面に変わりました。入力した内容はそのまま移しました。まだ提出されていません。",
        $"This is now the form of {department}, {month} ({(isPlanned ? "planned" : "actual")}). What you typed came along. Nothing is handed in yet.");

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

    public static BilingualText SessionExpired { get; } = new(
        "サインインの有効時間が過ぎました。まだ何も提出されていません。",
        "The session has ended. Nothing is handed in yet.");

    public static BilingualText ReadersTitle { get; } = new("提出はできません", "You cannot hand in");

    public static BilingualText ReadersOnPage { get; } = new(
        "閲覧だけの権限です。提出には所属の認証情報が必要です。",
        "You may read but not hand in; that needs a credential of a section.");

    public static BilingualText NotAMonth { get; } = new(
        "年月として読めません。2021-06 や 令和3年6月 のように入力してください。",
        "This is not a month. Enter one like 2021-06 or “令和3年6月”.");

    public static BilingualText ChooseDepartment { get; } = new("提出する所属と年月を選んでください。", "Choose a section and a month.");

    public static BilingualText UnknownDepartment { get; } = new(
        "この所属は登録されていません。所属コードか所属名を確かめてください。",
        "There is no such section; check its code or name.");

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
    /// <param name="month">The month.</param>
    /// <param name="hasSuccessors">True where those to submit instead come after it.</param>
    /// <param name="instead">The sections of that month, or "".</param>
    public static BilingualText NotInThatMonth(string section, FiscalMonth month, bool hasSuccessors, string instead) => new(
        $"{section}は{JapaneseEra.Text(month)}にはありません。"
            + (instead.Length > 0 ? $"その月は{(hasSuccessors ? "後継" : "前身")}の {instead} が提出します。" : "年月を確かめてください。"),
        $"{section} does not exist in {month}. "
            + (instead.Length > 0 ? $"In that month its {(hasSuccessors ? "successor" : "predecessor")} hands in: {instead}." : "Check the month."));
}
