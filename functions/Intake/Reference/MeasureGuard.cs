using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// Errors of a catalogue's measures that only show beside the catalogue in effect, whose entries must stay readable. Pure.
/// </summary>
public static class MeasureGuard
{
    /// <summary>Measures that an upload leaves out, or gives another meaning.</summary>
    public static IReadOnlySet<string> Lost(Catalogue now, Catalogue would) =>
        now.MeasureSet.All.Where(m => Errors(would, m).Any()).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>Everything that is wrong, with its lines.</summary>
    /// <param name="now">The catalogue in effect.</param>
    /// <param name="would">The upload.</param>
    /// <param name="utf8">What it says.</param>
    /// <param name="withEntries">Of the measures that are lost, those that something has been said of.</param>
    public static IReadOnlyList<RegisterError> Errors(Catalogue now, Catalogue would, byte[] utf8, IReadOnlySet<string> withEntries) =>
        ReferenceCheck.WithLines(
            [.. now.MeasureSet.All.Where(m => withEntries.Contains(m.Id)).SelectMany(m => Errors(would, m))], utf8);

    private static IEnumerable<RegisterError> Errors(Catalogue would, Measure measure) =>
        would.MeasureSet.Find(measure.Id) is not { } after
            ? [RegisterError.Of(0, "/measures", "measure_vanished", MeasureMessages.Vanished(measure))]
        : !after.MeansTheSameAs(measure)
            ? [RegisterError.Of(0, Pointer(would, measure.Id), "measure_changed", MeasureMessages.Changed(measure))]
        : Units(would, measure, after);

    // A unit that was not said may be added.
    private static IEnumerable<RegisterError> Units(Catalogue would, Measure measure, Measure after) =>
        from was in measure.Details
        where was.Unit.Length > 0
        let isNow = after.Details.Index().FirstOrDefault(d => d.Item.Id == was.Id)
        where isNow.Item is not null && isNow.Item.Unit != was.Unit
        select RegisterError.Of(0, $"{Pointer(would, measure.Id)}/parts/{isNow.Index}", "unit_changed",
            MeasureMessages.UnitChanged(measure, was.Id, was.Unit, isNow.Item.Unit));

    // What the catalogue does not list it has from the program.
    private static string Pointer(Catalogue catalogue, string id) =>
        catalogue.Measures.Index().FirstOrDefault(m => m.Item.Id == id) is { Item: not null } found ? $"/measures/{found.Index}" : "/measures";
}
