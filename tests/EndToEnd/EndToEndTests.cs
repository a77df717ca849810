using SmartToyonaka.Tests.Publishing.Pages;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>
/// The same figures give the same tables from every source: a flow of Power Automate, files saved by LibreOffice, people with a browser,
/// and a program that posts JSON each submit the sample's fiscal year 2021, including initiatives and plans.
/// </summary>
public sealed class EndToEndTests(EndToEndTests.JsonSubmissionsFixture json) : IClassFixture<EndToEndTests.JsonSubmissionsFixture>
{
    private static readonly IReadOnlyList<SampleSubmission> Year = SampleSubmission.OfFiscalYear2021();

    [Fact]
    public void By_JSON_the_year_s_own_figures_of_the_report_come_out()
    {
        Assert.Contains("text=50.3,", json.Published["factindicator online_application_rate|2021 month|planned|202203"],
            StringComparison.Ordinal);
        Assert.Contains("text=26,", json.Published["factindicator ppp_platform_members|2021 month|actual|202203"],
            StringComparison.Ordinal);
        Assert.Contains("text=149,", json.Published["factindicator managed_facilities|2021 month|actual|202110"], StringComparison.Ordinal);
        Assert.Equal(100, json.Published.Keys.Count(k => k.StartsWith("factinitiative ", StringComparison.Ordinal)));
        var states = json.Published.Where(r => r.Key.StartsWith("factcompleteness ", StringComparison.Ordinal))
            .Select(r => r.Value.Split("state=")[1].Split(',')[0]).ToHashSet();
        Assert.Subset(states, new HashSet<string> { "ontime", "late", "missing" });
    }

    [Fact]
    public async Task A_flow_s_answers_and_whatever_it_sends_again_give_the_same_tables()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var city = await CityApp.OpenAsync(storage, proxy);
        var flow = new PowerAutomateFlow(city, proxy);
        await flow.SubmitAsync(Year);
        AssertSame(await city.PublishedAsync());

        var before = await StorageSnapshot.WithETagsAsync(storage);
        await flow.SendAllAgainAMonthLaterAsync();
        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(storage));
    }

    [LibreOfficeFact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Workbooks_that_LibreOffice_saved_give_the_same_tables()
    {
        await using var city = await CityApp.OpenAsync();
        await SavedFiles.HandInAsync(city.App, Year, "xlsx");
        AssertSame(await city.PublishedAsync());
    }

    [LibreOfficeFact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Files_that_LibreOffice_saved_as_CSV_in_CP932_give_the_same_tables()
    {
        await using var city = await CityApp.OpenAsync();
        await SavedFiles.HandInAsync(city.App, Year, "csv");
        AssertSame(await city.PublishedAsync());
    }

    [BrowserFact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task People_with_browsers_give_the_same_tables()
    {
        await using var city = await CityApp.OpenAsync();
        await PageClerks.SubmitAsync(city.App, Year);
        AssertSame(await city.PublishedAsync());
    }

    private void AssertSame(SortedDictionary<string, string> published)
    {
        Assert.DoesNotContain(json.Published, row => !published.ContainsKey(row.Key));
        Assert.DoesNotContain(published, row => !json.Published.ContainsKey(row.Key));
        Assert.All(json.Published, row => Assert.Equal(row.Value, published[row.Key]));
    }

    /// <summary>What comes out when the sample's bodies are posted as they are.</summary>
    public sealed class JsonSubmissionsFixture : IAsyncLifetime
    {
        internal SortedDictionary<string, string> Published { get; private set; } = [];

        public async Task InitializeAsync()
        {
            await using var city = await CityApp.OpenAsync();
            foreach (var submission in Year)
            {
                await city.App.AcceptedAsync(submission.Json);
            }

            Published = await city.PublishedAsync();
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
