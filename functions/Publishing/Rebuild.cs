using SmartToyonaka.Calendar;
using SmartToyonaka.Figures;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing;

/// <summary>Computes everything again from the ledger.</summary>
public sealed class Rebuild(LedgerStore ledger, Recomputation recomputation)
{
    /// <summary>Goes through every topic and fiscal year that the ledger speaks of, oldest year first, since years hand on to later ones.</summary>
    public async Task<int> RunAsync(IProgress<string> progress, CancellationToken cancel)
    {
        var found = new HashSet<TopicYear>();
        await foreach (var row in ledger.ReadAllAsync(cancel))
        {
            if (Measures.Find(row.Text("measure")) is { } measure)
            {
                found.Add(new(measure.Topic, FiscalMonth.FromKey(row.Int("monthkey")).FiscalYear));
            }
        }

        foreach (var topicYear in found.OrderBy(t => t.Topic, StringComparer.Ordinal).ThenBy(t => t.Year))
        {
            progress.Report($"{topicYear.Topic} {topicYear.Year}");
            await recomputation.HandleAsync(new([topicYear], []), cancel);
        }

        return found.Count;
    }
}
