using System.Text.Json;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// The first fiscal year from which another catalogue gives a topic other values: versions change nothing before them. Pure.
/// </summary>
internal static class CatalogueChange
{
    /// <summary>The topics whose indicators or measures are others, each with its first year; 0 for all years.</summary>
    public static IEnumerable<(string Topic, int From)> Of(Catalogue before, Catalogue after)
    {
        var scopes = after.Scopes.Where(s => before.Scopes.FirstOrDefault(b => b.Id == s.Id) is not { } was || Text(was) != Text(s))
            .Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in before.Indicators.Concat(after.Indicators).Select(i => i.Id).Distinct())
        {
            var (was, isNow) = (before.Find(id), after.Find(id));
            var from = isNow?.Formulas.Any(f => scopes.Contains(f.Scope)) == true ? 0 : FirstYear(before, was, after, isNow);
            if (from is { } year)
            {
                first[id] = year;
            }
        }

        // A sum is another where what it adds up is.
        foreach (var sum in after.Indicators.Where(i => i.Formula.Kind == FormulaKind.SumOfIndicators))
        {
            foreach (var part in sum.Formulas.SelectMany(f => f.Indicators ?? []).Where(first.ContainsKey))
            {
                first[sum.Id] = Math.Min(first.GetValueOrDefault(sum.Id, int.MaxValue), first[part]);
            }
        }

        return first.SelectMany(f => Topics(before, f.Key).Concat(Topics(after, f.Key)).Distinct().Select(t => (t, f.Value)))
            .Concat(Measures(before, after));
    }

    // Its own topic, and those that have to tell it from now on what they hold.
    private static IEnumerable<string> Topics(Catalogue catalogue, string indicator) => catalogue.Find(indicator) is { } found
        ? catalogue.MeasuresOf(found).Append(found.Formula.Measure).Select(m => catalogue.MeasureSet.Find(m)?.Topic).OfType<string>() : [];

    private static IEnumerable<(string Topic, int From)> Measures(Catalogue before, Catalogue after)
    {
        foreach (var measure in after.MeasureSet.All)
        {
            var was = before.MeasureSet.Find(measure.Id);
            if (was?.IsCumulated != measure.IsCumulated && (was is not null || measure.IsCumulated))
            {
                yield return (measure.Topic, 0);
            }

            int?[] years = was is null ? [] : [.. Ends(was).Except(Ends(measure)).Concat(Ends(measure).Except(Ends(was)))];
            if (years.OfType<int>().ToList() is { Count: > 0 } changed)
            {
                foreach (var topic in after.TopicsReading(measure.Topic).Prepend(measure.Topic))
                {
                    yield return (topic, changed.Min());
                }
            }
        }
    }

    // The fiscal years from which on something is, or is not, collected.
    private static IEnumerable<int?> Ends(Measure measure) =>
        measure.Details.SelectMany(p => new[] { p.From, p.Until + 1 }).Append(measure.Until + 1);

    private static int? FirstYear(Catalogue before, Indicator? was, Catalogue after, Indicator? isNow)
    {
        int[] years =
        [
            0, .. new[] { was, isNow }.OfType<Indicator>()
                .SelectMany(i => i.Versions.Select(v => (int?)v.From).Append(i.From).Append(i.Until + 1)).OfType<int>(),
        ];
        return years.Distinct().Order().Where(y => State(before, was, new(y)) != State(after, isNow, new(y))).Select(y => (int?)y)
            .FirstOrDefault();
    }

    private static string State(Catalogue catalogue, Indicator? indicator, FiscalYear year) =>
        indicator is null || indicator.From > year.Value || indicator.Until < year.Value ? ""
            : indicator.In(year) is var now ? $"{now.RulesVersion} {Text(now with { From = null, Until = null })} "
                + string.Join(' ', catalogue.MeasuresOf(now).Concat(now.Formula.StatusesOf(catalogue.MeasureSet))) : "";

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
