using System.Runtime.CompilerServices;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Pull runs that were started and not completed: table <c>drops</c>, partition <c>looks</c>, a row per folder.</summary>
internal sealed class PullRunStore(StorageAccount storage)
{
    public const string Partition = "looks";

    private readonly TableStore table = storage.Table(TableNames.Drops);

    /// <summary>Records that a run is in process.</summary>
    public Task BeginAsync(string folder, DateTimeOffset at, CancellationToken cancel) => PutAsync(folder, at, isPutDown: false, cancel);

    /// <summary>Records that a run has more to do than its time allowed; it may be continued at once.</summary>
    public Task SuspendAsync(string folder, DateTimeOffset at, CancellationToken cancel) => PutAsync(folder, at, isPutDown: true, cancel);

    public Task EndAsync(string folder, CancellationToken cancel) => table.DeleteAsync(Partition, folder, cancel);

    /// <summary>Folders whose run was suspended, or was started long ago and not completed.</summary>
    public async Task<List<string>> UnfinishedAsync(StaleCutoff cutoff, CancellationToken cancel) =>
        [.. (await table.ListAsync(Partition, cancel: cancel)).Where(r => r.Flag("isputdown") || cutoff.Includes(r.Time("at")))
            .Select(r => r.Key)];

    private Task PutAsync(
        string folder, DateTimeOffset at, bool isPutDown, CancellationToken cancel, [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0) => table.PutAsync(
        new(Partition, folder, new Dictionary<string, object>(StringComparer.Ordinal) { ["at"] = at, ["isputdown"] = isPutDown }), cancel,
            file, line);
}
