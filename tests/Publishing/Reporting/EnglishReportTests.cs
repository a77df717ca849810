using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>The annual report of the sample in English: all that is not the city's own words, and what stays in Japanese.</summary>
[Collection(SampleApp.Collection)]
public sealed partial class EnglishReportTests(SampleApp sample)
{
    [Theory]
    [InlineData("api/reports/2021")]
    [InlineData("api/reports/2020-2022")]
    public async Task Nothing_on_it_is_in_japanese_but_what_is_marked_as_such_and_its_links_keep_the_language(string address)
    {
        using var answer = await sample.App.Client.GetAsync(address + "?lang=en");
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(["en"], answer.Content.Headers.ContentLanguage);
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("[\u3041-\u30ff\u4e00-\u9fff]", Marked().Replace(html[html.IndexOf("</style>", StringComparison.Ordinal)..], ""));

        // That is the city's texts and what sections handed in; what the program says itself is not among it.
        var written = Written();
        Assert.DoesNotContain(Marked().Matches(html).Select(m => WebUtility.HtmlDecode(Tags().Replace(m.Value, ""))).SelectMany(t =>
            t.Replace(" and others", "", StringComparison.Ordinal).Split('、', '　')).Select(t => t.Trim()).Distinct(),
            t => t != "日本語" && !char.IsAsciiDigit(t[0]) && !written.Contains(t, StringComparison.Ordinal));
        Assert.Contains("shown as they were written, in Japanese", html, StringComparison.Ordinal);

        // Its links keep the language, but for one, which leads to the other.
        Assert.All(Links().Matches(html).Select(m => m.Groups[1].Value).Where(a => !a.Contains("format=docx", StringComparison.Ordinal)
            && !a.Contains("format=json", StringComparison.Ordinal) && !a.StartsWith("/assets/", StringComparison.Ordinal)), a =>
                Assert.Contains("lang=", a, StringComparison.Ordinal));
        Assert.Contains($"href=\"/{address}?format=html&amp;lang=ja\" hreflang=\"ja\" lang=\"ja\">日本語</a>", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/{address}?format=html&amp;lang=en\" hreflang=\"en\" lang=\"en\">English</a>",
            await sample.App.Client.GetStringAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_sentences_and_notes_are_in_english()
    {
        var words = Words(await sample.App.Client.GetStringAsync("api/reports/2021?lang=en"));
        Assert.All((string[])
        [
            "Smart Toyonaka Project",
            "(1) Better services for citizens",
            "• Online applications: 100% of procedures",
            "(actual 27.4% (2021-10-01), target not met, planned (2022-04-01))",
            "(28 procedures (2020-04) ⇒ 189 procedures (2021-04) ⇒ 472 procedures (planned for 2022-04))",
            "30 projects or more carried out",
            "FY2021 (8 companies)",
            "Agreements on disasters are not among them.",
            "FY2021 projects being considered (3 projects)",
            "• being coordinated (",
            ", not counted towards the target)",
            "Overtime: 5% less (against FY2019)",
            "FY2021 (2021-04 to 2022-01): 17.8% less",
            "FY2021 (2021-04 to 2022-01): 11.8% more",
            "Later months cannot be computed: Figures of some sections are missing.",
            "Without the medical departments of the Municipal Hospital.",
        ], text => Assert.Contains(text, words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_gets_its_language_a_file_and_a_program_get_japanese()
    {
        using var english = await AskAsync("api/reports/2021");
        using var japanese = await AskAsync("api/reports/2021?lang=ja");
        Assert.Equal("en ja", $"{english.Content.Headers.ContentLanguage.Single()} {japanese.Content.Headers.ContentLanguage.Single()}");
        Assert.Contains("Accept-Language", english.Headers.Vary);
        Assert.NotEqual(english.Headers.ETag, japanese.Headers.ETag);

        using var again = await AskAsync("api/reports/2021", english.Headers.ETag);
        using var other = await AskAsync("api/reports/2021?lang=ja", english.Headers.ETag);
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (again.StatusCode, other.StatusCode));
        foreach (var file in new[] { "format=json", "format=docx", "table=ai&format=csv" })
        {
            using var answer = await AskAsync($"api/reports/2021?{file}");
            Assert.Equal(await sample.App.Client.GetByteArrayAsync($"api/reports/2021?{file}"), await answer.Content.ReadAsByteArrayAsync());
        }

        Assert.StartsWith("Planned,Done,Next", await sample.App.Client.GetStringAsync("api/reports/2021?table=ai&format=csv&lang=en"),
            StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> AskAsync(string address, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Language", "en-GB,en;q=0.9");
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return await sample.App.Client.SendAsync(request);
    }

    private static string Written() => Regex.Unescape(string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "submissions"), "*.json")
            .Append(Path.Combine(Repository.Root, "functions", "Publishing", "Reporting", "texts", "2021.json"))
            .Append(Path.Combine(Repository.Root, "functions", "Domain", "Organisation", "departments.csv")).Select(File.ReadAllText)));

    private static string Words(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(html, ""), " "));

    [GeneratedRegex("<(\\w+)[^>]* lang=\"ja\">[^<]*</\\1>")]
    private static partial Regex Marked();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("href=\"(/[^\"]*)\"")]
    private static partial Regex Links();
}
