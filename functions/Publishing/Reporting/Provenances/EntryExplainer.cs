using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Reporting.Provenances;

/// <summary>An entry of the ledger with what it was read from.</summary>
/// <param name="Name">The initiative's name; null for figures.</param>
/// <param name="IsHolding">True while nothing newer was said of the same.</param>
/// <param name="Numbers">What it says.</param>
/// <param name="By">Who handed it in; null for a file.</param>
/// <param name="Fields">The fields of the submission as they were sent, each with its place; null for a file.</param>
/// <param name="File">The lines of the file; null for a submission, and where the viewer may not see lines.</param>
/// <param name="Corrections">What was said before of the same, newest first.</param>
public sealed record ExplainedEntry(
    string Measure, BilingualText MeasureName, string Department, string DepartmentName, string Month, string Status, string? Name,
        bool IsHolding, IReadOnlyList<EntryNumber> Numbers,
    ExplainedInitiative? Initiative, FigureSource Source, DateTimeOffset ReceivedAt, string? By, IReadOnlyList<SubmittedField>? Fields,
        FileLines? File, IReadOnlyList<Correction> Corrections, Link Links)
{
    /// <summary><c>accepted</c>, <c>held</c> (it waits to be confirmed), <c>withdrawn</c> (it takes back) or <c>rejected</c>.</summary>
    public string State { get; init; } = "accepted";

    /// <summary>Who decided of it while it waited, and why; null where nobody had to.</summary>
    public EntryDecision? Decision { get; init; }
}

/// <summary>What was decided of an entry that waited.</summary>
public sealed record EntryDecision(string By, string Reason, DateTimeOffset HandedInAt);

/// <summary>One number of an entry.</summary>
/// <param name="Value">Null where it is withheld.</param>
/// <param name="Lines">The lines of the file; null for a submission.</param>
public sealed record EntryNumber(string Part, BilingualText PartName, long? Value, string? Lines);

/// <summary>A field as it was sent.</summary>
/// <param name="Place">A JSON pointer, a form's field, or a file's line.</param>
/// <param name="Text">What was sent.</param>
public sealed record SubmittedField(string Place, string? Text);

/// <summary>Lines of an uploaded file.</summary>
/// <param name="State"><c>there</c>, <c>overwritten</c>, <c>gone</c>, or <c>notfound</c> when the lines cannot be told any more.</param>
/// <param name="Columns">The headings.</param>
/// <param name="Lines">The lines, the first of very many.</param>
/// <param name="Count">How many there are.</param>
public sealed record FileLines(string State, IReadOnlyList<string> Columns, IReadOnlyList<DropLine> Lines, int Count);

/// <summary>Tells an entry of the ledger down to the line or the field.</summary>
public sealed class EntryExplainer(StorageAccount storage, LedgerStore ledger, SubmissionStore submissions, DropLineReader lines,
    ReferenceData referenceData)
{
    /// <summary>The entry of a key as <see cref="ProvenanceUrls.Entry"/> writes it; null when there is none.</summary>
    public async Task<Observation?> FindAsync(string measure, string key, CancellationToken cancel)
    {
        var parts = key.Split('~');
        return MeasureRegistry.Current.Find(measure) is not null && key.Length <= 100 && parts is [{ Length: 6 } month, _, _, _, _]
            && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '~' or '-')
            && int.TryParse(month, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
                out var number) && number / 100 is >= 1901 and <= 2198 && number % 100 is >= 1 and <= 12
            ? await ledger.FindAsync(measure, FiscalMonth.FromKey(number).FiscalYear, key.Replace('~', '|'), cancel)
            : null;
    }

    /// <summary>Tells it. Whether the viewer may see the department is asked before.</summary>
    public async Task<ExplainedEntry> ExplainAsync(Observation entry, ProvenanceViewer viewer, CancellationToken cancel)
    {
        var reference = await referenceData.GetAsync(cancel);
        var seesLines = viewer.SeesPeople(entry.Section);
        var ofSame = ledger.ReadMonthAsync(entry.Measure, entry.Section, entry.Month, entry.Status, cancel);
        var fields = FieldsAsync(entry, cancel);
        var file = entry.Source.Kind == Source.Drop && seesLines ? lines.ReadAsync(entry, cancel) : null;
        var groups = seesLines || !SmallGroupFilter.Concern(entry.Measure) ? SmallGroupFilter.Open
            : await SmallGroupFilter.ReadAsync(storage, [(entry.Measure, entry.Month.FiscalYear)], cancel);
        var said = (await ofSame).Where(o => o.Key == entry.Key).ToLookup(o => o.Key);
        var senders = await Provenance.SendersAsync(submissions, said[entry.Key], cancel);
        var explainer = new FigureExplainer(reference.Register, said, senders, groups, viewer.SeesPeople);
        var told = explainer.Explain(new(entry, OperandSide.Value));
        var isHolding = EffectiveObservations.Of(said[entry.Key]).Any(h => LedgerRow.Key(h) == LedgerRow.Key(entry));
        return new(
            told.Measure, told.MeasureName, told.Department, told.DepartmentName, told.Month, told.Status, entry.Initiative?.Name,
                isHolding,
            [.. told.Numbers.Select(n => new EntryNumber(n.Part, n.PartName, n.Value, n.Lines))], told.Initiative, told.Source,
                told.ReceivedAt, told.By,
            await fields, file is null ? null : Of(await file), told.Corrections, told.Links)
        {
            State = entry.State.Text(),
            Decision = entry.Decision is { } d ? new(d.By, d.Reason, d.HandedInAt) : null,
        };
    }

    private static FileLines Of(DropLines found) => new(found.State.ToString().ToLowerInvariant(), found.Columns, found.Lines, found.Count);

    private async Task<IReadOnlyList<SubmittedField>?> FieldsAsync(Observation entry, CancellationToken cancel)
    {
        if (entry.Source.Kind != Source.Submission)
        {
            return null;
        }

        var reading = submissions.ReadBodyAsync(entry.Source.Id, cancel);
        var stored = await submissions.FindAsync(entry.Source.Id, cancel);
        byte[] body;
        try
        {
            body = await reading;
        }
        catch (InvalidDataException)
        {
            // A part of it is lost: verify reports it, and the next repeat of the submission mends it.
            return [];
        }

        return stored is null ? [] : [.. (await SubmissionEvidence.FieldsAsync(entry, stored.ContentType, body, cancel))
            .Select(f => new SubmittedField(f.Pointer, f.Text))];
    }
}
