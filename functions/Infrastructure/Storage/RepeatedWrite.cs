using Azure.Data.Tables;
using static SmartToyonaka.Infrastructure.Storage.TableRows;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// What a write that failed has done all the same: after a lost response the client library retries the call, which then conflicts with its
/// own result.
/// </summary>
internal static class RepeatedWrite
{
    private static readonly HashSet<string> Nothing = [];

    /// <summary>True when the call was repeated and the rows are as it would leave them, equal to the last column.</summary>
    public static async Task<bool> IsDoneAsync(
        TableStore table, WriteStep step, IEnumerable<Row> puts, IEnumerable<Row> deletes, CancellationToken cancel)
    {
        if (!step.WasRepeated || !await AreThereAsync(table, puts, cancel))
        {
            return false;
        }

        foreach (var row in deletes)
        {
            if (await table.GetAsync(row.Partition, row.Key, cancel) is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when some rows are there, equal to the last column.</summary>
    public static async Task<bool> AreThereAsync(TableStore table, IEnumerable<Row> rows, CancellationToken cancel)
    {
        foreach (var row in rows)
        {
            if (await table.GetAsync(row.Partition, row.Key, cancel) is not { } there || !there.SameAs(row, Nothing))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same of a transaction.</summary>
    public static Task<bool> IsDoneAsync(
        TableStore table, WriteStep step, IReadOnlyList<TableTransactionAction> batch, CancellationToken cancel) =>
        IsDoneAsync(table, step, Rows(batch, deleted: false), Rows(batch, deleted: true), cancel);

    /// <summary>A transaction without the deletions of rows that are missing.</summary>
    public static async Task<List<TableTransactionAction>> LeftOfAsync(
        TableStore table, IReadOnlyList<TableTransactionAction> batch, CancellationToken cancel)
    {
        var left = new List<TableTransactionAction>();
        foreach (var action in batch)
        {
            if (action.ActionType != TableTransactionActionType.Delete
                || await table.GetAsync(action.Entity.PartitionKey, action.Entity.RowKey, cancel) is not null)
            {
                left.Add(action);
            }
        }

        return left;
    }

    private static IEnumerable<Row> Rows(IEnumerable<TableTransactionAction> batch, bool deleted) =>
        batch.Where(a => a.ActionType == TableTransactionActionType.Delete == deleted).Select(a => ToRow((TableEntity)a.Entity));
}
