using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// What was decided of one upload, on this machine's disk: gzipped lines of JSON, first the receipt, then the observations in the order in
/// which the ledger takes them. Read forward only; a few observations at a time are in memory.
/// </summary>
internal sealed class DecisionFile : IAsyncDisposable
{
    private static readonly JsonSerializerOptions OneLine = new(DropReceipt.Json) { WriteIndented = false };

    private readonly FileStream file;
    private StreamReader? lines;

    private DecisionFile(FileStream file) => this.file = file;

    /// <summary>What becomes of the upload; known once the file was opened for reading.</summary>
    public DropReceipt Receipt { get; private set; } = null!;

    /// <summary>Writes down what a check came to.</summary>
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

    /// <summary>Brings a decision that is kept elsewhere to this machine.</summary>
    public static async Task<DecisionFile> CopyAsync(Stream kept, CancellationToken cancel)
    {
        var copy = new DecisionFile(TemporaryFile.Create());
        await kept.CopyToAsync(copy.file, cancel);
        return copy;
    }

    /// <summary>The file from its beginning, to be kept elsewhere, with a name made from its content.</summary>
    public async Task<(string Hash, Stream Content)> ContentAsync(CancellationToken cancel)
    {
        file.Position = 0;
        var hash = Convert.ToHexStringLower((await SHA256.HashDataAsync(file, cancel)).AsSpan(0, 8));
        file.Position = 0;
        return (hash, file);
    }

    /// <summary>Reads the receipt and passes over the observations that are done with.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public async Task OpenAsync(int passOver, CancellationToken cancel)
    {
        file.Position = 0;
        lines = new(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true));
        Receipt = JsonSerializer.Deserialize<DropReceipt>(await LineAsync(cancel), OneLine) ?? throw new InvalidDataException("A decision has no receipt.");
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

    /// <summary>Every observation from the first on, when those of <see cref="NextAsync"/> are done with; read anew whenever it is enumerated.</summary>
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

    private async Task<string> LineAsync(CancellationToken cancel) => await lines!.ReadLineAsync(cancel) ?? throw new InvalidDataException("A decision ends before its last observation.");
}
