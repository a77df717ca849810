using Azure.Data.Tables;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>Rows as the client library has them and is asked for them.</summary>
internal static class TableRows
{
    public static TableEntity ToEntity(Row row)
    {
        var entity = new TableEntity(row.Partition, row.Key);
        foreach (var (name, value) in row.Columns)
        {
            entity[name] = value;
        }

        return entity;
    }

    public static Row ToRow(TableEntity entity)
    {
        var columns = new Dictionary<string, object>(entity.Count, StringComparer.Ordinal);
        foreach (var (name, value) in entity)
        {
            if (name is not ("odata.etag" or "PartitionKey" or "RowKey" or "Timestamp"))
            {
                columns[name] = value;
            }
        }

        return new(entity.PartitionKey, entity.RowKey, columns, entity.ETag.ToString());
    }

    /// <summary>The rows of one partition, from a key on and up to, not including, another.</summary>
    public static string Filter(string partition, string? from, string? before)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        if (from is not null)
        {
            filter += TableClient.CreateQueryFilter($" and RowKey ge {from}");
        }

        return before is null ? filter : filter + TableClient.CreateQueryFilter($" and RowKey lt {before}");
    }
}
