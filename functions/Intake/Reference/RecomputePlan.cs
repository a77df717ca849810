using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// The recomputations that uploads of one kind still need, and what the last of them changes. Both are stored before the upload takes
/// effect: after that, the change could not be determined any more. The first are deleted when they are requested.
/// </summary>
internal sealed class RecomputePlan(BlobStore state, string held)
{
    private readonly string name = held + ".recompute", weighed = held + ".impact";

    /// <summary>Adds to the plan; earlier entries that were not requested yet stay.</summary>
    public async Task AddAsync(IReadOnlyList<AffectedYears> touched, CancellationToken cancel) =>
        await state.WriteAsync(name, JsonSerializer.SerializeToUtf8Bytes((await ReadAsync(cancel)).Union(touched)), "application/json",
            cancel);

    /// <summary>
    /// Requests everything in the plan. Years that are computed for the first time meanwhile are either listed by now or read the current
    /// data. A message without keys updates the dimension tables even when nothing has to be computed.
    /// </summary>
    public async Task SendAsync(ComputedYears computed, RecomputeQueue queue, CancellationToken cancel)
    {
        var touched = await ReadAsync(cancel);
        await queue.SendAsync((await computed.ListAsync(cancel)).Where(t => touched.Any(x => x.Includes(t.Topic, t.Year))), cancel);
    }

    /// <summary>Notes what an upload changes, compared with what is published before it takes effect.</summary>
    /// <param name="etag">Names the upload.</param>
    public Task NoteAsync(string etag, ReferenceImpact impact, CancellationToken cancel) =>
        state.WriteAsync(weighed, JsonSerializer.SerializeToUtf8Bytes(new PlannedImpact(etag, impact)), "application/json", cancel);

    /// <summary>What was noted of an upload that was interrupted after it took effect; null where nothing was.</summary>
    public async Task<ReferenceImpact?> NotedAsync(string etag, CancellationToken cancel) =>
        await state.ReadAsync(weighed, cancel) is { } noted && JsonSerializer.Deserialize<PlannedImpact>(noted.Content) is { } found
            && found.ETag == etag ? found.Impact : null;

    public Task ForgetAsync(CancellationToken cancel) => state.DeleteAsync(name, cancel);

    private async Task<IReadOnlyList<AffectedYears>> ReadAsync(CancellationToken cancel) =>
        await state.ReadAsync(name, cancel) is { } noted ? JsonSerializer.Deserialize<List<AffectedYears>>(noted.Content) ?? [] : [];

    private sealed record PlannedImpact(string ETag, ReferenceImpact Impact);
}
