using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Recomputation;

/// <summary>
/// Asks for the fiscal year that has begun: what holds from the years before is there from its first day, though nobody has handed in
/// anything.
/// </summary>
public sealed class YearOpening(ComputedYears computed, RecomputeQueue queue, TimeProvider clock)
{
    /// <summary>
    /// Asks for every topic that hands on from year to year and was not computed since the year began; through April again each day, which
    /// changes nothing.
    /// </summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        var month = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow()));
        var years = (await computed.ListAsync(cancel)).ToLookup(t => t.Topic, t => t.Year);
        var asked = new List<TopicYear>();
        foreach (var topic in MeasureRegistry.Current.All.Where(m => m.IsCarriedForward).Select(m => m.Topic).Distinct())
        {
            var known = years[topic].ToList();
            if (known.Any(y => y.Value < month.FiscalYear.Value) && (month == month.FiscalYear.First || !known.Contains(month.FiscalYear)))
            {
                asked.Add(new(topic, month.FiscalYear));
            }
        }

        if (asked.Count > 0)
        {
            await queue.SendAsync(asked, cancel);
        }
    }
}
