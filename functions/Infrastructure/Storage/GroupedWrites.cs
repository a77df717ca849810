using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using static SmartToyonaka.Infrastructure.Storage.TableRows;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// Writes of a table by several at once: what comes while a write to the same partition is under way goes together into the next
/// transaction. Where one of a group stands in the others' way, each is written by itself.
/// </summary>
internal sealed class GroupedWrites
{
    // The service's limit, without the row of a condition.
    private const int MostRows = 99;

    private readonly TableClient client;
    private readonly TableStore table;
    private readonly GroupedCalls<(string Partition, string Key), Write, Task<InsertOutcome>> inserts;
    private readonly GroupedCalls<string, Write, Task<InsertOutcome>> puts, deletes;

    public GroupedWrites(TableClient client, TableStore table)
    {
        (this.client, this.table) = (client, table);
        inserts = new((_, group) => WriteAsync(group, InsertAsync, InsertTogetherAsync), Fit);
        puts = new((_, group) => WriteAsync(group, PutAsync, PutTogetherAsync), Fit);
        deletes = new((_, group) => WriteAsync(group, DeleteAsync, DeleteTogetherAsync), Fit);
    }

    /// <inheritdoc cref="TableStore.TryInsertWhileAsync"/>
    public async Task<InsertOutcome> TryInsertWhileAsync(IReadOnlyList<Row> rows, (string Partition, string Key) condition,
        string file, int line, CancellationToken cancel) =>
        await await inserts.CallAsync(condition, new(rows, condition.Key, file, line, cancel), cancel);

    /// <summary>Inserts or overwrites a few rows of one partition.</summary>
    public async Task PutAsync(IReadOnlyList<Row> rows, string file, int line, CancellationToken cancel) =>
        await await puts.CallAsync(rows[0].Partition, new(rows, "", file, line, cancel), cancel);

    /// <summary>Deletes a row; succeeds if it does not exist.</summary>
    public async Task DeleteAsync(Row row, string file, int line, CancellationToken cancel) =>
        await await deletes.CallAsync(row.Partition, new([row], "", file, line, cancel), cancel);

    // A row may be in a transaction once.
    private static bool Fit(IReadOnlyList<Write> group, Write next) =>
        group.Sum(w => w.Rows.Count) + next.Rows.Count <= MostRows && group.Sum(w => w.Bytes) + next.Bytes <= TableBatch.MaxBytes
        && !group.SelectMany(w => w.Rows).Select(r => r.Key).Intersect(next.Rows.Select(r => r.Key), StringComparer.Ordinal).Any();

    /// <summary>The outcomes, each a task that has ended, so that the failure of one is its own.</summary>
    private static async Task<IReadOnlyList<Task<InsertOutcome>>> WriteAsync(IReadOnlyList<Write> group,
        Func<Write, Task<InsertOutcome>> one, Func<Write, Task<BatchOutcome>> together)
    {
        IReadOnlyList<Task<InsertOutcome>> outcomes;
        if (group.Count == 1)
        {
            outcomes = [one(group[0])];
        }
        else
        {
            // A call for several is not cancelled for the sake of one.
            var all = group[0] with { Rows = [.. group.SelectMany(w => w.Rows)], Cancel = CancellationToken.None };
            var outcome = await together(all);
            outcomes = [.. group.Select(w => outcome switch
            {
                BatchOutcome.Written => Task.FromResult(InsertOutcome.Inserted),
                BatchOutcome.Refused => one(w),
                _ => one(w with { WasRepeated = true }),
            })];
        }

        await ((Task)Task.WhenAll(outcomes)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return outcomes;
    }

    private static bool IsRefused(RequestFailedException e) => e.Status is 400 or 404 or 409 or 413 && e.ErrorCode != "TableNotFound";

    private async Task<BatchOutcome> InsertTogetherAsync(Write all)
    {
        using var step = WriteStep.Begin(client.Name, all.File, all.Line);
        try
        {
            await SubmitAsync(all, all.File, all.Line);
            return BatchOutcome.Written;
        }
        catch (RequestFailedException e) when (IsRefused(e))
        {
            return step.WasRepeated ? BatchOutcome.RefusedRepeated : BatchOutcome.Refused;
        }
    }

    private async Task<InsertOutcome> InsertAsync(Write write)
    {
        if (write.WasRepeated && await RepeatedWrite.AreThereAsync(table, write.Rows, write.Cancel))
        {
            return InsertOutcome.Inserted;
        }

        using var step = WriteStep.Begin(client.Name, write.File, write.Line);
        try
        {
            await SubmitAsync(write, write.File, write.Line);
            return InsertOutcome.Inserted;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 404 && e.ErrorCode != "TableNotFound")
        {
            return await RepeatedWrite.IsDoneAsync(table, step, write.Rows, [], write.Cancel) ? InsertOutcome.Inserted
                : e.Status == 409 ? InsertOutcome.Exists
                : InsertOutcome.ConditionFailed;
        }
    }

    // The condition does not change its row, so any number of callers may use the same one concurrently.
    private Task SubmitAsync(Write write, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        client.SubmitTransactionAsync(
            write.Rows.Select(r => new TableTransactionAction(TableTransactionActionType.Add, ToEntity(r)))
                .Append(new(TableTransactionActionType.UpdateMerge, new TableEntity(write.Rows[0].Partition, write.Condition), ETag.All)),
            write.Cancel);

    private Task<InsertOutcome> PutAsync(Write write) =>
        DoneAsync(table.WriteAsync(write.Rows, [], write.Cancel, write.File, write.Line));

    private Task<BatchOutcome> PutTogetherAsync(Write all) =>
        TogetherAsync(table.WriteAsync(all.Rows, [], all.Cancel, all.File, all.Line));

    private Task<InsertOutcome> DeleteAsync(Write write) =>
        DoneAsync(table.DeleteAsync(write.Rows[0].Partition, write.Rows[0].Key, write.Cancel, write.File, write.Line));

    private Task<BatchOutcome> DeleteTogetherAsync(Write all) =>
        TogetherAsync(table.WriteAsync([], all.Rows, all.Cancel, all.File, all.Line));

    private static async Task<InsertOutcome> DoneAsync(Task write)
    {
        await write;
        return InsertOutcome.Inserted;
    }

    // What may be written twice needs no look at what a repeated call has done.
    private static async Task<BatchOutcome> TogetherAsync(Task write)
    {
        try
        {
            await write;
            return BatchOutcome.Written;
        }
        catch (RequestFailedException e) when (IsRefused(e))
        {
            return BatchOutcome.Refused;
        }
    }

    private enum BatchOutcome
    {
        Written,
        Refused,

        /// <summary>The client library has made the call again: the refusal may be of its own first attempt.</summary>
        RefusedRepeated,
    }

    /// <summary>What one writes, with the place in the program; a group has the place of its first.</summary>
    private sealed record Write(IReadOnlyList<Row> Rows, string Condition, string File, int Line, CancellationToken Cancel)
    {
        /// <summary>True where it may be done already.</summary>
        public bool WasRepeated { get; init; }

        public int Bytes { get; } = Rows.Sum(r => TableBatch.Size(ToEntity(r)));
    }
}
