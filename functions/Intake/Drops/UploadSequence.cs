namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// The newest upload is the effective one. The storage has times in whole seconds; within a second ETags give the order (<see
/// cref="UploadTime"/>). Where they do not, an upload gets a time one tick after those of the same second that were started before it. No
/// two uploads of a folder have the same time.
/// </summary>
internal sealed class UploadSequence(DropClaimStore claims)
{
    private readonly Dictionary<DateTimeOffset, HashSet<DateTimeOffset>> given = [];

    /// <summary>The time of an upload that is started now.</summary>
    public async Task<DateTimeOffset> NextAsync(DropFile file, CancellationToken cancel)
    {
        if (!given.TryGetValue(file.UploadedAt, out var times))
        {
            given[file.UploadedAt] = times = [.. (await claims.UploadedAtAsync(file.Folder, file.UploadedAt, cancel))
                .Select(c => c.ReceivedAt)];
        }

        var time = UploadTime.Of(file.ETag, file.UploadedAt) ?? times.Append(file.UploadedAt.AddTicks(-1)).Max().AddTicks(1);
        while (times.Contains(time))
        {
            time = time.AddTicks(1);
        }

        return time;
    }

    /// <summary>Registers the time that an upload was given, now or by an earlier run.</summary>
    public void Record(DropClaim claim) => given[claim.UploadedAt].Add(claim.ReceivedAt);
}
