using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>The app with a storage of its own and a clock that stands still, so that two such apps have equal times.</summary>
internal sealed class CityApp : IAsyncDisposable
{
    /// <summary>After the year, and before its last month is due: some figures are late, some on time, some missing.</summary>
    private static readonly DateTimeOffset Now = new(2022, 4, 8, 1, 0, 0, TimeSpan.Zero);

    private static readonly string[] Compared = [TableNames.FactIndicator, TableNames.FactFigure, TableNames.FactInitiative,
        TableNames.FactCompleteness];

    // The storage's own columns; and source, which names the submission: each way has its own, as an answer's number or a form's key makes
    // it.
    private static readonly HashSet<string> Differing = ["odata.etag", "Timestamp", "source"];

    private CityApp(RunningApp app, FakeTimeProvider clock) => (App, Clock) = (app, clock);

    public RunningApp App { get; }

    public FakeTimeProvider Clock { get; }

    public static async Task<CityApp> OpenAsync(string? storage = null, FaultyStorage? through = null)
    {
        var clock = new FakeTimeProvider(Now);
        return new(await RunningApp.StartAsync(storage, clock, through), clock);
    }

    /// <summary>
    /// The published rows once all is computed: table, keys, and every column that the sources have in common, including <c>computedat</c>
    /// and <c>receivedat</c>.
    /// </summary>
    public async Task<SortedDictionary<string, string>> PublishedAsync()
    {
        await App.WaitUntilComputedAsync();
        await App.Services.GetRequiredService<CompletenessPublisher>().CatchUpAsync(CancellationToken.None);
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in Compared)
        {
            foreach (var row in await App.RowsAsync(table))
            {
                rows[$"{table} {row.PartitionKey} {row.RowKey}"] = string.Join(", ", row.Where(c => !Differing.Contains(c.Key))
                    .OrderBy(c => c.Key, StringComparer.Ordinal)
                    .Select(c => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{c.Key}={c.Value}")));
            }
        }

        return rows;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
