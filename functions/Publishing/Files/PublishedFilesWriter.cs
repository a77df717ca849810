using System.Security.Cryptography;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Files;

/// <summary>
/// Writes a set of files: first all of them into a folder of their own, then the manifest that names it, which is the switch, then the
/// copies at fixed names. Whatever it is interrupted at, the manifest names a whole set.
/// </summary>
public sealed class PublishedFilesWriter(StorageAccount storage, PublishedSets sets)
{
    private const string CsvType = "text/csv; charset=utf-8", ParquetType = "application/vnd.apache.parquet";
    private const int AtATime = 4;

    private readonly BlobStore published = storage.Container(ContainerNames.Published);

    /// <summary>The manifest; null when there is none yet, or none that this version knows.</summary>
    public async Task<PublishedFilesManifest?> ReadAsync(CancellationToken cancel) =>
        await published.ReadAsync(PublishedFilesManifest.FileName, cancel) is { } found ? PublishedFilesManifest.Read(found.Content) : null;

    /// <summary>
    /// Makes the manifest name these tables, and the copies hold them. Writes nothing where they are what the manifest names already.
    /// </summary>
    /// <returns>The manifest, and whether it is new; null when a later reading was published meanwhile.</returns>
    internal async Task<(PublishedFilesManifest Manifest, bool IsNew)?> WriteAsync(TableSet set, PublishedFilesManifest? current,
        CancellationToken cancel)
    {
        // Later than the one before, even if the clock was set back.
        var moment = current is not null && current.Moment >= set.Moment ? current.Moment.AddMilliseconds(1) : set.Moment;
        var manifest = await DescribeAsync(set, moment, cancel);
        var isNew = current?.Content != manifest.Content || !current.Tables.Zip(manifest.Tables).All(HaveSameColumns);
        if (isNew)
        {
            await Parallel.ForEachAsync(manifest.Tables, Options(cancel), async (table, c) =>
            {
                await published.WriteAsync(table.Csv.Path, From(set.Tables[table.Name].Csv), CsvType, c);
                await published.WriteAsync(table.Parquet.Path, From(set.Tables[table.Name].Parquet), ParquetType, c);
            });
            if (current is not null)
            {
                await sets.ReplaceAsync(current.Set, cancel);
            }

            if (await published.TryWriteNewerAsync(PublishedFilesManifest.FileName, new MemoryStream(manifest.Write()),
                "application/json; charset=utf-8", moment, cancel) is null)
            {
                return null;
            }
        }

        var named = isNew ? manifest : current!;
        if (!await sets.IsCopiedAsync(named.Set, cancel))
        {
            await Parallel.ForEachAsync(named.Tables, Options(cancel), async (table, c) =>
            {
                var files = set.Tables[table.Name];
                await published.TryWriteNewerAsync($"csv/{table.Name}.csv", From(files.Csv), CsvType, named.Moment, c);
                await published.TryWriteNewerAsync($"parquet/{table.Name}.parquet", From(files.Parquet), ParquetType, named.Moment, c);
            });
            await sets.CopiedAsync(named.Set, cancel);
        }

        return (named, isNew);
    }

    private static bool HaveSameColumns((PublishedTableFiles Current, PublishedTableFiles Next) table) =>
        table.Current.Columns.SequenceEqual(table.Next.Columns);

    private static async Task<PublishedFilesManifest> DescribeAsync(TableSet set, DateTimeOffset moment, CancellationToken cancel)
    {
        var files = new List<PublishedTableFiles>();
        foreach (var table in TableNames.Published.Select(t => set.Tables[t]))
        {
            files.Add(new(table.Table, table.Rows, table.Version,
                [.. PublishedColumns.Of[table.Table]
                    .Select(c => new PublishedFileColumn(c.Name, ParquetTableWriter.TypeOf(c), c.Only is not null))],
                await DescribeAsync($"csv/{table.Table}.csv", table.Csv, cancel),
                await DescribeAsync($"parquet/{table.Table}.parquet", table.Parquet, cancel)));
        }

        var content = TableSet.ContentOf(files);
        var folder = PublishedSets.NameOf(moment, content);
        return new(PublishedFilesManifest.CurrentKind, PublishedFilesManifest.CurrentFormat, moment, BuildVersion.Commit, folder, content,
            [.. files.Select(f => f with { Csv = In(f.Csv), Parquet = In(f.Parquet) })]);

        PublishedFile In(PublishedFile file) => file with { Path = $"{folder}/{file.Path}" };
    }

    private static async Task<PublishedFile> DescribeAsync(string path, FileStream file, CancellationToken cancel) =>
        new(path, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(From(file), cancel)));

    private static FileStream From(FileStream file)
    {
        file.Position = 0;
        return file;
    }

    private static ParallelOptions Options(CancellationToken cancel) =>
        new() { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel };
}
