using System.IO.Compression;
using System.Runtime.CompilerServices;
using SmartToyonaka.Closings;
using SmartToyonaka.Ledger;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Submissions;

/// <summary>A submission as it is kept for good.</summary>
/// <param name="Id">Made from its key, so that the same submission has the same id wherever it arrives.</param>
/// <param name="ContentHash">Equal for the same content.</param>
/// <param name="Department">Code of the section.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="SubmittedBy">Id of the credential.</param>
/// <param name="Receipt">The receipt's JSON, given again for a repeated submission.</param>
/// <param name="TopicYears">What it changes, as <c>topic|year</c>.</param>
public sealed record StoredSubmission(
    string Id, string ContentHash, string Department, DateTimeOffset ReceivedAt, string SubmittedBy, string Receipt, IReadOnlyList<TopicYear> TopicYears)
{
    /// <summary>Of what was kept of its body; set when it was read.</summary>
    public string ContentType { get; init; } = "";
}

/// <summary>
/// The table <c>submissions</c>. All of one submission is written in one transaction: the submission, the keys that it claims, the
/// mark that it is not computed yet, its body and what it adds to the ledger. One partition, because a transaction and the sweep
/// over the marks both need it; it takes 2,000 rows a second, some hundred times what a city's departments send.
/// </summary>
public sealed class SubmissionStore(StorageAccount storage) : IReceivedTimes
{
    internal const string Partition = ClosingGate.Partition;
    private const string MarkPrefix = "p!";
    private const int ChunkBytes = 60_000;

    private readonly TableStore table = storage.Table(TableNames.Submissions);

    /// <summary>The id of the submission that claimed a key, or null.</summary>
    public async Task<string?> FindClaimAsync(string keyHash, CancellationToken cancel) =>
        await table.GetAsync(Partition, ClaimKey(keyHash), cancel) is { } row ? row.Text("submission") : null;

    public async Task<StoredSubmission?> FindAsync(string id, CancellationToken cancel) =>
        await table.GetAsync(Partition, "s!" + id, cancel) is { } r
            ? new(id, r.Text("contenthash"), r.Text("department"), r.Time("receivedat"), r.Text("submittedby"), r.Text("receipt"), ParseTopicYears(r.Text("topicyears"))) { ContentType = r.Text("contenttype") }
            : null;

    /// <summary>The mark of a submission that is not computed yet; null when it is.</summary>
    public async Task<PendingMark?> FindMarkAsync(StoredSubmission submission, CancellationToken cancel)
    {
        // Marks once had no department in their key.
        var marks = new[] { MarkOf(submission), MarkOf(submission) with { Key = MarkPrefix + submission.Id } };
        var found = await Task.WhenAll(marks.Select(m => table.GetAsync(m.Partition, m.Key, cancel)));
        return marks.Zip(found).FirstOrDefault(x => x.Second is not null).First;
    }

    /// <summary>When the newest of a department's submissions was received that are kept and not computed yet; null when all are.</summary>
    public async Task<DateTimeOffset?> NewestPendingAsync(string department, CancellationToken cancel) =>
        (await table.ListPrefixAsync(Partition, $"{MarkPrefix}{department}!", cancel)).Max(r => (DateTimeOffset?)r.Time("receivedat"));

    /// <inheritdoc/>
    async Task<DateTimeOffset?> IReceivedTimes.NewestAsync(CancellationToken cancel) =>
        (await table.ListPrefixAsync(Partition, MarkPrefix, cancel)).Max(r => (DateTimeOffset?)r.Time("receivedat"));

    /// <summary>
    /// Keeps a submission for good. Nothing is written when one of its keys is claimed, or when a month was closed since the name of
    /// <see cref="ClosingGate"/> was read.
    /// </summary>
    public Task<InsertOutcome> TryKeepAsync(
        StoredSubmission submission, IReadOnlyList<string> keyHashes, string contentType, byte[] body, IReadOnlyList<Figures.Observation> entries,
        string gate, CancellationToken cancel)
    {
        var rows = new List<Row>
        {
            Make("s!" + submission.Id, new()
            {
                ["contenthash"] = submission.ContentHash,
                ["department"] = submission.Department,
                ["receivedat"] = submission.ReceivedAt,
                ["submittedby"] = submission.SubmittedBy,
                ["contenttype"] = contentType,
                ["receipt"] = submission.Receipt,
                ["topicyears"] = string.Join(';', submission.TopicYears.Select(t => $"{t.Topic}|{t.Year}")),
            }),
        };
        rows.AddRange(keyHashes.Select(k => Make(ClaimKey(k), new() { ["submission"] = submission.Id })));
        rows.AddRange(Chunks("b!", submission.Id, body));
        if (entries.Count > 0)
        {
            rows.AddRange(Chunks("e!", submission.Id, ObservationJson.Write(entries)));
            rows.Add(Make(MarkOf(submission).Key, new() { ["receivedat"] = submission.ReceivedAt }));
        }

        return table.TryInsertWhileAsync(rows, (Partition, gate), cancel);
    }

    /// <summary>What a submission adds to the ledger.</summary>
    public async Task<IReadOnlyList<Figures.Observation>> ReadEntriesAsync(string id, CancellationToken cancel) =>
        await ReadChunksAsync("e!", id, cancel) is { Length: > 0 } json ? ObservationJson.Read(json) : [];

    /// <summary>The ids of all submissions.</summary>
    public async IAsyncEnumerable<string> ListIdsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.ReadAsync(Partition, "s!", "s\"", cancel))
        {
            yield return row.Key[2..];
        }
    }

    /// <summary>The body as it was sent.</summary>
    public Task<byte[]> ReadBodyAsync(string id, CancellationToken cancel) => ReadChunksAsync("b!", id, cancel);

    /// <summary>Submissions that are still not computed, among those received at a time that is wanted, each with its mark.</summary>
    public async Task<IReadOnlyList<(string Id, PendingMark Mark)>> ListPendingAsync(Func<DateTimeOffset, bool> isWanted, CancellationToken cancel) =>
        [.. (await table.ListPrefixAsync(Partition, MarkPrefix, cancel)).Where(r => isWanted(r.Time("receivedat")))
            .Select(r => (r.Key[(r.Key.LastIndexOf('!') + 1)..], new PendingMark(TableNames.Submissions, Partition, r.Key)))];

    /// <summary>
    /// The mark that a recomputation takes away: by department, so that who submits sees what of the same department is not computed yet.
    /// </summary>
    public static PendingMark MarkOf(StoredSubmission submission) =>
        new(TableNames.Submissions, Partition, $"{MarkPrefix}{submission.Department}!{submission.Id}");

    private static string ClaimKey(string keyHash) => "k!" + keyHash;

    private static IEnumerable<Row> Chunks(string prefix, string id, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(content);
        }

        return packed.ToArray().Chunk(ChunkBytes).Select((chunk, i) => Make($"{prefix}{id}!{i:D2}", new() { ["chunk"] = chunk }));
    }

    private async Task<byte[]> ReadChunksAsync(string prefix, string id, CancellationToken cancel)
    {
        var chunks = await table.ListPrefixAsync(Partition, $"{prefix}{id}!", cancel);
        if (chunks.Count == 0)
        {
            return [];
        }

        using var unzipped = new MemoryStream();
        await using (var zip = new GZipStream(new MemoryStream([.. chunks.SelectMany(c => c.Bytes("chunk"))]), CompressionMode.Decompress))
        {
            await zip.CopyToAsync(unzipped, cancel);
        }

        return unzipped.ToArray();
    }

    private static IReadOnlyList<TopicYear> ParseTopicYears(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split('|')).Select(t => new TopicYear(t[0], new(int.Parse(t[1], System.Globalization.CultureInfo.InvariantCulture))))];

    private static Row Make(string key, Dictionary<string, object> columns) => new(Partition, key, columns);
}
