using System.Security.Cryptography;
using Azure.Storage.Blobs;
using ParquetSharp;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Files;

namespace SmartToyonaka.Tests.Publishing.Files;

/// <summary>Reads the published files as an outside reader does: by the manifest, with another library than wrote them.</summary>
internal sealed class PublishedFilesReader(string storage)
{
    private readonly BlobContainerClient container = new(storage, ContainerNames.Published);

    /// <summary>The manifest; null when there is none.</summary>
    public async Task<PublishedFilesManifest?> ManifestAsync() => await BytesAsync(PublishedFilesManifest.FileName) is { } json
        ? PublishedFilesManifest.Read(json) : null;

    /// <summary>The manifest, all of whose files are there and as it says.</summary>
    public async Task<PublishedFilesManifest> WholeAsync()
    {
        var manifest = await ManifestAsync();
        Assert.NotNull(manifest);
        Assert.Equal(TableNames.Published, manifest.Tables.Select(t => t.Name));
        foreach (var file in manifest.Tables.SelectMany(t => new[] { t.Csv, t.Parquet }))
        {
            var content = await BytesAsync(file.Path);
            Assert.NotNull(content);
            Assert.Equal((file.Bytes, file.Sha256), (content.LongLength, Convert.ToHexStringLower(SHA256.HashData(content))));
        }

        return manifest;
    }

    /// <summary>As <see cref="WholeAsync"/>; and the files at fixed names are the same.</summary>
    public async Task<PublishedFilesManifest> CompleteAsync()
    {
        var manifest = await WholeAsync();
        foreach (var table in manifest.Tables)
        {
            Assert.Equal(await BytesAsync(table.Csv.Path), await BytesAsync($"csv/{table.Name}.csv"));
            Assert.Equal(await BytesAsync(table.Parquet.Path), await BytesAsync($"parquet/{table.Name}.parquet"));
        }

        return manifest;
    }

    /// <summary>The rows of a table in its Parquet file.</summary>
    public async Task<List<Dictionary<string, object?>>> RowsAsync(PublishedFilesManifest manifest, string table)
    {
        var files = manifest.Tables.Single(t => t.Name == table);
        return Rows((await BytesAsync(files.Parquet.Path))!, files.Columns);
    }

    /// <summary>The content of a blob; null when there is none.</summary>
    public async Task<byte[]?> BytesAsync(string name)
    {
        var blob = container.GetBlobClient(name);
        return await blob.ExistsAsync() ? (await blob.DownloadContentAsync()).Value.Content.ToArray() : null;
    }

    /// <summary>Every blob with its version.</summary>
    public async Task<List<string>> VersionsAsync() => await container.GetBlobsAsync().Select(b => $"{b.Name} {b.Properties.ETag}")
        .ToListAsync();

    /// <summary>The folders of sets.</summary>
    public async Task<List<string>> SetsAsync() => [.. (await VersionsAsync()).Where(n => n.StartsWith("sets/", StringComparison.Ordinal))
        .Select(n => string.Join('/', n.Split('/')[..2])).Distinct()];

    /// <summary>The rows of a Parquet file; fails where its columns are not those named.</summary>
    public static List<Dictionary<string, object?>> Rows(byte[] parquet, IReadOnlyList<PublishedFileColumn> columns)
    {
        using var file = new ParquetFileReader(new MemoryStream(parquet));
        var schema = file.FileMetaData.Schema;
        Assert.Equal(columns.Select(c => c.Name), Enumerable.Range(0, file.FileMetaData.NumColumns).Select(i => schema.Column(i).Name));
        var rows = new List<Dictionary<string, object?>>();
        for (var number = 0; number < file.FileMetaData.NumRowGroups; number++)
        {
            using var group = file.RowGroup(number);
            var count = (int)group.MetaData.NumRows;
            var read = Enumerable.Range(0, count).Select(_ => new Dictionary<string, object?>(StringComparer.Ordinal)).ToList();
            foreach (var (i, column) in columns.Index())
            {
                using var reader = group.Column(i);
                foreach (var (row, value) in Values(reader, column, count).Index())
                {
                    read[row][column.Name] = value is Date day ? day.DateTime : value;
                }
            }

            rows.AddRange(read);
        }

        return rows;
    }

    private static IEnumerable<object?> Values(ColumnReader reader, PublishedFileColumn column, int count) => column.Type switch
    {
        "string" => reader.LogicalReader<string>().ReadAll(count),
        "boolean" => Values<bool>(reader, column, count),
        "int32" => Values<int>(reader, column, count),
        "int64" => Values<long>(reader, column, count),
        "double" => Values<double>(reader, column, count),
        "date" => Values<Date>(reader, column, count),
        "timestamp" => Values<DateTime>(reader, column, count),
        _ => throw new InvalidDataException(column.Type),
    };

    // The logical reader of another type fails, so the types are those of the manifest.
    private static IEnumerable<object?> Values<T>(ColumnReader reader, PublishedFileColumn column, int count)
        where T : struct => column.Nullable
            ? reader.LogicalReader<T?>().ReadAll(count).Select(v => (object?)v)
            : reader.LogicalReader<T>().ReadAll(count).Select(v => (object?)v);
}
