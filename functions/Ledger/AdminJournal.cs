using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Ledger;

/// <summary>The kinds of acts; parts of blobs' names and of addresses.</summary>
public static class AdminActKind
{
    /// <summary>A kind.</summary>
    public const string Months = "months", Credentials = "credentials", Mails = "mails", Poison = "poison", Reference = "reference",
        Report = "report", Reviews = "reviews";

    /// <summary>All of them, in the order of lists.</summary>
    public static IReadOnlyList<string> All { get; } = [Months, Credentials, Mails, Poison, Reference, Report, Reviews];
}

/// <summary>What an administrator does.</summary>
/// <param name="Kind">One of <see cref="AdminActKind"/>.</param>
/// <param name="Action">What is done with it: close, issue, effect.</param>
/// <param name="Target">With which month, credential, mail, file, fiscal year or value.</param>
/// <param name="By">Id of the credential or person, never a name.</param>
/// <param name="Reason">Why, in their words; may be empty.</param>
public sealed record AdminAct(string Kind, string Action, string Target, string By, string Reason);

/// <summary>An act as the journal has it.</summary>
/// <param name="At">When.</param>
/// <param name="Act">What.</param>
/// <param name="IsDone">False where it is not known whether it was done: the program was stopped meanwhile, or the storage failed.</param>
/// <param name="Result">What came of it, where its target does not say that: the id of an issued credential.</param>
public sealed record JournalEntry(DateTimeOffset At, AdminAct Act, bool IsDone, string Result);

/// <summary>
/// What administrators did: small blobs in <c>state</c>, which are never written over. Their names begin with what is left of time, so that
/// a listing has the newest first, and hold the kind, so that a filter reads nothing else.
/// </summary>
public sealed partial class AdminJournal(StorageAccount storage, TimeProvider clock, ILogger<AdminJournal> log)
{
    /// <summary>The folder of <c>state</c>.</summary>
    public const string Folder = "acts/";

    private const string Entry = ".json", Done = ".done", Nothing = ".none", CommandLine = "cli:";

    private readonly BlobStore state = storage.Container(ContainerNames.State);

    private sealed record StoredAct(DateTimeOffset At, string Kind, string Action, string Target, string By, string Reason);

    /// <summary>Does what is given and records it.</summary>
    /// <param name="act">What it is.</param>
    /// <param name="doAsync">Does it.</param>
    /// <param name="resultOf">What came of it, <c>""</c> where there is no more to say; null where nothing was done.</param>
    /// <param name="cancel">Stops before it is done.</param>
    public async Task<T> RecordAsync<T>(AdminAct act, Func<Task<T>> doAsync, Func<T, string?> resultOf, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture,
            $"{Folder}{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}-{act.Kind}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

        // The record is written before the act: what cannot be recorded is not done, so that nothing is done without a trace, wherever the
        // program is stopped. Names of people of the command line stay out.
        var by = act.By.StartsWith(CommandLine, StringComparison.Ordinal) ? "command-line" : act.By;
        await state.TryCreateAsync(name + Entry, JsonSerializer.SerializeToUtf8Bytes(
            new StoredAct(at, act.Kind, act.Action, act.Target, by, act.Reason), JsonSerializerOptions.Web),
            "application/json; charset=utf-8", cancel);

        // What ends with an exception may have been done or not, and stays open in the journal.
        var result = await doAsync();
        try
        {
            // Once it is done it must not fail any more, and nobody who went away keeps it from being told.
            var said = resultOf(result);
            await state.TryCreateAsync(name + (said is null ? Nothing : Done), Encoding.UTF8.GetBytes(said ?? ""),
                "text/plain; charset=utf-8", CancellationToken.None);
        }
        catch (Exception e) when (StorageFault.IsOutage(e, CancellationToken.None))
        {
            Log.Open(log, e, act.Kind, act.Action);
        }

        return result;
    }

    /// <summary>The newest acts, newest first, without those that were refused.</summary>
    /// <param name="kind">Of this kind; null for all.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<IReadOnlyList<JournalEntry>> ListAsync(string? kind, int most, CancellationToken cancel)
    {
        var (found, none) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var done = new Dictionary<string, bool>(StringComparer.Ordinal);
        await foreach (var blob in state.ListAsync(Folder, cancel))
        {
            var (stem, end) = (Path.ChangeExtension(blob.Name, null), Path.GetExtension(blob.Name));
            if (kind is not null && !stem.Contains($"-{kind}-", StringComparison.Ordinal))
            {
                continue;
            }

            // A mark of the outcome stands right beside its entry: one more than is wanted tells that all marks were seen.
            if (end == Entry && found.Count(s => !none.Contains(s)) > most)
            {
                break;
            }

            if (end == Done)
            {
                done[stem] = blob.Length > 0;
            }
            else
            {
                (end == Nothing ? (ICollection<string>)none : found).Add(stem);
            }
        }

        var entries = await Task.WhenAll(found.Where(s => !none.Contains(s)).Take(most).Select(async stem =>
        {
            var result = done.GetValueOrDefault(stem) ? await state.ReadAsync(stem + Done, cancel) : null;
            return await state.ReadAsync(stem + Entry, cancel) is { } read
                && JsonSerializer.Deserialize<StoredAct>(read.Content, JsonSerializerOptions.Web) is { } k
                ? new JournalEntry(k.At, new(k.Kind, k.Action, k.Target, k.By, k.Reason), done.ContainsKey(stem),
                    result is { } said ? Encoding.UTF8.GetString(said.Content) : "") : null;
        }));
        return [.. entries.OfType<JournalEntry>()];
    }

    private static partial class Log
    {
        [LoggerMessage(6101, LogLevel.Warning, "An act ({Kind} {Action}) is done, but the journal does not say so")]
        public static partial void Open(ILogger logger, Exception exception, string kind, string action);
    }
}
