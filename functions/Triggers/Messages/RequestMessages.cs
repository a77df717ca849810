using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>What is wrong with a request as such: its body, its parameters, its address; and what the program could not do.</summary>
internal static class RequestMessages
{
    public static BilingualText BodyIncomplete { get; } = new(
        "本文が終わりまで届きませんでした(途切れたか、遅すぎました)。何も保存していません。もう一度送ってください。",
        "The body did not arrive to its end: it broke off or came too slowly. Nothing was stored; send it again.");

    public static BilingualText StorageUnavailable { get; } = new(
        "データの保存先に接続できません。しばらくしてからもう一度お試しください。同じ内容をもう一度送っても、二重に提出されることはありません。",
        "The storage cannot be reached. Try again in a while; what is sent again is never submitted twice.");

    public static BilingualText Internal(string number) => new(
        $"プログラムの内部で誤りが起きました。管理者に時刻と番号 {number} を伝えてください。",
        $"Something went wrong inside. Tell the administrator the time and the number {number}.");

    public static BilingualText NoFiscalYear { get; } = new(
        "fiscalYear に年度を西暦で指定してください(例 ?fiscalYear=2021)。",
        "Name the fiscal year, for example ?fiscalYear=2021.");

    public static BilingualText NoInstant { get; } = new(
        "asOf に日付を指定してください(例 asOf=2022-02-01)。",
        "asOf must be a date, for example asOf=2022-02-01.");

    public static BilingualText UnsupportedType { get; } = new(
        "application/json、application/x-www-form-urlencoded、multipart/form-data のどれかで送ってください。",
        "Send application/json, application/x-www-form-urlencoded or multipart/form-data.");

    public static BilingualText UnreadableBody { get; } = new("本文を読めません。", "The body is not readable.");

    public static BilingualText CharsetUnknown { get; } = new(
        "文字コードはUTF-8だけを受け付けます。UTF-8で送り直し、charset は utf-8 にするか省いてください。",
        "Only UTF-8 is taken. Send the body as UTF-8, with charset=utf-8 or none.");

    public static BilingualText NotJson { get; } = new(
        "本文をJSONとして読めません。文字コードはUTF-8、全体は { } で囲み、同じ項目名は1回だけにしてください。",
        "The body is not readable as JSON: UTF-8, one object, each name once.");

    public static BilingualText NotAForm(int fields, int name) => new(
        $"区切り(boundary)と項目の形を確かめてください。項目は{fields}個、項目名は{name}文字までです。",
        $"Check the boundary and the shape of the fields; at most {fields} fields, with names of at most {name} characters.");

    public static BilingualText NotReadableAsJson { get; } = new("本文をJSONとして読めません。", "The body is not readable as JSON.");

    public static BilingualText NoSuchAddress { get; } = new(
        "このアドレスには何もありません。アドレスを確かめるか、指標の画面からたどってください。",
        "There is nothing at this address; check it, or start from the page of indicators.");

    public static BilingualText MethodNotAllowed { get; } = new(
        "このアドレスでは、この操作はできません。提出の画面か、指標の画面からやり直してください。",
        "This cannot be done at this address; start again from the form, or from the page of indicators.");

    public static BilingualText NameTheMonth { get; } = new(
        "month に年月を指定してください(例 month=2021-06)。",
        "Name the month, for example month=2021-06.");

    /// <summary>What cannot be read, and the first place at which it cannot.</summary>
    public static BilingualText Unreadable(BilingualText what, SubmissionError first) =>
        new($"{what.Ja}{first.Ja}何も保存していません。", $"{what.En} {first.En} Nothing was stored.");

    public static BilingualText UnreadableForm { get; } = new("本文をフォームとして読めません。", "The body is not readable as a form.");

    /// <param name="most">The most that a form may have, in bytes.</param>
    public static BilingualText FormTooLarge(int most) => new(
        $"入力した内容が大きすぎます({most / 1024 / 1024} MiB まで)。何も保存していません。"
            + "ブラウザーの「戻る」で画面に戻り、内容を減らすか、いくつかに分けて送ってください。数字が多いときは「ファイルで提出」を使ってください。",
        $"What was entered is too large (at most {most / 1024 / 1024} MiB); nothing was stored. Go back in the browser and send less, or send it "
            + "in parts; for many figures hand in a file.");

    /// <param name="most">The most that a body may have, in bytes.</param>
    public static BilingualText BodyTooLarge(int most) => new(
        $"{most / 1024 / 1024} MiB を超えています。分けて提出してください。",
        $"The body is larger than {most / 1024 / 1024} MiB; submit it in parts.");
}
