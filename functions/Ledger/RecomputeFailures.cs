using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>
/// Counts how often a message failed by an error of its own. The queue counts deliveries, which includes killed processes and short
/// outages; a message that meets five of those reaches the poison queue without an error. Partition <c>failures</c> of the table
/// <c>work</c>.
/// </summary>
public sealed class RecomputeFailures(StorageAccount storage, TimeProvider clock)
{
    /// <summary>With so many failures a message is not sent back any more; an administrator has to look at it.</summary>
    public const int MaxFailures = 5;

    private const string Partition = "failures";
    private const int MaxAttempts = 5, MaxMarkLength = 30_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1), LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly TableStore table = storage.Table(TableNames.Work);

    /// <summary>Counts a failure that no outage explains.</summary>
    public Task RecordAsync(RecomputeRequest request, CancellationToken cancel) =>
        ChangeAsync(request, (failures, returns, until) => (failures + 1, returns, until), cancel);

    /// <summary>True for a message that failed too often by an error of its own, and for one that cannot be parsed.</summary>
    public async Task<bool> FailsByItselfAsync(string message, CancellationToken cancel) =>
        Parse(message) is not { } request || (await table.GetAsync(Partition, Key(request), cancel))?.Int("failures") >= MaxFailures;

    /// <summary>
    /// The delay before a message is sent back: none the first time, then longer each time, so that a lasting cause is not retried
    /// continuously.
    /// </summary>
    public async Task<TimeSpan> PauseAsync(string message, CancellationToken cancel)
    {
        var pause = TimeSpan.Zero;
        await ChangeAsync(RecomputeRequest.Parse(message), (failures, returns, _) =>
        {
            pause = returns == 0
                ? TimeSpan.Zero
                : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(returns - 1, 10)));
            return (failures, returns + 1, clock.GetUtcNow() + pause);
        }, cancel);
        return pause;
    }

    /// <summary>The marks of messages that were sent back with a delay: requesting them in the meantime would bypass the delay.</summary>
    public async Task<IReadOnlySet<PendingMark>> WaitingAsync(CancellationToken cancel)
    {
        var (now, marks, old) = (clock.GetUtcNow(), new HashSet<PendingMark>(), new List<Row>());
        foreach (var row in await table.ListAsync(Partition, cancel: cancel))
        {
            if (new StaleCutoff(now, Kept).Includes(row.Time("changedat")))
            {
                old.Add(row);
            }
            else if (row.Time("waitsuntil") > now && row.Time("waitsuntil") - now <= LongestPause)
            {
                marks.UnionWith(JsonSerializer.Deserialize<List<PendingMark>>(row.Text("marks"), JsonSerializerOptions.Web) ?? []);
            }
        }

        await table.WriteAsync([], old, cancel);
        return marks;
    }

    /// <summary>Deletes all counts: an administrator has corrected the cause and sends back what failed.</summary>
    public async Task ForgetAsync(CancellationToken cancel) =>
        await table.WriteAsync([], await table.ListAsync(Partition, cancel: cancel), cancel);

    private async Task ChangeAsync(
        RecomputeRequest request, Func<int, int, DateTimeOffset, (int Failures, int Returns, DateTimeOffset WaitsUntil)> change,
            CancellationToken cancel)
    {
        var key = Key(request);
        var marks = JsonSerializer.Serialize(request.Pending, JsonSerializerOptions.Web);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var row = await table.GetAsync(Partition, key, cancel);
            var (failures, returns, waitsUntil) = change(
                row?.Int("failures") ?? 0, row?.Int("returns") ?? 0, row?.Time("waitsuntil") ?? clock.GetUtcNow());
            var changed = new Row(Partition, key, new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["failures"] = failures,
                ["returns"] = returns,
                ["waitsuntil"] = waitsUntil,
                ["changedat"] = clock.GetUtcNow(),
                ["marks"] = marks.Length > MaxMarkLength ? "[]" : marks,
            }, row?.ETag ?? "");
            if (await table.TryReplaceAsync(changed, cancel))
            {
                return;
            }
        }
    }

    internal static RecomputeRequest? Parse(string message)
    {
        try
        {
            return RecomputeRequest.Parse(message);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Equal for all deliveries of a message, also for the remainder that is sent when a part has been computed.
    private static string Key(RecomputeRequest request)
    {
        var about = request.Pending.Count > 0 ? string.Join('\n', request.Pending) : string.Join('\n', request.TopicYears);
        var named = string.Create(CultureInfo.InvariantCulture, $"{request.AskedAt:O}\n{about}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(named)))[..32];
    }
}
