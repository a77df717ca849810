using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Intake.Review;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// The administrator's pages in every state, with nothing to do and with something of each kind, before and after each act, in both
/// languages: what <see cref="PageInspector"/> looks for.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class AdminAccessibilityTests
{
    private static readonly string[] Parts =
        ["", "/completeness", "/drops", "/credentials", "/mails", "/poison", "/months", "/acts", "/reference", "/report"];

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Every_state_is_without_barriers(int width)
    {
        await using var app = await HeldValueCalls.NewAppAsync();
        var page = await (await Chromium.NewContextAsync(app.Client.BaseAddress!, width: width)).NewPageAsync();
        await page.GotoAsync("/admin");
        await LookAsync("sign-in");
        await SignInAsync("sty_0123456789abcdef_wrong");
        await LookAsync("sign-in-refused");
        await SignInAsync(await DepartmentAsync(app));
        await LookAsync("not-allowed");
        await page.GotoAsync("/submit");
        await page.ClickAndLoadAsync("text=サインアウト");
        await page.GotoAsync("/admin");
        await SignInAsync(RunningApp.Bootstrap);
        await LookAtPartsAsync("empty", "ja");

        await FillAsync(app);
        await LookAtPartsAsync("full", "ja");
        await LookAtPartsAsync("full", "en");
        await page.GotoAsync("/admin/completeness?fiscalYear=2021&show=all");
        await LookAsync("completeness-all");
        await page.GotoAsync("/");
        await LookAsync("root");
        await page.GotoAsync("/confirm");
        await LookAsync("confirm");
        await page.GotoAsync("/submit?department=0213&month=2021-06");
        await LookAsync("form-of-a-section");
        await page.GotoAsync("/submit/history?department=0213&fiscalYear=2021");
        await LookAsync("history-of-a-section");

        await page.GotoAsync("/admin/months");
        await page.FillAsync("#reason", "報告書");
        await page.ClickAndLoadAsync("button[value=close]");
        await LookAsync("closed");
        await page.FillAsync("#reason", "もう一度");
        await page.ClickAndLoadAsync("button[value=close]");
        await LookAsync("closed-already");
        await page.GotoAsync("/admin/credentials");
        await page.ClickAndLoadAsync("button[value=issue]");
        await LookAsync("credential-refused");
        await page.FillAsync("#department", "0213");
        await page.ClickAndLoadAsync("button[value=issue]");
        await Assertions.Expect(page.Locator("#token")).ToBeVisibleAsync();
        await LookAsync("credential-issued");
        await page.Locator("button[value=revoke]").First.ClickAndLoadAsync();
        await LookAsync("credential-revoked");
        await page.GotoAsync("/admin/mails");
        await page.Locator("button[value=dismiss]").First.ClickAndLoadAsync();
        await LookAsync("mail-dismissed");
        await page.GotoAsync("/admin/poison");
        await page.ClickAndLoadAsync("button[value=resend]");
        await LookAsync("sent-back");
        await page.GotoAsync("/admin/acts?kind=credentials");
        await LookAsync("acts-of-a-kind");

        // What is refused, on pages that all addresses share.
        await page.GotoAsync("/nonsense");
        await LookAsync("not-found");
        await page.GotoAsync("/submit/check");
        await LookAsync("not-allowed-here");
        await page.GotoAsync("/admin/months");
        await page.EvaluateAsync("() => { const reason = document.querySelector('#reason'); reason.removeAttribute('maxlength');"
            + " reason.value = 'あ'.repeat(400000); }");
        await page.ClickAndLoadAsync("button[value=close]");
        await LookAsync("too-large");

        async Task SignInAsync(string credential)
        {
            await page.FillAsync("#credential", credential);
            await page.ClickAndLoadAsync("form.signin button");
        }

        async Task LookAtPartsAsync(string state, string language)
        {
            foreach (var part in Parts)
            {
                await page.GotoAsync($"/admin{part}?fiscalYear=2021&lang={language}");
                await LookAsync($"{(part.Length > 0 ? part[1..] : "overview")}-{state}-{language}");
            }
        }

        Task LookAsync(string state) => PageInspector.InspectAsync(page, $"admin-{state}");
    }

    private static async Task<string> DepartmentAsync(RunningApp app)
    {
        using var issued = await app.Client.PostAsJsonAsync("api/credentials", new { role = "department", department = "0213" });
        return (await issued.JsonAsync())["token"]!.GetValue<string>();
    }

    /// <summary>Something of each kind that waits for an administrator.</summary>
    private static async Task FillAsync(RunningApp app)
    {
        foreach (var (month, online) in new[] { ("2020-06", 12), ("2021-06", 900) })
        {
            await app.AcceptedAsync(HeldValueCalls.Online(month, online, 930));
        }

        await HeldValueCalls.DropAsync(app, "e-approval/refused.csv", "年月,所属コード\n2021-06,0213\n", "PullEApproval");
        await HeldValueCalls.DropAsync(app, "e-approval/held.csv",
            TestDrop.Text("年月,所属コード,所属名,起案件数,電子決裁件数", "2021-06,0213,,20,10", "2021-06,9999,,20,10"), "PullEApproval");
        var outbox = app.Services.GetRequiredService<Outbox>();
        foreach (var (state, stage) in new[] { (MailState.Unknown, 1), (MailState.Failed, 2) })
        {
            await outbox.AddAsync(OutboxMail.Planned(new MailKey(new FiscalMonth(2021, 3), 10, "0213", stage), DateTimeOffset.UtcNow)
                with
            { State = state, Reason = "503" }, default);
        }

        await app.WaitUntilComputedAsync();
        await app.Queue(QueueNames.RecomputePoison).SendMessageAsync("nonsense");
    }
}
