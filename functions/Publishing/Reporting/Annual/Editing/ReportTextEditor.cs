using System.Globalization;
using System.Text.Json;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Reporting.Annual.Editing;

/// <summary>
/// Texts of reports as they are written in the browser. Every act is a blob with a number of its own, never written over; the last one is
/// the draft, where it is one. What takes effect is the same upload as a file's.
/// </summary>
public sealed class ReportTextEditor(
    StorageAccount storage, ReportTextStore texts, ReportFormReader forms, ReferencePuller puller, AdminJournal journal, TimeProvider clock)
{
    private const int MostActs = 50;

    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>What the form begins with: the draft, else what is in effect, else the texts of the newest earlier year.</summary>
    /// <param name="year">The fiscal year.</param>
    /// <param name="first">The first fiscal year whose texts may be a beginning.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<TextState> OpenAsync(FiscalYear year, FiscalYear first, CancellationToken cancel)
    {
        var inEffect = await texts.FindAsync(year, cancel);
        var form = await forms.ReadAsync(year, cancel);
        var names = await NamesAsync(year, cancel);
        var token = $"{names.Count}.{inEffect?.Version}";
        if (names.Count > 0 && await ReadAsync(names[^1], cancel) is { Fields: { } kept } draft)
        {
            // An outline may have gained texts since.
            return new(form.All.ToDictionary(f => f.Name, f => kept.GetValueOrDefault(f.Name, ""), StringComparer.Ordinal), token,
                TextOrigin.Draft, null, draft, form);
        }

        if (inEffect is not null)
        {
            return new(form.Of(inEffect), token, TextOrigin.InEffect, null, null, form);
        }

        for (var y = year.Value - 1; y >= first.Value; y--)
        {
            if (await texts.FindAsync(new(y), cancel) is { } earlier)
            {
                return new(form.Of(earlier with { LastFiscalYear = Math.Max(earlier.LastFiscalYear, year.Value) }), token,
                    TextOrigin.EarlierYear, y, null, form);
            }
        }

        return new(form.Of(null), token, TextOrigin.Nothing, null, null, form);
    }

    /// <summary>Keeps a draft; false, and nothing kept, when somebody else has saved since the state was opened.</summary>
    public Task<bool> SaveAsync(FiscalYear year, TextState opened, IReadOnlyDictionary<string, string> fields, string by, string reason,
        CancellationToken cancel) =>
        TryRecordAsync(year, opened, new(clock.GetUtcNow(), by, "draft", reason, Changes(opened.Form, opened.Fields, fields), fields), cancel);

    /// <summary>
    /// Lets texts take effect, and the draft end. Null when somebody else has saved since the state was opened; else what is wrong with
    /// the texts, nothing where they took effect.
    /// </summary>
    public async Task<IReadOnlyList<RegisterError>?> TakeEffectAsync(FiscalYear year, TextState opened,
        IReadOnlyDictionary<string, string> fields, string by, string reason, CancellationToken cancel)
    {
        var before = opened.Form.Of(await texts.FindAsync(year, cancel));

        // The act that ends the draft follows the upload, so that a draft is there until it is in effect; what is new is kept before.
        var number = NumberOf(opened);
        if (opened.Draft is null || Changes(opened.Form, opened.Fields, fields).Count > 0)
        {
            if (!await SaveAsync(year, opened, fields, by, reason, cancel))
            {
                return null;
            }

            number++;
        }

        var errors = await journal.RecordAsync(new(AdminActKind.Report, "effect", $"FY{year}", by, reason),
            () => puller.UploadReportTextsAsync(year, opened.Form.Read(year, fields).ToJson(), cancel),
            e => e.Count == 0 ? "" : null, cancel);
        var act = new TextRevision(clock.GetUtcNow(), by, "effect", reason, Changes(opened.Form, before, fields));
        while (errors.Count == 0 && !await TryCreateAsync(year, number, act, cancel))
        {
            number++;
        }

        return errors;
    }

    /// <summary>Ends a draft; false when there is none, or somebody else has saved since the state was opened.</summary>
    public async Task<bool> DiscardAsync(FiscalYear year, TextState opened, string by, string reason, CancellationToken cancel) =>
        opened.Draft is not null && await TryRecordAsync(year, opened, new(clock.GetUtcNow(), by, "discard", reason,
            Changes(opened.Form, opened.Fields, opened.Form.Of(await texts.FindAsync(year, cancel)))), cancel);

    /// <summary>What was done with the texts of a year, newest first.</summary>
    public async Task<IReadOnlyList<TextRevision>> ActsAsync(FiscalYear year, CancellationToken cancel)
    {
        var names = await NamesAsync(year, cancel);
        var acts = await Task.WhenAll(names.AsEnumerable().Reverse().Take(MostActs).Select(n => ReadAsync(n, cancel)));
        return [.. acts.OfType<TextRevision>()];
    }

    // Of two who have opened the same state the first one gets the number.
    private Task<bool> TryRecordAsync(FiscalYear year, TextState opened, TextRevision act, CancellationToken cancel) =>
        TryCreateAsync(year, NumberOf(opened), act, cancel);

    private Task<bool> TryCreateAsync(FiscalYear year, int number, TextRevision act, CancellationToken cancel) => state.TryCreateAsync(
        $"{Folder(year)}{number.ToString("D6", CultureInfo.InvariantCulture)}.json",
        JsonSerializer.SerializeToUtf8Bytes(act, JsonSerializerOptions.Web), "application/json; charset=utf-8", cancel);

    private async Task<TextRevision?> ReadAsync(string name, CancellationToken cancel) => await state.ReadAsync(name, cancel) is { } found
        ? JsonSerializer.Deserialize<TextRevision>(found.Content, JsonSerializerOptions.Web) : null;

    private async Task<List<string>> NamesAsync(FiscalYear year, CancellationToken cancel)
    {
        var names = new List<string>();
        await foreach (var blob in state.ListAsync(Folder(year), cancel))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    // Numbers follow one another without a gap, so their count is the next one.
    private static int NumberOf(TextState opened) => int.Parse(opened.Token.Split('.')[0], CultureInfo.InvariantCulture);

    private static IReadOnlyList<TextChange> Changes(TextFields form, IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> now) =>
        [.. form.All.Select(f => (f.Name, Old: Text(before, f.Name), New: Text(now, f.Name))).Where(c => c.Old != c.New)
            .Select(c => new TextChange(c.Name, c.Old, c.New))];

    private static string Text(IReadOnlyDictionary<string, string> fields, string name) =>
        string.Join('\n', TextFields.Lines(fields, name));

    private static string Folder(FiscalYear year) => $"report-texts/{year}/acts/";
}
