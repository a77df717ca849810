using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using static SmartToyonaka.Infrastructure.Storage.TableRows;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>One table. No method reads by a column that is no key, but to narrow a range of keys.</summary>
public sealed class TableStore
{
    /// <summary>A filter of the storage has 15 comparisons at most.</summary>
    public const int MostValues = 13;

    private const int FewRows = 25;

    private static readonly Dictionary<string, object> NoColumns = [];

    private readonly TableClient client;
    private readonly GroupedWrites grouped;

    public TableStore(TableClient client) => (this.client, grouped) = (client, new(client, this));

    public string Name => client.Name;

    /// <summary>A point read; null when there is no such row.</summary>
    public async Task<Row?> GetAsync(string partition, string key, CancellationToken cancel)
    {
        var found = await client.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancel);
        return found.HasValue ? ToRow(found.Value!) : null;
    }

    /// <summary>The rows of one partition in the order of their keys, from a key on and up to, not including, another.</summary>
    public async IAsyncEnumerable<Row> ReadAsync(string partition, string? from = null, string? before = null,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var entity in client.QueryAsync<TableEntity>(Filter(partition, from, before), cancellationToken: cancel))
        {
            yield return ToRow(entity);
        }
    }

    /// <summary>
    /// The rows of a few partitions that follow one another, in one query. A column may narrow what is sent; the storage looks at all of
    /// the range.
    /// </summary>
    /// <param name="first">The first partition.</param>
    /// <param name="last">The last one.</param>
    /// <param name="column">The column.</param>
    /// <param name="values">What it holds, at most <see cref="MostValues"/>; none for all rows.</param>
    public async IAsyncEnumerable<Row> ReadPartitionsAsync(string first, string last, string column, IReadOnlyCollection<string> values,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var range = TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last}");
        var filter = values.Count == 0 ? range
            : $"{range} and ({string.Join(" or ", values.Select(v => $"{column} eq {TableClient.CreateQueryFilter($"{v}")}"))})";
        await foreach (var entity in client.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
        {
            yield return ToRow(entity);
        }
    }

    /// <summary>The keys alone of the rows of <see cref="ReadAsync"/>.</summary>
    public async IAsyncEnumerable<string> ReadKeysAsync(
        string partition, string? from = null, string? before = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var filter = Filter(partition, from, before);
        await foreach (var entity in client.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancel))
        {
            yield return entity.RowKey;
        }
    }

    /// <summary><see cref="ReadAsync"/> into a list.</summary>
    public async Task<List<Row>> ListAsync(string partition, string? from = null, string? before = null, CancellationToken cancel = default)
    {
        var rows = new List<Row>();
        await foreach (var row in ReadAsync(partition, from, before, cancel))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The rows with a key prefix.</summary>
    public Task<List<Row>> ListPrefixAsync(string partition, string prefix, CancellationToken cancel) =>
        ListAsync(partition, prefix, prefix + '\uFFFF', cancel);

    /// <summary>The keys of the rows of <see cref="ReadAsync"/>, each with the time at which the storage wrote the row.</summary>
    public async IAsyncEnumerable<(string Key, DateTimeOffset WrittenAt)> ReadTimesAsync(
        string partition, string from, string before, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}");
        await foreach (var entity in client.QueryAsync<TableEntity>(filter, select: ["RowKey", "Timestamp"], cancellationToken: cancel))
        {
            yield return (entity.RowKey, entity.Timestamp ?? default);
        }
    }

    /// <summary>A whole number of every row of a small table, with the row's partition; rows without it are left out.</summary>
    public async Task<IReadOnlyList<(string Partition, int Number)>> ReadNumbersAsync(string column, CancellationToken cancel)
    {
        var numbers = new List<(string, int)>();
        await foreach (var entity in client.QueryAsync<TableEntity>(select: ["PartitionKey", column], cancellationToken: cancel))
        {
            if (entity.GetInt32(column) is { } number)
            {
                numbers.Add((entity.PartitionKey, number));
            }
        }

        return numbers;
    }

    /// <summary>Every row of the table: for maintenance, not for requests.</summary>
    public async IAsyncEnumerable<Row> ReadAllAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var entity in client.QueryAsync<TableEntity>(cancellationToken: cancel))
        {
            yield return ToRow(entity);
        }
    }

    /// <summary>Key and version of every row, without its columns, in the order of <see cref="ReadAllAsync"/>.</summary>
    public async IAsyncEnumerable<Row> ReadVersionsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var entity in client.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"], cancellationToken: cancel))
        {
            yield return ToRow(entity);
        }
    }

    /// <summary>Inserts rows of one partition in one transaction; false, and nothing written, when one of them exists.</summary>
    public async Task<bool> TryInsertAsync(IReadOnlyList<Row> rows, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        try
        {
            if (rows.Count == 1)
            {
                await client.AddEntityAsync(ToEntity(rows[0]), cancel);
            }
            else
            {
                await client.SubmitTransactionAsync(rows.Select(r =>
                    new TableTransactionAction(TableTransactionActionType.Add, ToEntity(r))), cancel);
            }

            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return await RepeatedWrite.IsDoneAsync(this, step, rows, [], cancel);
        }
    }

    /// <summary>
    /// As <see cref="TryInsertAsync"/>, in one transaction with the condition that a row exists. The condition does not change that row, so
    /// any number of callers may use the same one concurrently.
    /// </summary>
    public Task<InsertOutcome> TryInsertWhileAsync(
        IReadOnlyList<Row> rows, (string Partition, string Key) condition, CancellationToken cancel,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        grouped.TryInsertWhileAsync(rows, condition, file, line, cancel);

    /// <summary>
    /// Inserts or overwrites rows. The few of one partition that come while others of it are written go together with the next, so that
    /// many callers at once make few calls; a failure of the storage is everybody's.
    /// </summary>
    public Task PutTogetherAsync(IEnumerable<Row> rows, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        Task.WhenAll(rows.GroupBy(r => r.Partition, StringComparer.Ordinal).Select(p => p.ToList() is { Count: <= FewRows } few
            ? grouped.PutAsync(few, file, line, cancel) : WriteAsync(p, [], cancel, file, line)));

    /// <summary>As <see cref="DeleteAsync"/>, together with others as in <see cref="PutTogetherAsync"/>.</summary>
    public Task DeleteTogetherAsync(string partition, string key, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        grouped.DeleteAsync(new(partition, key, NoColumns), file, line, cancel);

    /// <summary>Inserts or overwrites a row.</summary>
    public async Task PutAsync(Row row, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        await client.UpsertEntityAsync(ToEntity(row), TableUpdateMode.Replace, cancel);
    }

    /// <summary>
    /// Writes a row if its version is unchanged since it was read (or inserts it when it was not read); false when it was changed.
    /// </summary>
    public async Task<bool> TryReplaceAsync(Row row, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        if (row.ETag.Length == 0)
        {
            return await TryInsertAsync([row], cancel, file, line);
        }

        using var step = WriteStep.Begin(client.Name, file, line);
        try
        {
            await client.UpdateEntityAsync(ToEntity(row), new ETag(row.ETag), TableUpdateMode.Replace, cancel);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 412 or 404)
        {
            return await RepeatedWrite.IsDoneAsync(this, step, [row], [], cancel);
        }
    }

    /// <summary>Deletes a row; succeeds if it does not exist.</summary>
    public async Task DeleteAsync(string partition, string key, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        await client.DeleteEntityAsync(partition, key, ETag.All, cancel);
    }

    /// <summary>
    /// Writes and deletes rows in transactions of <see cref="TableBatch"/>: rows of one partition are written together where they fit into
    /// one. Idempotent.
    /// </summary>
    public async Task WriteAsync(IEnumerable<Row> puts, IEnumerable<Row> deletes, CancellationToken cancel,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        var actions = puts.Select(r => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToEntity(r)))
            .Concat(deletes.Select(r =>
                new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(r.Partition, r.Key), ETag.All)));
        await Parallel.ForEachAsync(
            TableBatch.Of(actions),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel },
            async (batch, c) =>
            {
                // A transaction with one action costs the storage more than the action itself.
                if (batch is [{ ActionType: TableTransactionActionType.UpsertReplace } one])
                {
                    await client.UpsertEntityAsync(one.Entity, TableUpdateMode.Replace, c);
                }
                else
                {
                    try
                    {
                        await client.SubmitTransactionAsync(batch, c);
                    }
                    catch (RequestFailedException e) when (e.Status == 404 && e.ErrorCode != "TableNotFound")
                    {
                        // A row to be deleted is missing: the transaction was retried after its response was lost, or another caller
                        // deleted it.
                        if (await RepeatedWrite.LeftOfAsync(this, batch, c) is { Count: > 0 } left)
                        {
                            await client.SubmitTransactionAsync(left, c);
                        }
                    }
                }
            });
    }

    /// <summary>
    /// Writes (a row without ETag is inserted) and deletes rows if their versions are unchanged since they were read; false as soon as one
    /// was changed, with the transactions before it done.
    /// </summary>
    public async Task<bool> TryWriteAsync(IEnumerable<Row> puts, IEnumerable<Row> deletes, CancellationToken cancel,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        var actions = puts.Select(r => r.ETag.Length == 0
                ? new TableTransactionAction(TableTransactionActionType.Add, ToEntity(r))
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, ToEntity(r), new ETag(r.ETag)))
            .Concat(deletes.Select(r =>
                new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(r.Partition, r.Key), new ETag(r.ETag))));
        foreach (var batch in TableBatch.Of(actions))
        {
            try
            {
                await client.SubmitTransactionAsync(batch, cancel);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && e.ErrorCode != "TableNotFound")
            {
                if (!await RepeatedWrite.IsDoneAsync(this, step, batch, cancel))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
