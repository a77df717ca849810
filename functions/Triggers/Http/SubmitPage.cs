using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>What the functions of the page have in common: who looks, and at which department's form.</summary>
internal static class SubmitPage
{
    /// <summary>The caller who may hand in something, or the page that says why not.</summary>
    public static async Task<(Caller? Caller, IResult? Refusal)> CallerAsync(HttpRequest request, PageSession session,
        CancellationToken cancel)
    {
        if (await session.FindAsync(request, cancel) is not { } caller)
        {
            // Who opens the page is asked to sign in; who sends a form has lost the session since.
            return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                ? (null, Html.Answer(request, SignInPage.Of(null, session.OffersEntra)))
                : (null, Html.Answer(request, SignInPage.Of("サインインの有効時間が過ぎていて、まだ提出されていません。別のタブでサインインしてからこの画面を再読み込みすると、入力した内容が送られます。",
                    session.OffersEntra), StatusCodes.Status401Unauthorized));
        }

        return caller.MaySubmit ? (caller, null) : (null, Html.Answer(request, PageLayout.Message(
            "提出はできません", "閲覧だけの権限です。提出には所属の認証情報が必要です。", isSignedIn: true), StatusCodes.Status403Forbidden));
    }

    /// <summary>The form that is asked for, or the page that says why there is none.</summary>
    public static async Task<(SubmitForm? Form, IResult? Refusal)> FormAsync(
        HttpRequest request, Caller caller, string department, string monthText, FigureStatus status, SubmitFormReader reader,
            ReferenceData reference, CancellationToken cancel)
    {
        var reading = MonthText.Parse(monthText);
        var month = monthText.Length == 0 || reading.Fault != MonthParseError.None ? reader.LastMonth : reading.Month;
        var asked = caller.IsAdministrator ? department : caller.Department;
        if (monthText.Length > 0 && reading.Fault != MonthParseError.None)
        {
            return (null, Elsewhere("年月として読めません。2021-06 や 令和3年6月 のように入力してください。"));
        }

        if (asked.Length is 0 or > 200)
        {
            return (null, Elsewhere("提出する所属と年月を選んでください。"));
        }

        var found = (await reference.GetAsync(cancel)).Register.Find(asked, month);
        if (found.Match == SectionMatch.Found)
        {
            return (await reader.ReadAsync(found.Section!, month, status, caller.IsAdministrator, cancel), null);
        }

        var instead = string.Join("、", found.Instead.Select(s => $"{s.Code} {s.Name}"));
        return (null, Elsewhere(found.Match == SectionMatch.NotInThatMonth
            ? $"{found.Section!.Name}は{JapaneseEra.Text(month)}にはありません。"
                + (instead.Length > 0 ? $"その月は{(found.Successors.Count > 0 ? "後継" : "前身")}の {instead} が提出します。" : "年月を確かめてください。")
            : "この所属は登録されていません。所属コードか所属名を確かめてください。"));

        IResult Elsewhere(string text) => Html.Answer(request, SubmitFormPage.Elsewhere(text, month, asked, caller.IsAdministrator));
    }

    /// <summary>A key that no other form has.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
