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
        if (lost.Count == 0)
        {
            return (utf8, []);
        }

        // What nobody has said anything of may go, or mean something else.
        var said = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in ledger.ReadAllAsync(cancel))
        {
            if (lost.Contains(row.Text("measure")) && said.Add(row.Text("measure")) && said.Count == lost.Count)
            {
                break;
            }
        }

        var wrong = MeasureGuard.Errors(now.Catalogue, would, utf8, said);
        return (wrong.Count == 0 ? utf8 : null, wrong);
    }
}
