using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Reporting.Submissions;

/// <summary>A submission of a section as its history tells it.</summary>
/// <param name="Id">Its receipt's number.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="By">Who handed it in; <c>""</c> where that is lost.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Changes">What it changed.</param>
public sealed record PastSubmission(string Id, DateTimeOffset ReceivedAt, string By, SubmissionChannel Channel,
    IReadOnlyList<SubmissionChange> Changes);

/// <summary>The submissions of a section, newest first.</summary>
/// <param name="Shown">The newest.</param>
/// <param name="NotShown">How many more there are.</param>
public sealed record SubmissionList(IReadOnlyList<PastSubmission> Shown, int NotShown);

/// <summary>Reads a section's earlier submissions from the ledger.</summary>
public sealed class SubmissionHistory(LedgerStore ledger, SubmissionStore store)
{
    private const int Most = 50, MaxParallel = 8;

    /// <summary>The submissions that speak of fiscal years, of measures that people hand in.</summary>
    /// <param name="section">The section's code.</param>
    /// <param name="years">The fiscal years.</param>
    /// <param name="register">Knows the sections before it.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<SubmissionList> ReadAsync(string section, IReadOnlyList<FiscalYear> years, Register register,
        CancellationToken cancel)
    {
        var measures = MeasureRegistry.Current.All.Where(m => m.DropFolder is null).ToList();
        var (first, last) = (years.MinBy(y => y.Value), years.MaxBy(y => y.Value));

        // An initiative's status holds on until the next one, however long ago it was handed in, and by whom.
        var codes = InitiativeSections.CodesOf(register, section, last.Last);
        var said = (await Task.WhenAll(measures.Select(m => m.Register is not null
            ? ledger.ReadYearsAsync(m.Id, LedgerStore.FirstYear, last, codes, cancel).ToListAsync(cancel).AsTask()
            : ledger.ReadYearsAsync(m.Id, first, last, new HashSet<string>([section], StringComparer.Ordinal), cancel)
                .ToListAsync(cancel).AsTask()))).SelectMany(o => o).ToList();
        var entries = said.Where(o => o.Section == section && o.Source.Kind == Source.Submission && o.Decision is null
            && years.Contains(o.Month.FiscalYear));
        var changes = SubmissionChange.Of(entries, said, register).GroupBy(c => c.Entry.Source.Id)
            .Select(g => (Id: g.Key, At: g.Max(c => c.Entry.ReceivedAt), Changes: g.ToList()))
            .OrderByDescending(s => s.At).ThenBy(s => s.Id, StringComparer.Ordinal).ToList();
        var shown = new PastSubmission[Math.Min(Most, changes.Count)];
        await Parallel.ForEachAsync(Enumerable.Range(0, shown.Length),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancel }, async (i, c) =>
            {
                var (id, at, made) = changes[i];
                var (by, channel) = await HowAsync(id, c);
                shown[i] = new(id, at, by, channel, made);
            });
        return new(shown, changes.Count - shown.Length);
    }

    private async Task<(string By, SubmissionChannel Channel)> HowAsync(string id, CancellationToken cancel)
    {
        if (await store.FindAsync(id, cancel) is not { } stored)
        {
            return ("", SubmissionChannel.Api);
        }

        try
        {
            return (stored.SubmittedBy, SubmissionChannels.Of(stored.ContentType, await store.ReadBodyAsync(id, cancel)));
        }
        catch (InvalidDataException)
        {
            // A part of it is lost: verify reports it, and the next repeat of the submission mends it.
            return (stored.SubmittedBy, SubmissionChannel.Api);
        }
    }
}
