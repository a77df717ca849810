using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// Errors of a catalogue's measures that only show beside the catalogue in effect, whose entries must stay readable. Pure.
/// </summary>
public static class MeasureGuard
{
    /// <summary>Measures that an upload leaves out, or gives another meaning.</summary>
    public static IEnumerable<string> Lost(Catalogue now, Catalogue would) => now.MeasureSet.All
        .Where(m => would.MeasureSet.Find(m.Id)?.MeansTheSameAs(m) != true).Select(m => m.Id);

    /// <summary>Everything that is wrong.</summary>
    /// <param name="now">The catalogue in effect.</param>
    /// <param name="would">The upload.</param>
    /// <param name="withEntries">Of the measures that are lost, those that something has been said of.</param>
    public static IReadOnlyList<RegisterError> Errors(Catalogue now, Catalogue would, IReadOnlySet<string> withEntries)
    {
        var errors = new List<RegisterError>();
        foreach (var measure in now.MeasureSet.All.Where(m => withEntries.Contains(m.Id)))
        {
            if (would.MeasureSet.Find(measure.Id) is not { } after)
            {
                errors.Add(new(0, "/measures", "measure_vanished", MeasureMessages.Vanished(measure)));
            }
            else if (!after.MeansTheSameAs(measure))
            {
                errors.Add(new(0, Pointer(would, measure.Id), "measure_changed", MeasureMessages.Changed(measure)));
            }
        }

        return errors;
    }

    private static string Pointer(Catalogue catalogue, string id) =>
        catalogue.Measures.Index().FirstOrDefault(m => m.Item.Id == id) is (var at, not null) ? $"/measures/{at}" : "/measures";
}
