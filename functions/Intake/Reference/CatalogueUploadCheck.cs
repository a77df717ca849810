using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Checks an upload of the catalogue, also against what has been handed in by the one in effect.</summary>
public sealed class CatalogueUploadCheck(LedgerStore ledger)
{
    /// <summary>Checks a catalogue by itself and against the current one.</summary>
    public async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CheckAsync(byte[] content, ReferenceSnapshot now,
        CancellationToken cancel)
    {
        var (utf8, errors) = await ReferenceCheck.CatalogueAsync(content, now.Register);
        if (utf8 is null)
        {
            return (null, errors);
        }

        var would = Catalogue.Parse(utf8);
        var lost = MeasureGuard.Lost(now.Catalogue, would);
        var terms = TermGuard.Lost(now.Catalogue, would).ToHashSet();
        if (lost.Count == 0 && terms.Count == 0)
        {
            return (utf8, []);
        }

        // What nobody has said anything of may go, or mean something else.
        var said = new HashSet<string>(StringComparer.Ordinal);
        var used = new HashSet<LostTerm>();
        var ofTerms = terms.Select(t => t.Measure.Id).ToHashSet(StringComparer.Ordinal);
        await foreach (var row in ledger.ReadAllAsync(cancel))
        {
            var measure = row.Text("measure");
            if (lost.Contains(measure))
            {
                said.Add(measure);
            }

            if (ofTerms.Contains(measure) && LedgerRow.ToObservation(row) is var entry)
            {
                used.UnionWith(terms.Where(t => t.IsIn(entry)));
                terms.ExceptWith(used);
            }

            if (said.Count == lost.Count && terms.Count == 0)
            {
                break;
            }
        }

        IReadOnlyList<RegisterError> wrong = [.. MeasureGuard.Errors(now.Catalogue, would, utf8, said)
            .Concat(TermGuard.Errors(would, utf8, used)).OrderBy(e => e.Line)];
        return (wrong.Count == 0 ? utf8 : null, wrong);
    }
}
