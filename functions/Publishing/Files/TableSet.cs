using System.Security.Cryptography;
using System.Text;

namespace SmartToyonaka.Publishing.Files;

/// <summary>All published tables as they were at one moment.</summary>
internal sealed class TableSet : IAsyncDisposable
{
    private readonly Dictionary<string, TableFiles> tables = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, TableFiles> Tables => tables;

    /// <summary>A moment at which the tables were like this.</summary>
    public DateTimeOffset Moment { get; set; }

    /// <summary>Adds a table, in place of an earlier reading.</summary>
    public async Task PutAsync(TableFiles files)
    {
        if (tables.Remove(files.Table, out var before))
        {
            await before.DisposeAsync();
        }

        tables[files.Table] = files;
    }

    /// <summary>SHA-256 over the digests of the files.</summary>
    /// <param name="files">The tables with their files.</param>
    public static string ContentOf(IEnumerable<PublishedTableFiles> files) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{f.Name} {f.Csv.Sha256} {f.Parquet.Sha256}\n")))));

    public async ValueTask DisposeAsync()
    {
        foreach (var files in tables.Values)
        {
            await files.DisposeAsync();
        }
    }
}
