using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartToyonaka.Ledger;
using SmartToyonaka.Storage;

namespace SmartToyonaka.Drops;

/// <summary>An upload as the table <c>drops</c> knows it.</summary>
/// <param name="File">Its path within the folder.</param>
/// <param name="ETag">Names the upload.</param>
/// <param name="UploadedAt">When it was put there, to the second.</param>
/// <param name="ReceivedAt">The same, but later than every upload of the folder that was begun before it.</param>
/// <param name="ClaimedAt">When it was begun.</param>
/// <param name="State">One of <see cref="DropState"/>.</param>
internal sealed record DropClaim(string Folder, string File, string ETag, DateTimeOffset UploadedAt, DateTimeOffset ReceivedAt, DateTimeOffset ClaimedAt, string State)
{
    public bool IsDone => State != DropState.Taking;
}

/// <summary>
/// The table <c>drops</c>: every upload with its state (partition: folder; newest first), and marks of uploads whose figures are not
/// computed yet (partition <c>pending</c>). And its published sibling <c>factdrop</c>.
/// </summary>
internal sealed class DropTable(StorageAccount storage)
{
    public const string PendingPartition = "pending";
    private const int ListedErrors = 20;

    private static readonly HashSet<string> Nothing = [];
    private readonly TableStore drops = storage.Table(TableNames.Drops), published = storage.Table(TableNames.FactDrop);

    public async Task<List<DropClaim>> ClaimsAsync(string folder, CancellationToken cancel) => [.. (await drops.ListAsync(folder, cancel: cancel)).Select(ToClaim)];

    /// <summary>Claims an upload; when it was claimed before, what was written then holds.</summary>
    public async Task<DropClaim> ClaimAsync(DropClaim claim, CancellationToken cancel)
    {
        var row = new Row(claim.Folder, Key(claim), Columns(claim));
        if (await drops.TryInsertAsync([row], cancel))
        {
            return claim;
        }

        var found = await drops.GetAsync(row.Partition, row.Key, cancel);
        return found is null ? claim : ToClaim(found);
    }

    /// <summary>The mark that says that an upload's figures are not computed yet; it is there before the figures are.</summary>
    public async Task<PendingMark> MarkPendingAsync(DropClaim claim, IReadOnlyList<TopicYear> topicYears, DateTimeOffset now, CancellationToken cancel)
    {
        var mark = new PendingMark(TableNames.Drops, PendingPartition, $"{claim.Folder}-{Key(claim)}");
        await drops.PutAsync(new(mark.Partition, mark.Key, new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["keys"] = string.Join(' ', topicYears.Select(t => $"{t.Topic}|{t.Year}")),
            ["markedat"] = now,
        }), cancel);
        return mark;
    }

    /// <summary>Marks that have stood for a while.</summary>
    public async Task<List<RecomputeRequest>> PendingAsync(DateTimeOffset before, CancellationToken cancel) =>
        [.. (await drops.ListAsync(PendingPartition, cancel: cancel)).Where(r => r.Time("markedat") < before).Select(ToRequest)];

    /// <summary>Publishes what became of an upload, and says that it is done with.</summary>
    public async Task FinishAsync(DropClaim claim, DropReceipt receipt, CancellationToken cancel)
    {
        var fact = DropRows.From(Hash(claim), receipt);
        if (await published.GetAsync(fact.Partition, fact.Key, cancel) is not { } before || !fact.SameAs(before, Nothing))
        {
            await published.PutAsync(fact, cancel);
        }

        var done = Columns(claim with { State = receipt.State });
        done["rowsread"] = receipt.RowsRead;
        done["rowstaken"] = receipt.RowsTaken;
        done["rowsheld"] = receipt.RowsHeld;
        done["pairstaken"] = receipt.PairsTaken;
        done["pairsheld"] = receipt.PairsHeld;
        done["encoding"] = receipt.Encoding;
        done["errorcount"] = receipt.Errors.Count;
        done["errors"] = JsonSerializer.Serialize(receipt.Errors.Take(ListedErrors), DropReceipt.Json);
        done["warningcount"] = receipt.WarningCount;
        done["warnings"] = JsonSerializer.Serialize(receipt.Warnings.Take(ListedErrors), DropReceipt.Json);
        await drops.PutAsync(new(claim.Folder, Key(claim), done), cancel);
    }

    /// <summary>The newest uploads of a folder, from a key on.</summary>
    public async Task<List<Row>> NewestAsync(string folder, string? from, int count, CancellationToken cancel)
    {
        var rows = new List<Row>(count);
        await foreach (var row in drops.ReadAsync(folder, from, cancel: cancel))
        {
            rows.Add(row);
            if (rows.Count == count)
            {
                break;
            }
        }

        return rows;
    }

    private static Dictionary<string, object> Columns(DropClaim claim) => new(StringComparer.Ordinal)
    {
        ["folder"] = claim.Folder,
        ["file"] = claim.File,
        ["etag"] = claim.ETag,
        ["uploadedat"] = claim.UploadedAt,
        ["receivedat"] = claim.ReceivedAt,
        ["claimedat"] = claim.ClaimedAt,
        ["state"] = claim.State,
    };

    private static DropClaim ToClaim(Row row) => new(
        row.Text("folder"), row.Text("file"), row.Text("etag"), row.Time("uploadedat"), row.Time("receivedat"), row.Time("claimedat"), row.Text("state"));

    private static RecomputeRequest ToRequest(Row row) => new(
        [.. row.Text("keys").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(k => k.Split('|')).Select(k => new TopicYear(k[0], new(int.Parse(k[1], System.Globalization.CultureInfo.InvariantCulture))))],
        [new(TableNames.Drops, row.Partition, row.Key)]);

    // Newest first, and the same for the same upload.
    private static string Key(DropClaim claim) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - claim.UploadedAt.UtcTicks:D19}-{Hash(claim)}");

    private static string Hash(DropClaim claim) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{claim.File}|{claim.ETag}")).AsSpan(0, 16));
}
