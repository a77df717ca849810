using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops.Checks;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Looks for figures of a drop that are readable and probably wrong, by the reference data that hold.</summary>
public sealed class DropReview(DropChecks checks, HoldChecks holds, ReferenceData reference)
{
    /// <inheritdoc cref="HoldChecks.MarkAsync"/>
    internal async Task<DropCheck> MarkAsync(DropCheck check, CancellationToken cancel) =>
        await holds.MarkAsync(check, await reference.GetAsync(cancel), cancel);

    /// <inheritdoc cref="DropChecks.WarnAsync"/>
    internal async Task<DropReceipt> WarnAsync(
        DropReceipt receipt, IEnumerable<Observation> taken, DateTimeOffset receivedAt, CancellationToken cancel) =>
        await checks.WarnAsync(receipt, taken, receivedAt, await reference.GetAsync(cancel), cancel);
}
