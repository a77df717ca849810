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
    /// <summary>Everything that is wrong.</summary>
    /// <param name="now">The catalogue in effect; null where it is not known.</param>
    /// <param name="would">The upload.</param>
    public static IReadOnlyList<RegisterError> Errors(Catalogue? now, Catalogue would)
    {
        var errors = new List<RegisterError>();
        foreach (var measure in now?.MeasureSet.All ?? [])
        {
            if (would.MeasureSet.Find(measure.Id) is not { } after)
            {
                errors.Add(RegisterError.Of(0, "/measures", "measure_vanished", MeasureMessages.Vanished(measure)));
            }
            else if (!after.MeansTheSameAs(measure))
            {
                errors.Add(RegisterError.Of(0, Pointer(would, measure.Id), "measure_changed", MeasureMessages.Changed(measure)));
            }
            else
            {
                errors.AddRange(Units(would, measure, after));
            }
        }

        return errors;
    }

    /// <summary>The same with their lines.</summary>
    public static IReadOnlyList<RegisterError> Errors(Catalogue? now, Catalogue would, byte[] utf8) =>
        Errors(now, would) is { Count: > 0 } errors ? ReferenceCheck.WithLines(errors, utf8) : [];

    // A unit that was not said may be added.
    private static IEnumerable<RegisterError> Units(Catalogue would, Measure measure, Measure after) =>
        from was in measure.Details
        where was.Unit.Length > 0
        let isNow = after.Details.Index().FirstOrDefault(d => d.Item.Id == was.Id)
        where isNow.Item is not null && isNow.Item.Unit != was.Unit
        select RegisterError.Of(0, $"{Pointer(would, measure.Id)}/parts/{isNow.Index}", "unit_changed",
            MeasureMessages.UnitChanged(measure, was.Id, was.Unit, isNow.Item.Unit));

    private static string Pointer(Catalogue catalogue, string id) =>
        $"/measures/{catalogue.Measures.Index().First(m => m.Item.Id == id).Index}";
}
