using System.Runtime.CompilerServices;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// Selects the rows for a backup of a running app, so that it is consistent as of one moment: a submission is included with all its parts
/// or not at all, and with all that were stored before it; the closings are those of that moment; every ledger entry has its source in the
/// backup.
/// <para>
/// The moment is the time of the newest submission in a first listing. All older ones were written before that listing ended, so a second
/// listing includes them all; and since a submission is stored in one transaction, all its rows exist by then.
/// </para>
/// </summary>
internal sealed class BackupConsistencyPoint
{
    private const string RowPrefix = "s!", AfterRows = "s\"";

    private readonly TableStore submissions, closings, drops;
    private readonly HashSet<string> kept = new(StringComparer.Ordinal);
    private readonly HashSet<(string Id, string ETag)> sources = [];
    private List<Row> actsAndMarks = [];

    private BackupConsistencyPoint(StorageAccount storage)
    {
        submissions = storage.Table(TableNames.Submissions);
        closings = storage.Table(TableNames.Closings);
        drops = storage.Table(TableNames.Drops);
    }

    /// <summary>Finds the moment, and what had been stored and closed by then.</summary>
    public static async Task<BackupConsistencyPoint> MakeAsync(StorageAccount storage, CancellationToken cancel)
    {
        var cut = new BackupConsistencyPoint(storage);
        var newest = DateTimeOffset.MinValue;
        await foreach (var (_, writtenAt) in cut.TimesAsync(cancel))
        {
            newest = writtenAt > newest ? writtenAt : newest;
        }

        var acts = await cut.closings.ListAsync(PeriodChangeStore.Partition, cancel: cancel);
        var closedAt = await cut.closings.ReadTimesAsync(PeriodChangeStore.Partition, "", "~", cancel)
            .ToDictionaryAsync(t => t.Key, t => t.WrittenAt, cancellationToken: cancel);
        var next = DateTimeOffset.MaxValue;
        await foreach (var (key, writtenAt) in cut.TimesAsync(cancel))
        {
            if (writtenAt <= newest)
            {
                cut.kept.Add(key[RowPrefix.Length..]);
            }
            else
            {
                next = writtenAt < next ? writtenAt : next;
            }
        }

        // A year that was closed after a submission that is left out: its closing is left out, too.
        cut.actsAndMarks = [.. acts.Where(a => !closedAt.TryGetValue(a.Key, out var at) || at < next)];
        return cut;
    }

    /// <summary>The rows of a table for the backup. Sources before the ledger.</summary>
    public IAsyncEnumerable<Row> RowsAsync(TableStore table, CancellationToken cancel) => table.Name switch
    {
        TableNames.Submissions => table.ReadAllAsync(cancel).Where(r => OwnerOf(r) is not { } id || kept.Contains(id)),
        TableNames.Closings => actsAndMarks.ToAsyncEnumerable(),
        TableNames.Drops => DropsAsync(cancel),
        TableNames.Ledger => table.ReadAllAsync(cancel).Where(r => r.Text("sourcekind") == Source.Submission
            ? kept.Contains(r.Text("sourceid"))
            : sources.Contains((r.Text("sourceid"), r.Text("sourceetag")))),
        _ => table.ReadAllAsync(cancel),
    };

    private IAsyncEnumerable<(string Key, DateTimeOffset WrittenAt)> TimesAsync(CancellationToken cancel) =>
        submissions.ReadTimesAsync(SubmissionStore.Partition, RowPrefix, AfterRows, cancel);

    // The processed uploads are read before the claims: a claim that is missing in them is looked up, whereas one that is only in them is
    // lost. A claim of an upload in process has its mark, even if that was deleted while the claims were read.
    private async IAsyncEnumerable<Row> DropsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var folder in DropProfile.All.Select(p => p.Folder))
        {
            await foreach (var seen in drops.ReadAsync(ProcessedUploads.Partition(folder), cancel: cancel))
            {
                yield return seen;
            }
        }

        var taking = new Dictionary<(string, string), Row>();
        await foreach (var row in drops.ReadAllAsync(cancel).Where(r => !ProcessedUploads.IsPartition(r.Partition)))
        {
            if (row.Columns.ContainsKey("etag"))
            {
                var claim = DropClaimStore.ToClaim(row);
                sources.Add(($"{claim.Folder}/{claim.File}", claim.ETag));
                if (DropClaimStore.IsTakingMark(row.Key))
                {
                    taking.Remove((row.Partition, row.Key));
                }
                else if (!claim.IsDone)
                {
                    taking[(row.Partition, DropClaimStore.TakingMarkOf(row.Key))] = row;
                }
            }

            yield return row;
        }

        foreach (var ((partition, key), claim) in taking)
        {
            yield return claim with { Partition = partition, Key = key };
        }
    }

    // Null for a row that is no submission's.
    private static string? OwnerOf(Row row) => row.Key.Split('!') switch
    {
        ["k", ..] => row.Text("submission"),
        ["s" or "b" or "e", var id, ..] => id,
        ["p", .., var id] => id,
        _ => null,
    };
}
