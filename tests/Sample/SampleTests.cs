using System.Globalization;
using Azure.Data.Tables;
using SmartToyonaka.Cli.Sample;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Sample;

/// <summary>The main job: the sample is submitted by HTTP and drops as by real clients, and gives the city's published figures.</summary>
[Collection(SampleRun.Collection)]
public sealed class SampleTests(SampleRun sample)
{
    [Fact]
    public async Task The_published_figures_come_out_and_a_second_run_changes_nothing()
    {
        Assert.Empty(sample.Failures);

        var table = new TableClient(sample.Storage, TableNames.FactIndicator);
        var published = File.ReadLines(Path.Combine(SampleFolder.Find(), "published.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(32, published.Count);
        foreach (var line in published)
        {
            var (indicator, basis, status, month, text) = (line[0], line[1], line[2], line[3].Replace("-", "", StringComparison.Ordinal),
                line[4]);
            var year = FiscalMonth.FromKey(int.Parse(month, CultureInfo.InvariantCulture)).FiscalYear;
            var row = (await table.GetEntityAsync<TableEntity>($"{indicator}|{year}", $"{basis}|{status}|{month}")).Value;
            Assert.Equal((indicator, month, text), (indicator, month, row.GetString("text")));
            Assert.True(row.GetBoolean("hasvalue"));
        }

        var before = await StorageSnapshot.WithETagsAsync(sample.Storage);
        Assert.Empty(await sample.FeedAsync());
        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(sample.Storage));
    }
}
