using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Cli.Sample;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Files;
using SmartToyonaka.Publishing.Tables;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Files;

/// <summary>The whole app renews the files of the container <c>published</c>.</summary>
public sealed class PublishedFilesTests
{
    private const string NoPause = "SmartToyonaka:PublishedFiles:Pause=00:00:00";

    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2021-07-01T01:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public async Task The_samples_tables_are_in_both_kinds_of_files_row_by_row_and_are_not_written_again()
    {
        await using var app = await RunningApp.StartAsync(settings: [RunningApp.FilesOn]);
        using var client = new SampleClient(app.Client.BaseAddress!, RunningApp.Bootstrap, RunningApp.MasterKey, app.Storage);
        Assert.Empty(await SampleFeed.RunAsync(client, SampleFolder.Find(), CancellationToken.None));
        await app.WaitUntilComputedAsync();

        var reader = new PublishedFilesReader(app.Storage);
        var manifest = await reader.CompleteAsync();
        foreach (var table in manifest.Tables)
        {
            var rows = await app.RowsAsync(table.Name);
            Assert.Equal(rows.Count, table.Rows);
            AssertSame(table, rows, await reader.RowsAsync(manifest, table.Name));

            using var exported = new MemoryStream();
            await app.Services.GetRequiredService<TableExport>().WriteAsync(table.Name, exported, CancellationToken.None);
            var csv = (await reader.BytesAsync(table.Csv.Path))!;
            Assert.Equal(exported.ToArray(), csv);
            Assert.True(csv.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        }

        var before = await reader.VersionsAsync();
        await app.Services.GetRequiredService<PublishedFilesRenewal>().AskAsync(CancellationToken.None);
        await app.WaitUntilComputedAsync();
        Assert.Equal(before, await reader.VersionsAsync());

        // Rows that were written again as they are make no new set, either.
        var measure = (await app.RowsAsync(TableNames.DimMeasure))[0];
        await app.Table(TableNames.DimMeasure).UpdateEntityAsync(measure, Azure.ETag.All, TableUpdateMode.Replace);
        await app.Services.GetRequiredService<PublishedFilesRenewal>().AskAsync(CancellationToken.None);
        await app.WaitUntilComputedAsync();
        Assert.Equal(before, await reader.VersionsAsync());
    }

    [Fact]
    public async Task A_correction_is_in_the_files_when_nothing_waits_and_a_replaced_set_stays_for_an_hour()
    {
        await using var app = await RunningApp.StartAsync(clock: clock, settings: [RunningApp.FilesOn, NoPause]);
        var reader = new PublishedFilesReader(app.Storage);
        await SubmitAsync(app, "0213", 7);
        await app.WaitUntilComputedAsync();
        var first = await reader.CompleteAsync();
        Assert.Equal((7L, 7.0), await ValuesAsync(reader, first));

        clock.Advance(TimeSpan.FromMinutes(10));
        await SubmitAsync(app, "0213", 4);
        await app.WaitUntilComputedAsync();

        var second = await reader.CompleteAsync();
        Assert.Equal((4L, 4.0), await ValuesAsync(reader, second));
        Assert.True(second.Moment > first.Moment);
        Assert.Contains(first.Set, await reader.SetsAsync());

        clock.Advance(TimeSpan.FromMinutes(59));
        await SweepAsync(app);
        Assert.Contains(first.Set, await reader.SetsAsync());
        clock.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync(app);
        Assert.Equal([second.Set], await reader.SetsAsync());
        await reader.CompleteAsync();
    }

    [Fact]
    public async Task A_refused_drop_is_in_the_files()
    {
        await using var app = await RunningApp.StartAsync(settings: [RunningApp.FilesOn, NoPause]);
        await app.Container(ContainerNames.Drops).GetBlobClient("staff/a.csv").UploadAsync(BinaryData.FromString("年月,所属コード"));
        await app.RunTimerAsync("PullStaff");
        var reader = new PublishedFilesReader(app.Storage);
        await RunningApp.UntilAsync(async () => await reader.ManifestAsync() is { } m
            && m.Tables.Single(t => t.Name == TableNames.FactDrop).Rows == 1);
        var manifest = await reader.WholeAsync();

        Assert.Equal("refused", Assert.Single(await reader.RowsAsync(manifest, TableNames.FactDrop))["state"]);
    }

    [Fact]
    public async Task A_reader_sees_one_moment_while_two_instances_take_corrections_all_the_time()
    {
        await using var app = await RunningApp.StartAsync(settings: [RunningApp.FilesOn, NoPause]);
        await using var other = await RunningApp.StartAsync(app.Storage, settings: [RunningApp.FilesOn, NoPause]);
        var reader = new PublishedFilesReader(app.Storage);
        var seen = new HashSet<string>();
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (await reader.ManifestAsync() is { } manifest && seen.Add(manifest.Set))
                {
                    await reader.WholeAsync();
                    var (figures, value) = await ValuesAsync(reader, manifest);
                    Assert.Equal(figures, value);
                }

                await Task.Delay(20);
            }
        });
        for (var n = 1; n <= 20; n++)
        {
            await SubmitAsync(n % 2 == 0 ? app : other, n % 3 == 0 ? "0211" : "0213", n);
            await Task.Delay(100);
        }

        await app.WaitUntilComputedAsync();
        await stop.CancelAsync();
        await reading;

        Assert.NotEmpty(seen);
        Assert.Equal((38L, 38.0), await ValuesAsync(reader, await reader.CompleteAsync()));
    }

    private static async Task SubmitAsync(RunningApp app, string department, int count) => await app.AcceptedAsync(
        string.Create(CultureInfo.InvariantCulture,
            $$"""{ "department": "{{department}}", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ] }"""));

    private static async Task SweepAsync(RunningApp app)
    {
        var files = app.Services.GetRequiredService<PublishedFiles>();
        await files.ResumeAsync(StaleCutoff.Ever, new HashSet<PendingMark>(), CancellationToken.None);
        await files.TidyAsync(CancellationToken.None);
    }

    /// <summary>The figures of June together, and the indicator's value of June: always equal in one set.</summary>
    private static async Task<(long Figures, double Value)> ValuesAsync(PublishedFilesReader reader, PublishedFilesManifest manifest) => (
        (await reader.RowsAsync(manifest, TableNames.FactFigure)).Where(r => 202106.Equals(r["monthkey"])).Sum(r => (long)r["value"]!),
        (await reader.RowsAsync(manifest, TableNames.FactIndicator)).Where(r => 202106.Equals(r["monthkey"])
            && (string?)r["indicatorid"] == "seal_abolitions" && (string?)r["basis"] == "month" && (string?)r["status"] == "actual")
            .Sum(r => (double?)r["value"] ?? 0));

    private static void AssertSame(PublishedTableFiles table, List<TableEntity> rows, List<Dictionary<string, object?>> read)
    {
        Assert.Equal(rows.Count, read.Count);
        foreach (var (row, there) in rows.Zip(read))
        {
            foreach (var column in PublishedColumns.Of[table.Name])
            {
                object? expected = column.Only is { } only && row.GetBoolean(only) == false ? null : column.Kind switch
                {
                    ColumnKind.Day => row.GetDateTimeOffset(column.Name)!.Value.UtcDateTime.Date,
                    ColumnKind.Instant => Micros(row.GetDateTimeOffset(column.Name)!.Value.UtcDateTime),
                    _ => row[column.Name],
                };
                Assert.True(Equals(expected, there[column.Name]),
                    $"{table.Name} {row.RowKey} {column.Name}: {expected} in the table, {there[column.Name]} in the file");
            }
        }
    }

    private static DateTime Micros(DateTime time) => new(time.Ticks / 10 * 10);
}
