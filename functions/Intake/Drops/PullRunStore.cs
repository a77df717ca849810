using System.Runtime.CompilerServices;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Looks into folders that were begun and not ended: table <c>drops</c>, partition <c>looks</c>, a row per folder.</summary>
internal sealed class PullRunStore(StorageAccount storage)
{
    public const string Partition = "looks";

    private readonly TableStore table = storage.Table(TableNames.Drops);

    /// <summary>Says that a look is being worked on.</summary>
    public Task BeginAsync(string folder, DateTimeOffset at, CancellationToken cancel) => PutAsync(folder, at, isPutDown: false, cancel);

    /// <summary>Says that there is more to do than the look had time for; whoever comes next may go on at once.</summary>
    public Task SuspendAsync(string folder, DateTimeOffset at, CancellationToken cancel) => PutAsync(folder, at, isPutDown: true, cancel);

    public Task EndAsync(string folder, CancellationToken cancel) => table.DeleteAsync(Partition, folder, cancel);

    /// <summary>Folders whose look was put down, or was begun long ago and never ended.</summary>
    public async Task<List<string>> UnfinishedAsync(StaleCutoff cutoff, CancellationToken cancel) =>
        [.. (await table.ListAsync(Partition, cancel: cancel)).Where(r => r.Flag("isputdown") || cutoff.Includes(r.Time("at"))).Select(r => r.Key)];

    private Task PutAsync(
        string folder, DateTimeOffset at, bool isPutDown, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => table.PutAsync(
        new(Partition, folder, new Dictionary<string, object>(StringComparer.Ordinal) { ["at"] = at, ["isputdown"] = isPutDown }), cancel, file, line);
}
