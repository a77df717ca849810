using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// The decision of one upload as a local file: gzipped lines of JSON, first the receipt, then the observations in the order in which the
/// ledger gets them. Forward-only; a few observations at a time are in memory.
/// </summary>
internal sealed class DecisionFile : IAsyncDisposable
{
    private static readonly JsonSerializerOptions OneLine = new(DropReceipt.Json) { WriteIndented = false };

    private readonly FileStream file;
    private StreamReader? lines;

    private DecisionFile(FileStream file) => this.file = file;

    /// <summary>The receipt of the upload; known once the file was opened for reading.</summary>
    public DropReceipt Receipt { get; private set; } = null!;

    /// <summary>Writes the result of a check.</summary>
    public static async Task<DecisionFile> WriteAsync(DropCheck check, DateTimeOffset receivedAt)
    {
        var made = new DecisionFile(TemporaryFile.Create());
        await using var zip = new GZipStream(made.file, CompressionLevel.Fastest, leaveOpen: true);
        await using var text = new StreamWriter(zip);
        await text.WriteLineAsync(JsonSerializer.Serialize(check.Receipt, OneLine));
        foreach (var observation in check.Observations)
        {
            await text.WriteLineAsync(ObservationJson.WriteLine(observation with { ReceivedAt = receivedAt }));
        }

        return made;
    }

    /// <summary>Downloads a stored decision to a local file.</summary>
    public static async Task<DecisionFile> CopyAsync(Stream kept, CancellationToken cancel)
    {
        var copy = new DecisionFile(TemporaryFile.Create());
        await kept.CopyToAsync(copy.file, cancel);
        return copy;
    }

    /// <summary>The file from its beginning, for storing it under a name made from its content.</summary>
    public async Task<(string Hash, Stream Content)> ContentAsync(CancellationToken cancel)
    {
        file.Position = 0;
        var hash = Convert.ToHexStringLower((await SHA256.HashDataAsync(file, cancel)).AsSpan(0, 8));
        file.Position = 0;
        return (hash, file);
    }

    /// <summary>Reads the receipt and skips the observations that are written already.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public async Task OpenAsync(int passOver, CancellationToken cancel)
    {
        file.Position = 0;
        lines = new(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true));
        Receipt = JsonSerializer.Deserialize<DropReceipt>(await LineAsync(cancel), OneLine)
            ?? throw new InvalidDataException("A decision has no receipt.");
        for (var i = 0; i < passOver; i++)
        {
            await LineAsync(cancel);
        }
    }

    /// <summary>The next observations.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public async Task<List<Observation>> NextAsync(int count, CancellationToken cancel)
    {
        var next = new List<Observation>(count);
        while (next.Count < count)
        {
            next.Add(ObservationJson.ReadLine(await LineAsync(cancel)));
        }

        return next;
    }

    /// <summary>
    /// Every observation from the first on, when those of <see cref="NextAsync"/> are done with; read anew whenever it is enumerated.
    /// </summary>
    public IEnumerable<Observation> All()
    {
        file.Position = 0;
        using var again = new StreamReader(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true));
        again.ReadLine();
        while (again.ReadLine() is { } line)
        {
            yield return ObservationJson.ReadLine(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lines?.Dispose();
        await file.DisposeAsync();
    }

    private async Task<string> LineAsync(CancellationToken cancel) => await lines!.ReadLineAsync(cancel)
        ?? throw new InvalidDataException("A decision ends before its last observation.");
}
