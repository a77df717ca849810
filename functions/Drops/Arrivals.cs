namespace SmartToyonaka.Drops;

/// <summary>
/// The ledger takes the newest upload. Storage tells time to the second, so an upload is later by a tick than those of the same second
/// that were begun before it.
/// </summary>
internal sealed class Arrivals(DropTable table)
{
    private readonly Dictionary<DateTimeOffset, DateTimeOffset> latest = [];

    /// <summary>The time of an upload that is begun now.</summary>
    public async Task<DateTimeOffset> NextAsync(DropFile file, CancellationToken cancel)
    {
        if (!latest.TryGetValue(file.UploadedAt, out var before))
        {
            before = (await table.UploadedAtAsync(file.Folder, file.UploadedAt, cancel)).Select(c => c.ReceivedAt).Append(file.UploadedAt.AddTicks(-1)).Max();
            latest[file.UploadedAt] = before;
        }

        return before.AddTicks(1);
    }

    /// <summary>Tells it the time that an upload was given, now or by an earlier look.</summary>
    public void Saw(DropClaim claim)
    {
        if (claim.ReceivedAt > latest[claim.UploadedAt])
        {
            latest[claim.UploadedAt] = claim.ReceivedAt;
        }
    }
}
