using Microsoft.Playwright;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// Clicks after which the page is whole. A click alone waits until the next document begins: what is counted or read at once may be in
/// a part of it that has not come yet.
/// </summary>
internal static class PageClicks
{
    /// <summary>Clicks, and waits until the page that it leads to, if any, is loaded.</summary>
    public static async Task ClickAndLoadAsync(this ILocator what)
    {
        await what.ClickAsync();
        await what.Page.WaitUntilLoadedAsync();
    }

    /// <summary>As <see cref="ClickAndLoadAsync(ILocator)"/>, on what a selector finds.</summary>
    public static Task ClickAndLoadAsync(this IPage page, string selector) => page.Locator(selector).ClickAndLoadAsync();

    /// <summary>
    /// Waits until the page is whole. The browser is asked for the document's state: Playwright's own wait for a state goes by events, and
    /// misses one that comes while it begins to wait.
    /// </summary>
    public static Task WaitUntilLoadedAsync(this IPage page) =>
        Assertions.Expect(page.Locator(":root")).ToHaveJSPropertyAsync("ownerDocument.readyState", "complete");
}
