using System.IO.Compression;
using System.Runtime.CompilerServices;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>A stored submission.</summary>
/// <param name="Id">Made from its key, so that the same submission has the same id at every endpoint and instance.</param>
/// <param name="ContentHash">Equal for the same content.</param>
/// <param name="Department">Code of the section.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="SubmittedBy">Id of the credential.</param>
/// <param name="Receipt">The receipt's JSON, given again for a repeated submission.</param>
/// <param name="TopicYears">What it changes, as <c>topic|year</c>.</param>
public sealed record StoredSubmission(
    string Id, string ContentHash, string Department, DateTimeOffset ReceivedAt, string SubmittedBy, string Receipt,
        IReadOnlyList<TopicYear> TopicYears)
{
    /// <summary>The content type of its stored body; set when that was read.</summary>
    public string ContentType { get; init; } = "";
}

/// <summary>
/// The table <c>submissions</c>. A submission is written in one transaction: the submission, the keys that it claims, the pending mark, its
/// body and its ledger entries. One partition, because a transaction and the sweep over the marks need it; it takes 2,000 rows a second,
/// some hundred times what a city's departments send.
/// </summary>
public sealed class SubmissionStore(StorageAccount storage) : IPendingIntake
{
    internal const string Partition = ClosingGate.Partition;
    internal const string MarkPrefix = "p!";
    private const int ChunkBytes = 60_000, SmallBody = 256 * 1024;

    private readonly TableStore table = storage.Table(TableNames.Submissions);

    /// <summary>The id of the submission that claimed a key, or null.</summary>
    public async Task<string?> FindClaimAsync(string keyHash, CancellationToken cancel) =>
        await table.GetAsync(Partition, ClaimKey(keyHash), cancel) is { } row ? row.Text("submission") : null;

    /// <summary>The ids of the submissions that claimed a key with this prefix.</summary>
    public async Task<IReadOnlyList<string>> FindClaimsAsync(string keyHash, CancellationToken cancel) =>
        [.. (await table.ListPrefixAsync(Partition, ClaimKey(keyHash), cancel)).Select(r => r.Text("submission")).Distinct()];

    /// <summary>Claims keys for a stored submission, where they are free.</summary>
    public async Task ClaimAsync(IReadOnlyList<string> keyHashes, string id, CancellationToken cancel)
    {
        foreach (var key in keyHashes)
        {
            await table.TryInsertAsync([Make(ClaimKey(key), new() { ["submission"] = id })], cancel);
        }
    }

    /// <summary>Deletes a claim without submission, and the remaining parts of that submission, so that it can be stored again.</summary>
    public async Task ReleaseAsync(string keyHash, string id, CancellationToken cancel)
    {
        if (await table.GetAsync(Partition, ClaimKey(keyHash), cancel) is { } claim && claim.Text("submission") == id
            && await FindAsync(id, cancel) is null)
        {
            var body = table.ListPrefixAsync(Partition, $"b!{id}!", cancel);
            var entries = table.ListPrefixAsync(Partition, $"e!{id}!", cancel);
            var marks = (await table.ListPrefixAsync(Partition, MarkPrefix, cancel))
                .Where(r => r.Key.EndsWith("!" + id, StringComparison.Ordinal));
            await table.TryWriteAsync([], [claim, .. await body, .. await entries, .. marks], cancel);
        }
    }

    /// <summary>True when a submission has its body and, where it changed anything, its ledger entries.</summary>
    public async Task<bool> IsWholeAsync(StoredSubmission submission, CancellationToken cancel)
    {
        var body = ReadChunksAsync("b!", submission.Id, cancel);
        var entries = ReadChunksAsync("e!", submission.Id, cancel);
        try
        {
            return (await body, await entries) is (not null, var found) && (found is not null || submission.TopicYears.Count == 0);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Writes the parts of a submission again, with the pending mark.</summary>
    public Task MendAsync(StoredSubmission submission, string contentType, byte[] body,
        IReadOnlyList<SmartToyonaka.Domain.Measures.Observation> entries, CancellationToken cancel) =>
        table.WriteAsync(Parts(submission, body, submission.TopicYears.Count == 0 ? [] : entries), [], cancel);

    public async Task<StoredSubmission?> FindAsync(string id, CancellationToken cancel) =>
        await table.GetAsync(Partition, "s!" + id, cancel) is { } r
            ? new(id, r.Text("contenthash"), r.Text("department"), r.Time("receivedat"), r.Text("submittedby"), r.Text("receipt"),
                ParseTopicYears(r.Text("topicyears")))
            { ContentType = r.Text("contenttype") }
            : null;

    /// <summary>The pending mark of a submission; null when it is computed.</summary>
    public async Task<PendingMark?> FindMarkAsync(StoredSubmission submission, CancellationToken cancel)
    {
        // Keys of earlier versions have no department.
        var marks = new[] { MarkOf(submission), MarkOf(submission) with { Key = MarkPrefix + submission.Id } };
        var found = await Task.WhenAll(marks.Select(m => table.GetAsync(m.Partition, m.Key, cancel)));
        return marks.Zip(found).FirstOrDefault(x => x.Second is not null).First;
    }

    /// <summary>The time of the newest submission of a department that is not computed yet; null when all are.</summary>
    public async Task<DateTimeOffset?> NewestPendingAsync(string department, CancellationToken cancel) =>
        (await table.ListPrefixAsync(Partition, $"{MarkPrefix}{department}!", cancel)).Max(r => (DateTimeOffset?)r.Time("receivedat"));

    /// <summary>The ids of a department's submissions that are kept and not computed yet.</summary>
    public async Task<IReadOnlyList<string>> ListPendingAsync(string department, CancellationToken cancel) =>
        [.. (await table.ListPrefixAsync(Partition, $"{MarkPrefix}{department}!", cancel))
            .Select(r => r.Key[(r.Key.LastIndexOf('!') + 1)..])];

    /// <inheritdoc/>
    async Task<DateTimeOffset?> IPendingIntake.NewestAsync(CancellationToken cancel) =>
        (await table.ListPrefixAsync(Partition, MarkPrefix, cancel)).Max(r => (DateTimeOffset?)r.Time("receivedat"));

    /// <summary>
    /// Stores a submission. Nothing is written when one of its keys is claimed, or when a month was closed since the name of <see
    /// cref="ClosingGate"/> was read.
    /// </summary>
    public Task<InsertOutcome> TryStoreAsync(
        StoredSubmission submission, IReadOnlyList<string> keyHashes, string contentType, byte[] body,
            IReadOnlyList<SmartToyonaka.Domain.Measures.Observation> entries,
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
        rows.AddRange(Parts(submission, body, entries));
        return table.TryInsertWhileAsync(rows, (Partition, gate), cancel);
    }

    /// <summary>True when all of a submission fits into one transaction.</summary>
    public static bool Fits(StoredSubmission submission, byte[] body, IReadOnlyList<SmartToyonaka.Domain.Measures.Observation> entries)
    {
        // The rows are at most a few times as large as a body of this size.
        if (body.Length <= SmallBody)
        {
            return true;
        }

        var parts = Parts(submission, body, entries).ToList();
        return parts.Count <= SubmissionLimits.Rows && parts.Sum(r => r.Bytes("chunk").Length) <= SubmissionLimits.PackedBytes;
    }

    /// <summary>The ledger entries of a submission.</summary>
    /// <exception cref="InvalidDataException">A part of them is lost.</exception>
    public async Task<IReadOnlyList<SmartToyonaka.Domain.Measures.Observation>> ReadEntriesAsync(string id, CancellationToken cancel) =>
        await ReadChunksAsync("e!", id, cancel) is { } json ? ObservationJson.Read(json) : [];

    /// <summary>
    /// The ledger entries of a submission, to be shown; none where a part of them is lost, which <c>verify</c> reports and the next repeat
    /// of the submission mends.
    /// </summary>
    public async Task<IReadOnlyList<SmartToyonaka.Domain.Measures.Observation>> ReadEntriesToShowAsync(string id, CancellationToken cancel)
    {
        try
        {
            return await ReadEntriesAsync(id, cancel);
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>The ids of all submissions.</summary>
    public async IAsyncEnumerable<string> ListIdsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.ReadAsync(Partition, "s!", "s\"", cancel))
        {
            yield return row.Key[2..];
        }
    }

    /// <summary>The body as it was sent.</summary>
    /// <exception cref="InvalidDataException">A part of it is lost.</exception>
    public async Task<byte[]> ReadBodyAsync(string id, CancellationToken cancel) => await ReadChunksAsync("b!", id, cancel) ?? [];

    /// <summary>Submissions that are not computed yet, received within a span of time, each with its mark.</summary>
    public async Task<IReadOnlyList<(string Id, PendingMark Mark)>> ListPendingAsync(Func<DateTimeOffset, bool> isWanted,
        CancellationToken cancel) =>
        [.. (await table.ListPrefixAsync(Partition, MarkPrefix, cancel)).Where(r => isWanted(r.Time("receivedat")))
            .Select(r => (r.Key[(r.Key.LastIndexOf('!') + 1)..], new PendingMark(TableNames.Submissions, Partition, r.Key)))];

    /// <summary>The pending mark, by department, so that a submission can read those of its department.</summary>
    public static PendingMark MarkOf(StoredSubmission submission) =>
        new(TableNames.Submissions, Partition, $"{MarkPrefix}{submission.Department}!{submission.Id}");

    private static string ClaimKey(string keyHash) => "k!" + keyHash;

    private static IEnumerable<Row> Parts(StoredSubmission submission, byte[] body,
        IReadOnlyList<SmartToyonaka.Domain.Measures.Observation> entries)
    {
        IEnumerable<Row> ofBody = Chunks("b!", submission.Id, body);
        return entries.Count == 0 ? ofBody :
        [
            .. ofBody, .. Chunks("e!", submission.Id, ObservationJson.Write(entries)),
            Make(MarkOf(submission).Key, new() { ["receivedat"] = submission.ReceivedAt }),
        ];
    }

    private static IEnumerable<Row> Chunks(string prefix, string id, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(content);
        }

        return packed.ToArray().Chunk(ChunkBytes).Select((chunk, i) => Make($"{prefix}{id}!{i:D2}", new() { ["chunk"] = chunk }));
    }

    // Null when there is none.
    private async Task<byte[]?> ReadChunksAsync(string prefix, string id, CancellationToken cancel)
    {
        var packed = (await table.ListPrefixAsync(Partition, $"{prefix}{id}!", cancel)).SelectMany(c => c.Bytes("chunk")).ToArray();
        if (packed.Length == 0)
        {
            return null;
        }

        using var unzipped = new MemoryStream();
        await using (var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            await zip.CopyToAsync(unzipped, cancel);
        }

        // The last four bytes of the gzip format are the length of the content: a mismatch means that the last chunks are missing.
        return packed.Length >= 4 && BitConverter.ToUInt32(packed.AsSpan(packed.Length - 4)) == unzipped.Length
            ? unzipped.ToArray()
            : throw new InvalidDataException($"The submission {id} has lost a part of what is kept of it.");
    }

    private static IReadOnlyList<TopicYear> ParseTopicYears(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split('|'))
            .Select(t => new TopicYear(t[0], new(int.Parse(t[1], System.Globalization.CultureInfo.InvariantCulture))))];

    private static Row Make(string key, Dictionary<string, object> columns) => new(Partition, key, columns);
}
