using System.Globalization;
using System.Runtime.CompilerServices;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Drops;

/// <summary>A pull run: of a folder, or of a single upload that is taken at once.</summary>
/// <param name="Key">The key of its row: the folder, of a single upload with its number after <c>!</c>.</param>
internal readonly record struct PullRun(string Key)
{
    private const char Separator = '!';

    /// <summary>The folder that is looked into to continue it.</summary>
    public string Folder => Key.Split(Separator)[0];

    public static PullRun OfFolder(string folder) => new(folder);

    /// <summary>A row of its own, so that the end of one run does not hide that another was killed.</summary>
    public static PullRun OfUpload(DropFile file) => new($"{file.Folder}{Separator}{file.Id.ToString("x32", CultureInfo.InvariantCulture)}");
}

/// <summary>Pull runs that were started and not completed: table <c>drops</c>, partition <c>looks</c>, a row each.</summary>
internal sealed class PullRunStore(StorageAccount storage)
{
    public const string Partition = "looks";

    private readonly TableStore table = storage.Table(TableNames.Drops);

    /// <summary>Records that a run is in process.</summary>
    public Task BeginAsync(PullRun run, DateTimeOffset at, CancellationToken cancel) => PutAsync(run, at, isPutDown: false, cancel);

    /// <summary>Records that a run has more to do than its time allowed; it may be continued at once.</summary>
    public Task SuspendAsync(PullRun run, DateTimeOffset at, CancellationToken cancel) => PutAsync(run, at, isPutDown: true, cancel);

    public Task EndAsync(PullRun run, CancellationToken cancel) => table.DeleteAsync(Partition, run.Key, cancel);

    /// <summary>Runs that were suspended, or were started long ago and not completed.</summary>
    public async Task<List<PullRun>> UnfinishedAsync(StaleCutoff cutoff, CancellationToken cancel) =>
        [.. (await table.ListAsync(Partition, cancel: cancel)).Where(r => r.Flag("isputdown") || cutoff.Includes(r.Time("at")))
            .Select(r => new PullRun(r.Key))];

    private Task PutAsync(
        PullRun run, DateTimeOffset at, bool isPutDown, CancellationToken cancel, [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) => table.PutAsync(
        new(Partition, run.Key, new Dictionary<string, object>(StringComparer.Ordinal) { ["at"] = at, ["isputdown"] = isPutDown }), cancel,
            file, line);
}
