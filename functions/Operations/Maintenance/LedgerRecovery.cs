using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>The result of a comparison of the ledger with its sources.</summary>
/// <param name="Same">Entries that are as their source has them.</param>
/// <param name="Missing">Entries that a source has and the ledger had not.</param>
/// <param name="Different">Entries that said something else than their source.</param>
/// <param name="Unaccounted">Entries without a source.</param>
/// <param name="Unread">Uploads that cannot be read any more, one line each, with the reason.</param>
/// <param name="Unasked">Entries of those uploads: they stay as they are, and only a backup could restore them.</param>
public sealed record LedgerComparison(
    int Same, IReadOnlyList<VerificationDifference> Missing, IReadOnlyList<VerificationDifference> Different,
        IReadOnlyList<VerificationDifference> Unaccounted, IReadOnlyList<string> Unread, int Unasked)
{
    /// <summary>Submissions with missing parts, and parts without their submission. Submitting one again repairs it.</summary>
    public IReadOnlyList<VerificationDifference> Incomplete { get; init; } = [];

    /// <summary>True when every submission is complete, and every entry that can be checked equals its source.</summary>
    public bool IsGood => Missing.Count + Different.Count + Unaccounted.Count + Incomplete.Count == 0;
}

/// <summary>
/// Compares the ledger with its sources, the stored submissions and the uploads, and restores lost entries under the same key, with the
/// original time of acceptance and source. Nothing is deleted. Idempotent.
/// </summary>
public sealed class LedgerRecovery(
    StorageAccount storage, LedgerStore ledger, SubmissionStore submissions, DropChecker checker, ReferenceData referenceData,
        PeriodChangeStore periodChanges)
{
    // So that a large upload is not in memory twice.
    private const int AtATime = 1000;

    private readonly TableStore table = storage.Table(TableNames.Ledger);
    private readonly BlobStore uploads = storage.Container(ContainerNames.Drops);
    private readonly BlobStore receipts = storage.Container(ContainerNames.Receipts);
    private readonly SubmissionParts parts = new(storage, submissions);
    private readonly DropClaimStore drops = new(storage);
    private readonly DecisionStore decisions = new(storage);

    /// <summary>Compares, and writes what is missing or different when asked to.</summary>
    /// <param name="write">False to compare only.</param>
    /// <param name="progress">Told of each source.</param>
    /// <param name="cancel">Stops; what was written stays right.</param>
    public async Task<LedgerComparison> RunAsync(bool write, IProgress<string> progress, CancellationToken cancel)
    {
        var there = new Dictionary<(string Partition, string Key), (UInt128 Digest, UInt128 Source)>();
        await foreach (var row in ledger.ReadAllAsync(cancel))
        {
            there[(row.Partition, row.Key)] = (Digest(row), SourceId(row.Text("sourceid"), row.Text("sourceetag")));
        }

        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{there.Count} entries in the ledger"));
        var same = 0;
        List<VerificationDifference> missing = [], different = [];
        var unread = new Dictionary<UInt128, string>();
        var seen = new HashSet<(string, string)>();
        List<Row> wrong = [];
        await foreach (var entry in SourcesAsync(unread, progress, cancel))
        {
            var row = LedgerRow.From(entry);
            if (!seen.Add((row.Partition, row.Key)))
            {
                continue;
            }

            // The ledger was read before its sources: entries added since are looked up.
            if (!there.Remove((row.Partition, row.Key), out var found)
                && (found.Digest = await table.GetAsync(row.Partition, row.Key, cancel) is { } gained ? Digest(gained)
                    : default) == default)
            {
                missing.Add(new(VerificationDifferenceKind.Missing, TableNames.Ledger, row.Partition, row.Key, []));
            }
            else if (found.Digest != Digest(row))
            {
                different.Add(new(VerificationDifferenceKind.Different, TableNames.Ledger, row.Partition, row.Key,
                    ["what its source says"]));
            }
            else
            {
                same++;
                continue;
            }

            wrong.Add(row);
            if (wrong.Count == AtATime)
            {
                await WriteAsync();
            }
        }

        await WriteAsync();
        var unaccounted = there.Where(e => !unread.ContainsKey(e.Value.Source)).Select(e =>
            new VerificationDifference(VerificationDifferenceKind.Unaccounted, TableNames.Ledger, e.Key.Partition, e.Key.Key, [])).ToList();
        return new(same, missing, different, unaccounted, [.. unread.Values],
            there.Count - unaccounted.Count)
        { Incomplete = await parts.CheckAsync(cancel) };

        async Task WriteAsync()
        {
            if (write && wrong.Count > 0)
            {
                await table.WriteAsync(wrong, [], cancel);
            }

            wrong.Clear();
        }
    }

    private async IAsyncEnumerable<Observation> SourcesAsync(Dictionary<UInt128, string> unread, IProgress<string> progress,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        progress.Report("submissions");
        await foreach (var id in submissions.ListIdsAsync(cancel))
        {
            IReadOnlyList<Observation> entries = [];
            try
            {
                entries = await submissions.ReadEntriesAsync(id, cancel);
            }
            catch (InvalidDataException)
            {
                // Listed with the incomplete submissions; its entries in the ledger stay.
                unread[SourceId(id, "")] = $"the submission {id} has lost a part of what is kept of it";
            }

            foreach (var entry in entries)
            {
                yield return entry;
            }
        }

        var reference = await referenceData.GetNewestAsync(cancel);
        var acts = new ClosedMonths(await periodChanges.ListAllAsync(cancel));
        foreach (var folder in DropProfile.All.Select(p => p.Folder))
        {
            progress.Report($"{ContainerNames.Drops}/{folder}");
            await foreach (var entry in OfFolderAsync(folder, reference, acts, unread, cancel))
            {
                yield return entry;
            }
        }
    }

    private async IAsyncEnumerable<Observation> OfFolderAsync(
        string folder, ReferenceSnapshot reference, ClosedMonths acts, Dictionary<UInt128, string> unread,
            [EnumeratorCancellation] CancellationToken cancel)
    {
        // Decided uploads that are not complete yet: the entries that were written already are compared too, since they may be lost.
        foreach (var decision in await decisions.ListAsync(folder, cancel))
        {
            await using var kept = await decisions.OpenAsync(decision, cancel);
            foreach (var entry in kept?.All().Take(decision.Written) ?? [])
            {
                yield return entry;
            }
        }

        var there = new Dictionary<string, BlobVersion>(StringComparer.Ordinal);
        await foreach (var blob in uploads.ListAsync(folder + "/", cancel))
        {
            there[blob.Name] = blob;
        }

        await foreach (var (claim, pairsTaken, rowsTaken) in drops.DoneAsync(folder, cancel))
        {
            if (pairsTaken == 0)
            {
                continue;
            }

            var path = $"{folder}/{claim.File}";
            if (!there.TryGetValue(path, out var blob) || blob.ETag != claim.ETag)
            {
                unread[SourceId(path, claim.ETag)] = $"{path} of {claim.UploadedAt:u} was overwritten or deleted since";
                continue;
            }

            // By the months that were closed when it was taken.
            var words = DropReference.Of(reference, acts.AsOf(claim.ClaimedAt), claim.ClaimedAt) with { AssumedUnit = claim.AssumedUnit };
            var check = await checker.CheckAsync(DropFile.Of(folder, blob, uploads), words, cancel);
            if (check is null || check.Receipt.PairsTaken != pairsTaken || check.Receipt.RowsTaken != rowsTaken)
            {
                unread[SourceId(path, claim.ETag)] =
                    $"{path} of {claim.UploadedAt:u} is read otherwise now than when it was taken: the register or the catalogue's words "
                        + $"have changed";
                continue;
            }

            var waiting = await WaitingAsync(path, cancel);
            foreach (var entry in check.Observations)
            {
                var taken = entry with { ReceivedAt = claim.ReceivedAt };
                yield return waiting.TryGetValue((entry.Section, entry.Month.ToString()), out var why)
                    ? taken with { State = EntryState.Held, Why = why.Why, WhyEn = why.WhyEn } : taken;
            }
        }
    }

    // What waited when it was taken is in its receipt: by now it would be compared with other values.
    private async Task<Dictionary<(string Section, string Month), WaitingPair>> WaitingAsync(string path, CancellationToken cancel)
    {
        var receipt = await receipts.ReadAsync($"{path}.json", cancel) is { } blob
            ? System.Text.Json.JsonSerializer.Deserialize<WaitingReceipt>(blob.Content, System.Text.Json.JsonSerializerOptions.Web) : null;
        return (receipt?.Waiting ?? []).ToDictionary(w => (w.Section, w.Month));
    }

    private sealed record WaitingReceipt(IReadOnlyList<WaitingPair>? Waiting);

    private static UInt128 Digest(Row row)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in row.Columns.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('=').Append(value is DateTimeOffset at ? at.UtcTicks.ToString(CultureInfo.InvariantCulture)
                : Convert.ToString(value, CultureInfo.InvariantCulture)).Append('\n');
        }

        return Hash(text.ToString());
    }

    private static UInt128 SourceId(string id, string etag) => Hash($"{id}|{etag}");

    private static UInt128 Hash(string text) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
