using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>An upload as a row of the table <c>drops</c>.</summary>
/// <param name="File">Its path within the folder.</param>
/// <param name="ETag">Names the upload.</param>
/// <param name="UploadedAt">When it was put there, to the second.</param>
/// <param name="ReceivedAt">The same, but later than every upload of the folder that was started before it.</param>
/// <param name="ClaimedAt">When its processing was started.</param>
/// <param name="State">One of <see cref="DropState"/>.</param>
internal sealed record DropClaim(string Folder, string File, string ETag, DateTimeOffset UploadedAt, DateTimeOffset ReceivedAt,
    DateTimeOffset ClaimedAt, string State)
{
    public bool IsDone => State != DropState.Taking;

    /// <summary>Names the upload.</summary>
    public UInt128 Id => ProcessedUploads.Id(File, ETag);

    /// <summary>Its decision; null until then. It is decided once.</summary>
    public DecidedDrop? Decided { get; init; }

    /// <summary>The unit of its times that was told by an earlier file; null for none.</summary>
    public string? AssumedUnit { get; init; }

    /// <summary>The ETag of its row; <c>""</c> where it was not read.</summary>
    public string RowETag { get; init; } = "";
}

/// <summary>The decision of an upload.</summary>
/// <param name="TopicYears">What its entries are computed into.</param>
/// <param name="Entries">How many entries it adds to the ledger.</param>
/// <param name="Blob">The blob that holds the receipt and the entries.</param>
internal sealed record DecidedDrop(IReadOnlyList<TopicYear> TopicYears, int Entries, string Blob);

/// <summary>
/// The table <c>drops</c>: every upload with its state (partition: folder; newest first), with marks of those in process; marks of uploads
/// that are not computed yet (partition <c>pending</c>); and <see cref="ProcessedUploads"/>. Also writes the published table
/// <c>factdrop</c>.
/// </summary>
internal sealed class DropClaimStore(StorageAccount storage)
{
    public const string PendingPartition = "pending";

    /// <summary>The unit of times that a file declared, of which no value waits; and the one that was assumed of another.</summary>
    internal const string UnitColumn = "unit", AssumedUnitColumn = "assumedunit";

    private const int ListedErrors = 20;

    // Keys of uploads begin with a digit, so the marks of those in process come after them.
    private const string TakingPrefix = "taking-", AfterUploads = ":";

    private static readonly HashSet<string> Nothing = [];
    private readonly TableStore drops = storage.Table(TableNames.Drops), published = storage.Table(TableNames.FactDrop);

    /// <summary>The processed uploads of a folder.</summary>
    public async Task<ProcessedUploads> SeenAsync(string folder, CancellationToken cancel)
    {
        var seen = await ProcessedUploads.ReadAsync(drops, folder, cancel);
        if (seen.IsEmpty)
        {
            await foreach (var row in drops.ReadAsync(folder, before: AfterUploads, cancel: cancel))
            {
                if (ToClaim(row) is { IsDone: true } done)
                {
                    seen.Add(done.Id);
                }
            }
        }

        return seen;
    }

    /// <summary>Uploads that were started and not completed.</summary>
    public async Task<List<DropClaim>> TakingAsync(string folder, CancellationToken cancel) =>
        [.. (await drops.ListAsync(folder, TakingPrefix, cancel: cancel)).Select(ToClaim)];

    /// <summary>Claims of uploads of one second, the resolution of the storage's time.</summary>
    public async Task<List<DropClaim>> UploadedAtAsync(string folder, DateTimeOffset second, CancellationToken cancel) =>
        [.. (await drops.ListPrefixAsync(folder, KeyPrefix(second), cancel)).Select(ToClaim)];

    /// <summary>Claims an upload; an existing claim stays unchanged.</summary>
    public async Task ClaimAsync(DropClaim claim, CancellationToken cancel)
    {
        var row = new Row(claim.Folder, Key(claim), Columns(claim));
        await drops.TryInsertAsync([row, row with { Key = TakingPrefix + row.Key }], cancel);
    }

    /// <summary>The claim of an upload as it is now; null when there is none.</summary>
    public async Task<DropClaim?> FindClaimAsync(DropClaim upload, CancellationToken cancel) =>
        await drops.GetAsync(upload.Folder, Key(upload), cancel) is { } row ? ToClaim(row) : null;

    /// <summary>Changes a claim if it is unchanged since it was read; null otherwise: another instance is processing the upload.</summary>
    public async Task<DropClaim?> TryChangeAsync(DropClaim claim, CancellationToken cancel) =>
        await drops.TryReplaceAsync(new(claim.Folder, Key(claim), Columns(claim), claim.RowETag), cancel)
            ? await FindClaimAsync(claim, cancel) : null;

    /// <summary>
    /// The mark that an upload's figures are not computed yet. It is written after all of them are in the ledger: written earlier, it could
    /// be deleted by a computation that read half of them.
    /// </summary>
    public async Task<PendingMark> MarkPendingAsync(DropClaim claim, IReadOnlyList<TopicYear> topicYears, DateTimeOffset now,
        CancellationToken cancel)
    {
        var mark = new PendingMark(TableNames.Drops, PendingPartition, $"{claim.Folder}-{Key(claim)}");
        await drops.PutAsync(new(mark.Partition, mark.Key, new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["keys"] = Print(topicYears),
            ["markedat"] = now,
        }), cancel);
        return mark;
    }

    /// <summary>Marks of a minimum age.</summary>
    public async Task<List<RecomputeRequest>> PendingAsync(StaleCutoff cutoff, CancellationToken cancel) =>
        [.. (await drops.ListAsync(PendingPartition, cancel: cancel)).Where(r => cutoff.Includes(r.Time("markedat"))).Select(ToRequest)];

    /// <summary>Publishes the state of an upload and marks it as complete.</summary>
    public async Task FinishAsync(DropClaim claim, DropReceipt receipt, CancellationToken cancel)
    {
        var fact = DropRows.From(Hash(claim), receipt);
        if (await published.GetAsync(fact.Partition, fact.Key, cancel) is not { } before || !fact.SameAs(before, Nothing))
        {
            await published.PutAsync(fact, cancel);
        }

        var done = Columns(claim with { State = receipt.State, Decided = null });
        AddOutcome(done, receipt);
        await drops.PutAsync(new(claim.Folder, Key(claim), done), cancel);
        await EndAsync(claim, cancel);
    }

    /// <summary>Adds the state of an upload to the columns of its row.</summary>
    internal static void AddOutcome(Dictionary<string, object> done, DropReceipt receipt)
    {
        done["rowsread"] = receipt.RowsRead;
        done["rowstaken"] = receipt.RowsTaken;
        done["rowsheld"] = receipt.RowsHeld;
        done["pairstaken"] = receipt.PairsTaken;
        done["pairsheld"] = receipt.PairsHeld;
        done["encoding"] = receipt.Encoding;
        done["errorcount"] = receipt.Errors.Count;
        done["errors"] = JsonSerializer.Serialize(receipt.Errors.Take(ListedErrors), DropReceipt.Json);
        if (receipt is { Unit: { } unit, State: DropState.Taken, Waiting.Count: 0 })
        {
            done[UnitColumn] = unit;
        }

        if (receipt.AssumedUnit is { } assumed)
        {
            done[AssumedUnitColumn] = assumed;
        }

        done["warningcount"] = receipt.WarningCount;
        done["warnings"] = JsonSerializer.Serialize(receipt.Warnings.Take(ListedErrors), DropReceipt.Json);
    }

    /// <summary>Every decided upload of a folder, newest first, with the accepted pairs and rows.</summary>
    public async IAsyncEnumerable<(DropClaim Claim, int PairsTaken, long RowsTaken)> DoneAsync(string folder,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in drops.ReadAsync(folder, before: AfterUploads, cancel: cancel))
        {
            if (ToClaim(row) is { IsDone: true } claim)
            {
                yield return (claim, row.Int("pairstaken"), row.Long("rowstaken"));
            }
        }
    }

    /// <summary>What <c>factdrop</c> should hold of a folder.</summary>
    public async Task<List<Row>> FactsAsync(string folder, CancellationToken cancel)
    {
        var facts = new List<Row>();
        await foreach (var row in drops.ReadAsync(folder, before: AfterUploads, cancel: cancel))
        {
            if (ToClaim(row) is { IsDone: true } claim)
            {
                facts.Add(DropRows.From(Hash(claim), new DropReceipt(
                    claim.Folder, claim.File, claim.State, row.Long("rowsread"), row.Long("rowstaken"), row.Long("rowsheld"),
                    row.Int("pairstaken"), row.Int("pairsheld"), row.Text("encoding"), claim.UploadedAt, [], [], [])
                { WarningCount = row.Long("warningcount") }));
            }
        }

        return facts;
    }

    /// <summary>True when an upload that has a mark is complete all the same.</summary>
    public async Task<bool> IsDoneAsync(DropClaim claim, CancellationToken cancel) =>
        await FindClaimAsync(claim, cancel) is { IsDone: true };

    /// <summary>Deletes the mark of a complete upload.</summary>
    public Task EndAsync(DropClaim claim, CancellationToken cancel) => drops.DeleteAsync(claim.Folder, TakingPrefix + Key(claim), cancel);

    /// <summary>The newest uploads of a folder, from a key on.</summary>
    public async Task<List<Row>> NewestAsync(string folder, string? from, int count, CancellationToken cancel)
    {
        var rows = new List<Row>(count);
        await foreach (var row in drops.ReadAsync(folder, from, AfterUploads, cancel))
        {
            rows.Add(row);
            if (rows.Count == count)
            {
                break;
            }
        }

        return rows;
    }

    /// <summary>True for the key of a mark of an upload in process.</summary>
    internal static bool IsTakingMark(string key) => key.StartsWith(TakingPrefix, StringComparison.Ordinal);

    /// <summary>The key of the mark of an upload, by the upload's own.</summary>
    internal static string TakingMarkOf(string key) => TakingPrefix + key;

    internal static Dictionary<string, object> Columns(DropClaim claim)
    {
        var columns = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["folder"] = claim.Folder,
            ["file"] = claim.File,
            ["etag"] = claim.ETag,
            ["uploadedat"] = claim.UploadedAt,
            ["receivedat"] = claim.ReceivedAt,
            ["claimedat"] = claim.ClaimedAt,
            ["state"] = claim.State,
        };
        if (claim.Decided is { } decided)
        {
            columns["keys"] = Print(decided.TopicYears);
            columns["entries"] = decided.Entries;
            columns["blob"] = decided.Blob;
        }

        return columns;
    }

    internal static DropClaim ToClaim(Row row) => new(
        row.Text("folder"), row.Text("file"), row.Text("etag"), row.Time("uploadedat"), row.Time("receivedat"), row.Time("claimedat"),
            row.Text("state"))
    {
        Decided = row.Text("blob") is { Length: > 0 } blob ? new(ParseTopicYears(row.Text("keys")), row.Int("entries"), blob) : null,
        AssumedUnit = row.Text(AssumedUnitColumn) is { Length: > 0 } assumed ? assumed : null,
        RowETag = row.ETag,
    };

    private static RecomputeRequest ToRequest(Row row) => new(
        ParseTopicYears(row.Text("keys")), [new(TableNames.Drops, row.Partition, row.Key)]);

    internal static string Print(IEnumerable<TopicYear> topicYears) => string.Join(' ', topicYears.Select(t => $"{t.Topic}|{t.Year}"));

    internal static IReadOnlyList<TopicYear> ParseTopicYears(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(k => k.Split('|'))
            .Select(k => new TopicYear(k[0], new(int.Parse(k[1], CultureInfo.InvariantCulture))))];

    // Descending time, so that the newest comes first; deterministic for an upload.
    internal static string Key(DropClaim claim) => KeyPrefix(claim.UploadedAt) + Hash(claim);

    private static string KeyPrefix(DateTimeOffset uploadedAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - uploadedAt.UtcTicks:D19}-");

    private static string Hash(DropClaim claim) => claim.Id.ToString("x32", CultureInfo.InvariantCulture);
}
