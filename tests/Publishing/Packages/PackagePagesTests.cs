using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmartToyonaka.Publishing.Packages;
using SmartToyonaka.Tests.Publishing.Pages;
using SmartToyonaka.Tests.Sample;

namespace SmartToyonaka.Tests.Publishing.Packages;

/// <summary>The pages of the sample's package in a real browser, which opens them from the folder: no server is there.</summary>
[Collection(SampleRun.Collection)]
public sealed class PackagePagesTests(SampleRun sample) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("package-pages-");

    public void Dispose() => folder.Delete(recursive: true);

    [BrowserFact]
    public async Task Every_page_in_both_languages_has_no_barrier_and_fits_on_screens_and_on_paper()
    {
        var site = new Uri(await UnpackAsync() + Path.DirectorySeparatorChar);
        foreach (var width in new[] { 390, 1280 })
        {
            await using var window = await Chromium.NewContextAsync(site, width: width);
            var page = await window.NewPageAsync();
            foreach (var name in new[] { "index.html", "index.en.html", "reports/2021.html", "reports/2021.en.html" })
            {
                await page.GotoAsync(new Uri(site, name).ToString());
                await PageInspector.InspectAsync(page, $"package {name.Replace('/', '-')}");
            }
        }

        foreach (var file in Directory.GetFiles(site.LocalPath, "*.html", SearchOption.AllDirectories))
        {
            Assert.Empty(HtmlValidator.Missing is null ? await HtmlValidator.FindingsAsync(await File.ReadAllBytesAsync(file)) : []);
        }
    }

    [BrowserFact]
    public async Task From_the_start_page_a_report_in_the_readers_language_is_one_click_and_the_other_language_one_more()
    {
        var site = new Uri(await UnpackAsync() + Path.DirectorySeparatorChar);
        await using var window = await Chromium.NewContextAsync(site, javaScript: false);
        var page = await window.NewPageAsync();
        await page.GotoAsync(new Uri(site, "index.en.html").ToString());

        await page.GetByRole(AriaRole.Row, new() { Name = "FY2021" })
            .GetByRole(AriaRole.Link, new() { Name = "Page", Exact = true }).ClickAndLoadAsync();
        Assert.Equal("en Progress in FY2021", await SaysAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "日本語" }).ClickAndLoadAsync();
        Assert.StartsWith("ja ", await SaysAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "公表する表と年次報告書" }).ClickAndLoadAsync();
        Assert.Equal("公表する表と年次報告書", await page.TitleAsync());

        async Task<string> SaysAsync() =>
            $"{await page.Locator("html").GetAttributeAsync("lang")} {await page.Locator("p.subtitle").TextContentAsync()}";
    }

    private async Task<string> UnpackAsync()
    {
        using var key = PackageKey.Create(Path.Combine(folder.FullName, "private.pem"), Path.Combine(folder.FullName, "public.pem"), null);
        await using var services = PackageFixture.Services(sample.Storage);
        var package = Path.Combine(folder.FullName, "package.zip");
        await services.GetRequiredService<PackageWriter>().WriteAsync(package, key, new Progress<string>(), CancellationToken.None);
        var unpacked = Path.Combine(folder.FullName, "unpacked");
        await ZipFile.ExtractToDirectoryAsync(package, unpacked);
        return unpacked;
    }
}
