using System.Globalization;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Operations.Maintenance;

/// <summary>Makes a backup and puts it into an account of its own, where one is named.</summary>
public sealed partial class ScheduledBackup(Backup backup, BackupTarget target, TimeProvider clock, ILogger<ScheduledBackup> log)
{
    /// <summary>Makes one backup; nothing where no account is named for it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (!target.IsSet)
        {
            return;
        }

        var name = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HHmmss'Z.zip'", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("smart-toyonaka-backup-");
        try
        {
            var file = Path.Combine(folder.FullName, name);
            var made = await backup.WriteAsync(file, new Progress<string>(), cancel);
            await target.PutAsync(name, file, cancel);
            Log.Made(log, name, made.Tables.Sum(t => t.Rows), made.Blobs.Count, new FileInfo(file).Length);
        }
        finally
        {
            // It has people's data in it.
            folder.Delete(recursive: true);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(8001, LogLevel.Information, "Backup {Name}: {Rows} rows, {Blobs} blobs, {Bytes} bytes")]
        public static partial void Made(ILogger logger, string name, long rows, int blobs, long bytes);
    }
}
