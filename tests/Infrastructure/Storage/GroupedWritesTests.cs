using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Tests.Support.MemoryStorage;

namespace SmartToyonaka.Tests.Infrastructure.Storage;

/// <summary>Writes of several at once to one partition: few calls, and each has the outcome that it would have had by itself.</summary>
public sealed class GroupedWritesTests : IAsyncLifetime
{
    private const string Partition = "p";
    private static readonly (string, string) Gate = (Partition, "gate");

    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FaultyStorage proxy = null!;
    private TableStore table = null!;

    public async Task InitializeAsync()
    {
        proxy = await FaultyStorage.StartAsync(new MemoryAccount());
        var account = DropStorageFixture.Account(proxy.ConnectionString);
        await account.CreateAllAsync(default);
        table = account.Table(TableNames.Work);
        await table.PutAsync(NewRow("gate"), default);
    }

    public async Task DisposeAsync() => await proxy.DisposeAsync();

    [Fact]
    public async Task Insertions_that_wait_are_one_transaction()
    {
        var outcomes = await AtOnceAsync(n => table.TryInsertWhileAsync(Rows(n), Gate, default), 6);
        Assert.All(outcomes, o => Assert.Equal(InsertOutcome.Inserted, o));
        Assert.Equal(2, Writes);
        Assert.Equal(13, (await table.ListAsync(Partition)).Count);
    }

    [Fact]
    public async Task One_that_is_there_already_does_not_hold_up_the_others()
    {
        await table.PutAsync(NewRow("3b"), default);
        var outcomes = await AtOnceAsync(n => table.TryInsertWhileAsync(Rows(n), Gate, default), 6);
        Assert.Equal([3], outcomes.Index().Where(o => o.Item == InsertOutcome.Exists).Select(o => o.Index));
        Assert.Equal(5, outcomes.Count(o => o == InsertOutcome.Inserted));
        Assert.Null(await table.GetAsync(Partition, "3a", default));
    }

    [Fact]
    public async Task Two_of_the_same_are_kept_once()
    {
        var outcomes = await AtOnceAsync(n => table.TryInsertWhileAsync(Rows(n == 4 ? 2 : n), Gate, default), 6);
        Assert.Equal([4], outcomes.Index().Where(o => o.Item == InsertOutcome.Exists).Select(o => o.Index));
        Assert.Equal(5, outcomes.Count(o => o == InsertOutcome.Inserted));
    }

    [Fact]
    public async Task Without_the_row_of_the_condition_none_is_kept()
    {
        await table.DeleteAsync(Partition, "gate", default);
        var outcomes = await AtOnceAsync(n => table.TryInsertWhileAsync(Rows(n), Gate, default), 4);
        Assert.All(outcomes, o => Assert.Equal(InsertOutcome.ConditionFailed, o));
        Assert.Empty(await table.ListAsync(Partition));
    }

    [Fact]
    public async Task After_a_lost_answer_all_of_a_transaction_are_kept()
    {
        var writes = 0;
        proxy.Meet = call => IsWrite(call) && Interlocked.Increment(ref writes) == 2 ? CallFault.AnswerLost : CallFault.None;
        var outcomes = await AtOnceAsync(n => table.TryInsertWhileAsync(Rows(n), Gate, default), 4);
        Assert.All(outcomes, o => Assert.Equal(InsertOutcome.Inserted, o));
        Assert.Equal(9, (await table.ListAsync(Partition)).Count);
    }

    [Fact]
    public async Task Many_rows_are_several_transactions()
    {
        var outcomes = await AtOnceAsync(n => table.TryInsertWhileAsync(Rows(n), Gate, default), 101);
        Assert.All(outcomes, o => Assert.Equal(InsertOutcome.Inserted, o));
        Assert.Equal(4, Writes);
    }

    [Fact]
    public async Task Rows_that_are_put_and_deleted_at_once_take_few_calls()
    {
        await AtOnceAsync(async n =>
        {
            await table.PutTogetherAsync(Rows(n), default);
            return true;
        }, 6);
        Assert.Equal(2, Writes);
        Assert.Equal(13, (await table.ListAsync(Partition)).Count);

        // One of them has been deleted by somebody else.
        await table.DeleteAsync(Partition, "5a", default);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => table.DeleteTogetherAsync(Partition, $"{n}a", default)));
        Assert.Equal(["0b", "1b", "2b", "3b", "4b", "5b", "gate"], (await table.ListAsync(Partition)).Select(r => r.Key));
    }

    private int Writes => proxy.Calls.Count(IsWrite);

    private static bool IsWrite(StorageCall call) => call.Service == "Table" && call.Method != "GET";

    private static Row NewRow(string key) =>
        new(Partition, key, new Dictionary<string, object>(StringComparer.Ordinal) { ["text"] = key });

    private static IReadOnlyList<Row> Rows(int n) => [NewRow($"{n}a"), NewRow($"{n}b")];

    /// <summary>The first is held by the storage until the others wait for it.</summary>
    private async Task<IReadOnlyList<T>> AtOnceAsync<T>(Func<int, Task<T>> work, int times)
    {
        proxy.Clear();
        proxy.Hold = (_, _, _) => open.Task;
        var all = Enumerable.Range(0, times).Select(work).ToList();
        open.SetResult();
        return await Task.WhenAll(all);
    }
}
