using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// The processed uploads of a folder, in a few rows of the table <c>drops</c> (partition <c>seen-&lt;folder&gt;</c>), so that a pull run
/// reads claims of new uploads only, however many files there are and however often they were overwritten. A watermark by time is not
/// enough: a blob that is undeleted or renamed into the folder keeps its old time. It is a cache: an upload that is missing in it is looked
/// up by its claim, and a lost cache is built again from the claims.
/// </summary>
internal sealed class ProcessedUploads
{
    private const string Column = "uploads", PartitionPrefix = "seen-";
    private const int IdBytes = 16;

    // A binary column holds 64 KiB.
    private const int PerRow = 4_000;

    private readonly TableStore drops;
    private readonly string partition;
    private readonly List<UInt128> order = [];
    private readonly HashSet<UInt128> all = [];
    private readonly List<OpenReceipt> open = [];
    private int rows, firstChanged = int.MaxValue;

    private ProcessedUploads(TableStore drops, string folder)
    {
        this.drops = drops;
        partition = Partition(folder);
    }

    /// <summary>The partition of a folder's rows.</summary>
    public static string Partition(string folder) => PartitionPrefix + folder;

    /// <summary>True for a partition of such rows.</summary>
    public static bool IsPartition(string partition) => partition.StartsWith(PartitionPrefix, StringComparison.Ordinal);

    /// <summary>Reads the processed uploads of a folder; empty when they have to be built from the claims.</summary>
    public static async Task<ProcessedUploads> ReadAsync(TableStore drops, string folder, CancellationToken cancel)
    {
        var seen = new ProcessedUploads(drops, folder);
        await foreach (var row in drops.ReadAsync(seen.partition, cancel: cancel))
        {
            if (OpenReceipts.Read(row) is { } receipt)
            {
                seen.open.Add(receipt);
                continue;
            }

            seen.rows++;
            var ids = row.Bytes(Column);
            for (var at = 0; at + IdBytes <= ids.Length; at += IdBytes)
            {
                seen.Append(BinaryPrimitives.ReadUInt128BigEndian(ids.AsSpan(at)));
            }
        }

        return seen;
    }

    /// <summary>The key of an upload, 128 bits.</summary>
    public static UInt128 Id(string file, string etag) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{file}|{etag}")));

    /// <summary>Those whose receipt asks for something.</summary>
    public IReadOnlyList<OpenReceipt> Open => open;

    public bool IsEmpty => order.Count == 0;

    public bool Contains(UInt128 upload) => all.Contains(upload);

    /// <summary>How many were added since the last save.</summary>
    public int Unsaved { get; private set; }

    public void Add(UInt128 upload)
    {
        if (Append(upload))
        {
            firstChanged = Math.Min(firstChanged, (order.Count - 1) / PerRow);
            Unsaved++;
        }
    }

    /// <summary>
    /// Removes uploads that do not exist any more, when they are the majority: a file that is overwritten every day leaves one a day.
    /// </summary>
    public void Forget(IReadOnlySet<UInt128> there)
    {
        if (order.Count > 2 * there.Count + PerRow)
        {
            all.IntersectWith(there);
            order.RemoveAll(id => !all.Contains(id));
            firstChanged = 0;
        }
    }

    /// <summary>Writes the rows that changed, usually only the last one, since uploads are only appended.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        var needed = (order.Count + PerRow - 1) / PerRow;
        for (var row = firstChanged; row < needed; row++)
        {
            await drops.PutAsync(new(partition, Key(row),
                new Dictionary<string, object>(StringComparer.Ordinal) { [Column] = Pack(row) }), cancel);
        }

        for (var row = needed; row < rows; row++)
        {
            await drops.DeleteAsync(partition, Key(row), cancel);
        }

        (rows, firstChanged, Unsaved) = (needed, int.MaxValue, 0);
    }

    private bool Append(UInt128 upload)
    {
        if (!all.Add(upload))
        {
            return false;
        }

        order.Add(upload);
        return true;
    }

    private byte[] Pack(int row)
    {
        var ids = order.Skip(row * PerRow).Take(PerRow).ToList();
        var bytes = new byte[ids.Count * IdBytes];
        for (var i = 0; i < ids.Count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * IdBytes), ids[i]);
        }

        return bytes;
    }

    private static string Key(int row) => row.ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
}
