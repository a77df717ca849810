using System.Text;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// What an upload of reference data would change in what is published. One that changes very many values may be an error of the whole file:
/// it waits for a confirmation.
/// </summary>
public sealed class ReferenceWeigher(
    StorageAccount storage, ReferenceData referenceData, ReferenceImpactOf impactOf, ReferenceOptions options)
{
    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>What an upload changes, and whether it waits; an upload that is refused changes nothing.</summary>
    public async Task<(ReferenceImpact Impact, bool Waits)> WeighAsync(
        string file, string etag, byte[]? utf8, Func<ReferenceSnapshot, byte[], ReferenceSnapshot>? would, CancellationToken cancel)
    {
        if (utf8 is null || would is null)
        {
            return (new(0, []), false);
        }

        var impact = await impactOf(would(await referenceData.GetNewestAsync(cancel), utf8), cancel);
        var isConfirmed = options.Waits(impact) && await state.ReadAsync(ReferencePuller.ConfirmationBlob(file), cancel) is { } confirmed
            && Encoding.UTF8.GetString(confirmed.Content) == etag.Trim('"');
        return (impact, options.Waits(impact) && !isConfirmed);
    }
}
