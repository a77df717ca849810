using System.Runtime.CompilerServices;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>
/// Finds figures that hold and come from sections that the catalogue does not name for them: taken before that was refused, or before the
/// catalogue changed.
/// </summary>
public sealed class NotOwedEntries(LedgerStore ledger, ReferenceData referenceData)
{
    /// <summary>
    /// Each by its key in the ledger. Reads the whole ledger; the keys of a section and month follow each other, so that only those are in
    /// memory.
    /// </summary>
    public async IAsyncEnumerable<VerificationDifference> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var reference = await referenceData.GetNewestAsync(cancel);
        var owners = new MeasureOwners(reference.Catalogue, reference.Register);
        var said = new List<Observation>();
        await foreach (var row in ledger.ReadAllAsync(cancel))
        {
            if (MeasureRegistry.Current.Find(row.Text("measure")) is not { Kind: not MeasureKind.Register } measure
                || owners.Owes(measure.Id, row.Text("section"), FiscalMonth.FromKey(row.Int("monthkey"))))
            {
                continue;
            }

            var entry = LedgerRow.ToObservation(row);
            if (said.Count > 0 && said[0].Key != entry.Key)
            {
                foreach (var difference in EffectiveObservations.Of(said).Select(ToDifference))
                {
                    yield return difference;
                }

                said.Clear();
            }

            said.Add(entry);
        }

        foreach (var difference in EffectiveObservations.Of(said).Select(ToDifference))
        {
            yield return difference;
        }
    }

    private static VerificationDifference ToDifference(Observation o) =>
        new(VerificationDifferenceKind.NotOwed, TableNames.Ledger, LedgerRow.Partition(o.Measure, o.Month.FiscalYear), LedgerRow.Key(o),
            []);
}
