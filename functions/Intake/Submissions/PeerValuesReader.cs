using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Reads what all sections reported of a measure in a fiscal year and the one before. Hundreds of first values may come at once, and each
/// would hold all of it in memory: who asks while it is read shares the next reading with all who do, so that everyone gets what was read
/// after they had asked, and at most two readings of a measure are there at a time.
/// </summary>
public sealed class PeerValuesReader(LedgerStore ledger)
{
    private readonly GroupedCalls<(string Measure, int Year), bool, PeerValues> readings = new(async (of, asked) =>
    {
        var read = new PeerValues(await ledger.ReadYearsAsync(of.Measure, new(of.Year - 1), new(of.Year), null, CancellationToken.None)
            .ToListAsync());
        return [.. asked.Select(_ => read)];
    });

    /// <summary>What was reported by now.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="year">The later of the two fiscal years.</param>
    /// <param name="cancel">Ends the waiting for a reading that has not begun.</param>
    public Task<PeerValues> ReadAsync(string measure, FiscalYear year, CancellationToken cancel) =>
        readings.CallAsync((measure, year.Value), true, cancel);
}
