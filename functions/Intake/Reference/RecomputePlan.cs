using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// What uploads of one kind still have to recompute. It is noted before the upload takes effect and forgotten when it is asked for, so
/// that a stop in between loses nothing: what an upload changed could not be told any more once it holds.
/// </summary>
internal sealed class RecomputePlan(BlobStore state, string held)
{
    private readonly string name = held + ".recompute";

    /// <summary>Notes more; what was noted before and not asked for yet stays.</summary>
    public async Task AddAsync(IReadOnlyList<AffectedYears> touched, CancellationToken cancel) =>
        await state.WriteAsync(name, JsonSerializer.SerializeToUtf8Bytes((await ReadAsync(cancel)).Union(touched)), "application/json", cancel);

    /// <summary>
    /// Asks for all that is noted. Years that are computed for the first time meanwhile are either listed by now or read what holds now.
    /// Even with nothing to compute the dimension tables have to follow: that is what a message without keys does.
    /// </summary>
    public async Task SendAsync(ComputedYears computed, RecomputeQueue queue, CancellationToken cancel)
    {
        var touched = await ReadAsync(cancel);
        await queue.SendAsync((await computed.ListAsync(cancel)).Where(t => touched.Any(x => x.Includes(t.Topic, t.Year))), cancel);
    }

    public Task ForgetAsync(CancellationToken cancel) => state.DeleteAsync(name, cancel);

    private async Task<IReadOnlyList<AffectedYears>> ReadAsync(CancellationToken cancel) =>
        await state.ReadAsync(name, cancel) is { } noted ? JsonSerializer.Deserialize<List<AffectedYears>>(noted.Content) ?? [] : [];
}
