using Azure.Data.Tables;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>Owns the rules of a table transaction: one partition, at most 100 rows, at most 4 MiB.</summary>
internal static class TableBatch
{
    private const int MaxRows = 100;

    // The service's limit is a request of 4 MiB; the size of rows is estimated, so this stays well below.
    public const int MaxBytes = 2_000_000;

    /// <summary>Splits actions into transactions; the order within a partition is kept.</summary>
    public static IEnumerable<List<TableTransactionAction>> Of(IEnumerable<TableTransactionAction> actions)
    {
        var open = new Dictionary<string, (List<TableTransactionAction> Actions, int Bytes)>(StringComparer.Ordinal);
        foreach (var action in actions)
        {
            var partition = action.Entity.PartitionKey;
            var bytes = Size(action.Entity);
            if (!open.TryGetValue(partition, out var batch))
            {
                batch = ([], 0);
            }
            else if (batch.Actions.Count == MaxRows || batch.Bytes + bytes > MaxBytes)
            {
                yield return batch.Actions;
                batch = ([], 0);
            }

            batch.Actions.Add(action);
            open[partition] = (batch.Actions, batch.Bytes + bytes);
        }

        foreach (var (rest, _) in open.Values)
        {
            yield return rest;
        }
    }

    /// <summary>An estimate of what a row takes in a request.</summary>
    public static int Size(ITableEntity entity) => entity is not TableEntity columns
        ? 1_000
        : 600 + columns.Sum(c => c.Key.Length + (c.Value switch
        {
            string s => s.Length * 3,
            byte[] b => b.Length * 4 / 3,
            _ => 60,
        }));
}
