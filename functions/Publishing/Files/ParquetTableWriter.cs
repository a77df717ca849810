using Parquet;
using Parquet.Schema;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Publishing.Files;

/// <summary>
/// Writes rows of a published table as Parquet. A column that counts only with its flag is null without it. At most
/// <see cref="RowsPerGroup"/> rows are in memory.
/// </summary>
public sealed class ParquetTableWriter : IAsyncDisposable
{
    private const int RowsPerGroup = 10_000;

    private readonly IReadOnlyList<(PublishedColumn Column, DataField Field)> columns;
    private readonly ParquetWriter writer;
    private readonly List<Row> rows = [];

    private ParquetTableWriter(IReadOnlyList<(PublishedColumn, DataField)> columns, ParquetWriter writer)
    {
        this.columns = columns;
        this.writer = writer;
    }

    /// <summary>Begins a file.</summary>
    /// <param name="columns">The columns, in their order.</param>
    /// <param name="to">Where to; it stays open.</param>
    /// <param name="cancel">Stops writing.</param>
    public static async Task<ParquetTableWriter> CreateAsync(IReadOnlyList<PublishedColumn> columns, Stream to, CancellationToken cancel)
    {
        var fields = columns.Select(c => (c, FieldOf(c))).ToList();
        var schema = new ParquetSchema(fields.Select(f => f.Item2));
        return new(fields, await ParquetWriter.CreateAsync(schema, to, new ParquetOptions(), cancellationToken: cancel));
    }

    /// <summary>What a column is called in the manifest.</summary>
    public static string TypeOf(PublishedColumn column) => column.Kind switch
    {
        ColumnKind.Text => "string",
        ColumnKind.Flag => "boolean",
        ColumnKind.Whole => column.IsLong ? "int64" : "int32",
        ColumnKind.Number => "double",
        ColumnKind.Day => "date",
        _ => "timestamp",
    };

    public async Task AddAsync(Row row, CancellationToken cancel)
    {
        rows.Add(row);
        if (rows.Count == RowsPerGroup)
        {
            await WriteGroupAsync(cancel);
        }
    }

    /// <summary>Writes what is left, and the end of the file.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        if (rows.Count > 0)
        {
            await WriteGroupAsync(cancel);
        }

        await writer.DisposeAsync();
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private async Task WriteGroupAsync(CancellationToken cancel)
    {
        using var group = writer.CreateRowGroup();
        foreach (var (column, field) in columns)
        {
            await (column.Kind switch
            {
                ColumnKind.Text => group.WriteAsync(field, [.. rows.Select(r => r.Text(column.Name))]),
                ColumnKind.Flag => WriteAsync(group, column, field, r => r.Flag(column.Name), cancel),
                ColumnKind.Whole when column.IsLong => WriteAsync(group, column, field, r => r.Long(column.Name), cancel),
                ColumnKind.Whole => WriteAsync(group, column, field, r => r.Int(column.Name), cancel),
                ColumnKind.Number => WriteAsync(group, column, field, r => r.Double(column.Name), cancel),
                _ => WriteAsync(group, column, field, r => r.Time(column.Name).UtcDateTime, cancel),
            });
        }

        group.CompleteValidate();
        rows.Clear();
    }

    private async Task WriteAsync<T>(ParquetRowGroupWriter group, PublishedColumn column, DataField field, Func<Row, T> read,
        CancellationToken cancel)
        where T : struct
    {
        if (column.Only is { } only)
        {
            T?[] some = [.. rows.Select(r => r.Flag(only) ? read(r) : (T?)null)];
            await group.WriteAsync<T>(field, some.AsMemory(), cancellationToken: cancel);
        }
        else
        {
            T[] all = [.. rows.Select(read)];
            await group.WriteAsync<T>(field, all.AsMemory(), cancellationToken: cancel);
        }
    }

    private static DataField FieldOf(PublishedColumn column)
    {
        var isNullable = column.Only is not null;
        return column.Kind switch
        {
            ColumnKind.Text => new DataField(column.Name, typeof(string), isNullable),
            ColumnKind.Flag => new DataField(column.Name, typeof(bool), isNullable),
            ColumnKind.Whole => new DataField(column.Name, column.IsLong ? typeof(long) : typeof(int), isNullable),
            ColumnKind.Number => new DataField(column.Name, typeof(double), isNullable),
            ColumnKind.Day => new DateTimeDataField(column.Name, DateTimeFormat.Date, isNullable: isNullable),

            // Not every reader knows nanoseconds; a published time has whole milliseconds or the 100 ns of a clock.
            _ => new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable),
        };
    }
}
