using System.Globalization;
using System.Text.Json;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Reporting.Annual.Editing;

/// <summary>
/// Texts of reports as they are written in the browser: a draft for each year, a record of every act, and what takes effect, which is the
/// same upload as a file's.
/// </summary>
public sealed class ReportTextEditor(StorageAccount storage, ReportTextStore texts, ReferencePuller puller, TimeProvider clock)
{
    private const int MostActs = 50;
    private const string Folder = "report-texts/", Json = "application/json; charset=utf-8";

    private readonly BlobStore state = storage.Container(ContainerNames.State);

    /// <summary>What the form begins with: the draft, else what is in effect, else the texts of the newest earlier year.</summary>
    public async Task<TextState> OpenAsync(FiscalYear year, FiscalYear first, CancellationToken cancel)
    {
        var inEffect = await texts.FindAsync(year, cancel);
        if (await state.ReadAsync(DraftBlob(year), cancel) is { } found)
        {
            var draft = JsonSerializer.Deserialize<TextDraft>(found.Content, JsonSerializerOptions.Web)!;
            return new(Whole(draft.Fields), "draft " + found.Version.ETag.Trim('"'), TextOrigin.Draft, null, draft);
        }

        if (inEffect is not null)
        {
            return new(TextFields.Of(inEffect), "texts " + inEffect.Version, TextOrigin.InEffect, null, null);
        }

        for (var y = year.Value - 1; y >= first.Value; y--)
        {
            if (await texts.FindAsync(new(y), cancel) is { } earlier)
            {
                return new(TextFields.Of(earlier with { LastFiscalYear = Math.Max(earlier.LastFiscalYear, year.Value) }), "none",
                    TextOrigin.EarlierYear, y, null);
            }
        }

        return new(TextFields.Of(null), "none", TextOrigin.Nothing, null, null);
    }

    /// <summary>Keeps a draft; false, and nothing kept, when somebody else has saved since.</summary>
    public async Task<bool> SaveAsync(FiscalYear year, FiscalYear first, string token, IReadOnlyDictionary<string, string> fields,
        string by, string reason, CancellationToken cancel)
    {
        var before = await OpenAsync(year, first, cancel);
        if (before.Token != token)
        {
            return false;
        }

        var draft = new TextDraft(fields, by, clock.GetUtcNow());
        var json = JsonSerializer.SerializeToUtf8Bytes(draft, JsonSerializerOptions.Web);
        var isKept = before.Draft is null ? await state.TryCreateAsync(DraftBlob(year), json, Json, cancel)
            : await state.FindAsync(DraftBlob(year), cancel) is { } there && "draft " + there.ETag.Trim('"') == token
                && await state.TryReplaceAsync(there, json, Json, cancel);
        if (isKept)
        {
            await RecordAsync(year, new(draft.At, by, "draft", reason, Changes(before.Fields, fields)), cancel);
        }

        return isKept;
    }

    /// <summary>
    /// Lets texts take effect, and takes the draft away. Null when somebody else has saved since; else what is wrong with them, nothing
    /// where they took effect.
    /// </summary>
    public async Task<IReadOnlyList<RegisterError>?> TakeEffectAsync(FiscalYear year, FiscalYear first, string token,
        IReadOnlyDictionary<string, string> fields, string by, string reason, CancellationToken cancel)
    {
        if ((await OpenAsync(year, first, cancel)).Token != token)
        {
            return null;
        }

        // The record comes first: what takes effect is never without one.
        var before = TextFields.Of(await texts.FindAsync(year, cancel));
        await RecordAsync(year, new(clock.GetUtcNow(), by, "effect", reason, Changes(before, fields)), cancel);
        var errors = await puller.UploadReportTextsAsync(year, TextFields.Read(year, fields).ToJson(), cancel);
        if (errors.Count == 0)
        {
            await state.DeleteAsync(DraftBlob(year), cancel);
        }

        return errors;
    }

    /// <summary>Takes a draft away; false when there is none, or somebody else has saved since.</summary>
    public async Task<bool> DiscardAsync(FiscalYear year, FiscalYear first, string token, string by, string reason,
        CancellationToken cancel)
    {
        var before = await OpenAsync(year, first, cancel);
        if (before.Draft is null || before.Token != token)
        {
            return false;
        }

        await RecordAsync(year, new(clock.GetUtcNow(), by, "discard", reason,
            Changes(before.Fields, TextFields.Of(await texts.FindAsync(year, cancel)))), cancel);
        await state.DeleteAsync(DraftBlob(year), cancel);
        return true;
    }

    /// <summary>What was done with the texts of a year, newest first.</summary>
    public async Task<IReadOnlyList<TextAct>> ActsAsync(FiscalYear year, CancellationToken cancel)
    {
        var names = new List<string>();
        await foreach (var blob in state.ListAsync(ActsFolder(year), cancel))
        {
            names.Add(blob.Name);
        }

        // The order of names is the order of time.
        var found = await Task.WhenAll(names.AsEnumerable().Reverse().Take(MostActs).Select(n => state.ReadAsync(n, cancel)));
        return [.. found.Where(f => f is not null)
            .Select(f => JsonSerializer.Deserialize<TextAct>(f!.Value.Content, JsonSerializerOptions.Web)!)];
    }

    // One blob an act, never written over: two acts of one instant are apart by a tick.
    private async Task RecordAsync(FiscalYear year, TextAct act, CancellationToken cancel)
    {
        for (var at = act.At; ; at = at.AddTicks(1))
        {
            var name = $"{ActsFolder(year)}{at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}.json";
            if (await state.TryCreateAsync(name, JsonSerializer.SerializeToUtf8Bytes(act with { At = at }, JsonSerializerOptions.Web), Json,
                cancel))
            {
                return;
            }
        }
    }

    // An outline may have gained texts since a draft was kept.
    private static Dictionary<string, string> Whole(IReadOnlyDictionary<string, string> fields) =>
        TextFields.All.ToDictionary(f => f.Name, f => fields.GetValueOrDefault(f.Name, ""), StringComparer.Ordinal);

    private static IReadOnlyList<TextChange> Changes(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        [.. TextFields.All.Select(f => (f.Name, Old: Text(before, f.Name), New: Text(now, f.Name))).Where(c => c.Old != c.New)
            .Select(c => new TextChange(c.Name, c.Old, c.New))];

    private static string Text(IReadOnlyDictionary<string, string> fields, string name) =>
        string.Join('\n', TextFields.Lines(fields, name));

    private static string DraftBlob(FiscalYear year) => $"{Folder}{year}/draft.json";

    private static string ActsFolder(FiscalYear year) => $"{Folder}{year}/acts/";
}
