using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Reads what all sections reported of a measure in a fiscal year and the one before. Hundreds of first values may come at once, and each
/// would hold all of it in memory: who asks while it is read shares the next reading with all who do, so that everyone gets what was read
/// after they had asked, and at most two readings of a measure are there at a time.
/// </summary>
public sealed class PeerValuesReader(LedgerStore ledger)
{
    private readonly Dictionary<(string Measure, int Year), Reading> newest = [];

    /// <summary>What was reported by now.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="year">The later of the two fiscal years.</param>
    /// <param name="cancel">Ends the waiting; the reading goes on for the others.</param>
    public Task<PeerValues> ReadAsync(string measure, FiscalYear year, CancellationToken cancel)
    {
        var key = (measure, year.Value);
        lock (newest)
        {
            if (!newest.TryGetValue(key, out var reading) || reading.HasBegun)
            {
                var next = new Reading(reading?.Result);
                next.Result = Task.Run(() => ReadAsync(key, next), CancellationToken.None);
                newest[key] = reading = next;
            }

            return reading.Result.WaitAsync(cancel);
        }
    }

    private async Task<PeerValues> ReadAsync((string Measure, int Year) key, Reading reading)
    {
        if (reading.Before is { } before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            reading.Before = null;
        }

        lock (newest)
        {
            reading.HasBegun = true;
        }

        try
        {
            return new(await ledger.ReadYearsAsync(key.Measure, new(key.Year - 1), new(key.Year), null, CancellationToken.None)
                .ToListAsync());
        }
        finally
        {
            lock (newest)
            {
                if (newest.GetValueOrDefault(key) == reading)
                {
                    newest.Remove(key);
                }
            }
        }
    }

    private sealed class Reading(Task? before)
    {
        public Task? Before { get; set; } = before;

        public Task<PeerValues> Result { get; set; } = null!;

        public bool HasBegun { get; set; }
    }
}
