using System.Text;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// What an upload of reference data would change in what is published. One that changes very many values may be an error of the whole file:
/// it waits for a confirmation.
/// </summary>
public sealed class ReferenceImpactCheck(
    StorageAccount storage, ReferenceData referenceData, ReferenceImpactOf impactOf, ReferenceOptions options)
{
    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>
    /// What an upload changes, and whether it waits; an upload that is refused changes nothing. A fault, where nothing can be computed
    /// by it.
    /// </summary>
    public async Task<(ReferenceImpact Impact, bool Waits, RegisterError? Fault)> CheckAsync(
        string file, string etag, byte[]? utf8, Func<ReferenceSnapshot, byte[], ReferenceSnapshot>? would, CancellationToken cancel)
    {
        if (utf8 is null || would is null)
        {
            return (new(0, []), false, null);
        }

        ReferenceImpact impact;
        try
        {
            impact = await impactOf(would(await referenceData.GetNewestAsync(cancel), utf8), cancel);
        }
        catch (Exception e) when (e is ArithmeticException or KeyNotFoundException or InvalidOperationException)
        {
            // What passes the checks and still cannot be computed would stop every recomputation.
            return (new(0, []), false, RegisterError.Of(0, "", "not_computable", CatalogueTextMessages.NotComputable(e.Message)));
        }

        var isConfirmed = options.Waits(impact) && await state.ReadAsync(ReferencePuller.ConfirmationBlob(file), cancel) is { } confirmed
            && Encoding.UTF8.GetString(confirmed.Content) == etag.Trim('"');
        return (impact, options.Waits(impact) && !isConfirmed, null);
    }
}
