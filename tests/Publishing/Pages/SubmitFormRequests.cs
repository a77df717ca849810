using Microsoft.Playwright;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>What tests do with the form again and again.</summary>
internal static class SubmitFormRequests
{
    public const string Online = "online_procedures.online", Eligible = "online_procedures.eligible";

    /// <summary>The field of a name: ids have dots, which selectors give a meaning to.</summary>
    public static ILocator Field(this IPage page, string name) => page.Locator($"[id='{name}']");

    public static ILocator ErrorOf(this IPage page, string name) => page.Locator($"[id='{name}-error']");

    public static async Task EnterAsync(this IPage page, string online, string eligible)
    {
        await page.Field(Online).FillAsync(online);
        await page.Field(Eligible).FillAsync(eligible);
    }

    /// <summary>To the answers, or to what is wrong with them.</summary>
    public static Task CheckAnswersAsync(this IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "内容を確認する", Exact = true }).Last.ClickAndLoadAsync();

    /// <summary>The one button that hands in, and confirms what is far from other values.</summary>
    public static Task HandInAsync(this IPage page) => page.Locator("#answers button.main").ClickAndLoadAsync();

    /// <summary>To the answers and on to the receipt.</summary>
    public static async Task SubmitAsync(this IPage page)
    {
        await page.CheckAnswersAsync();
        await page.HandInAsync();
    }

    public static Task<string> HeadingAsync(this IPage page) => page.Locator("h1").InnerTextAsync();

    /// <summary>How many pixels the page is wider than the window.</summary>
    public static Task<int> TooWideAsync(this IPage page) =>
        page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
