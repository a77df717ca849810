using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Localhost.Storage;

/// <summary>A running Azurite: the process, what it said, and where it listens.</summary>
internal sealed partial class AzuriteProcess : IAsyncDisposable
{
    private const string LogFile = "azurite.log";
    private const string PidFile = "azurite.pid";

    /// <summary>Saving and closing takes a second or two; after this limit it is killed.</summary>
    private static readonly TimeSpan TimeToClose = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly string _dataFolder;
    private readonly StreamWriter _log;
    private readonly List<string> _said = [];
    private readonly Task _reading;
    private readonly TaskCompletionSource<IReadOnlyDictionary<string, Uri>> _listening =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AzuriteProcess(Process process, string dataFolder)
    {
        _process = process;
        _dataFolder = dataFolder;
        _log = new StreamWriter(Path.Combine(dataFolder, LogFile), append: false) { AutoFlush = true };
        _reading = ReadAsync();
    }

    public static async Task<AzuriteProcess> StartAsync(string installFolder, AzuriteOptions options, CancellationToken cancellation)
    {
        var data = Path.GetFullPath(options.DataFolder);
        Directory.CreateDirectory(data);
        await WaitForPredecessorAsync(data, cancellation);
        string[] arguments =
        [
            // Without files all it does is make objects and forget them: a larger space for new ones saves a tenth of its time.
            .. options.KeepsData ? Array.Empty<string>() : ["--max-semi-space-size=64"], Path.Combine(installFolder, AzuriteInstall.Runner),
            .. options.KeepsData ? ["--location", data] : new[] { "--inMemoryPersistence" }, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            "--blobPort", Port(options.BlobPort), "--queuePort", Port(options.QueuePort), "--tablePort", Port(options.TablePort),
        ];
        var accounts = new Dictionary<string, string>
        {
            ["AZURITE_ACCOUNTS"] = string.Join(';',
            options.Accounts.Select(a => $"{a.Key}:{a.Value}"))
        };
        var process = Node.Start("node", arguments, installFolder, accounts);
        await File.WriteAllTextAsync(Path.Combine(data, PidFile), process.Id.ToString(CultureInfo.InvariantCulture),
            CancellationToken.None);
        return new AzuriteProcess(process, data);
    }

    /// <summary>The addresses of <c>Blob</c>, <c>Queue</c> and <c>Table</c>, once all three answer.</summary>
    public Task<IReadOnlyDictionary<string, Uri>> ListeningAsync(CancellationToken cancellation) => _listening.Task.WaitAsync(cancellation);

    /// <summary>Makes it save its data and end; only the next start on the same data waits for that.</summary>
    public void Release() => _process.StandardInput.Close();

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeToClose);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        await _reading;
        await _log.DisposeAsync();
        _process.Dispose();
        File.Delete(Path.Combine(_dataFolder, PidFile));
    }

    /// <summary>
    /// An Azurite whose parent was killed is still saving its data. A second one that is started meanwhile would read the previous state
    /// and overwrite it.
    /// </summary>
    private static async Task WaitForPredecessorAsync(string dataFolder, CancellationToken cancellation)
    {
        var file = Path.Combine(dataFolder, PidFile);
        if (!File.Exists(file) || !int.TryParse(await File.ReadAllTextAsync(file, cancellation), NumberStyles.None,
            CultureInfo.InvariantCulture, out var id))
        {
            return;
        }

        try
        {
            using var predecessor = Process.GetProcessById(id);
            // The process id may belong to another program by now, which started after the file was written.
            if (predecessor.ProcessName.Contains("node", StringComparison.OrdinalIgnoreCase)
                && predecessor.StartTime <= File.GetLastWriteTime(file).AddSeconds(1))
            {
                await predecessor.WaitForExitAsync(cancellation).WaitAsync(TimeToClose, cancellation);
            }
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            // It has ended.
        }
        catch (TimeoutException)
        {
            throw new AzuriteException(
                $"The data folder {dataFolder} is in use by another Azurite (process {id}): stop that one or choose another folder.");
        }
    }

    private async Task ReadAsync()
    {
        var found = new Dictionary<string, Uri>();
        await Task.WhenAll(ReadAsync(_process.StandardOutput, found), ReadAsync(_process.StandardError, found));
        _listening.TrySetException(new AzuriteException($"Azurite did not start: {Cause()}"));

        // After the start, failures show in the calls of the storage; this task is not awaited any more.
        _ = _listening.Task.Exception;
    }

    private async Task ReadAsync(StreamReader reader, Dictionary<string, Uri> found)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_said)
            {
                _said.Add(line);
                _log.WriteLine(line);
                if (ListeningAt().Match(line) is { Success: true } match)
                {
                    found[match.Groups[1].Value] = new Uri(match.Groups[2].Value);
                    if (found.Count == 3)
                    {
                        _listening.TrySetResult(found);
                    }
                }
            }
        }
    }

    private string Cause()
    {
        lock (_said)
        {
            return _said.LastOrDefault(line => line.Contains("EADDRINUSE", StringComparison.Ordinal)) is { } inUse
                ? $"a port is taken ({inUse}). Choose other ports, or stop the program that has it."
                : _said.LastOrDefault(line => line.StartsWith("Exit due to", StringComparison.Ordinal)) is { } exit
                ? $"its data in {_dataFolder} cannot be read ({exit}). Move that folder away, restore it, or name another one."
                : string.Join(Environment.NewLine, _said.TakeLast(5));
        }
    }

    /// <summary>Asked for port 0, Azurite has the system choose a free one and says which: nobody can take it in between.</summary>
    private static string Port(int? port) => (port ?? 0).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^Azurite (Blob|Queue|Table) service is successfully listening at (http\\S+)")]
    private static partial Regex ListeningAt();
}
