using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Tests.Infrastructure.Storage;

/// <summary>Calls that are made for several at once.</summary>
public sealed class GroupedCallsTests
{
    private readonly List<string> made = [];
    private readonly Queue<TaskCompletionSource> pending = new();
    private readonly GroupedCalls<string, int, string> calls;

    public GroupedCallsTests() => calls = new(CallAsync, (group, next) => group.Sum() + next <= 10);

    [Fact]
    public async Task Who_comes_alone_waits_for_nobody()
    {
        var one = AskAsync("a", 1);
        Assert.Equal(["a: 1"], made);
        pending.Dequeue().SetResult();
        Assert.Equal("1 of 1", await one);

        var two = AskAsync("a", 2);
        Assert.Equal(["a: 1", "a: 2"], made);
        pending.Dequeue().SetResult();
        Assert.Equal("2 of 1", await two);
    }

    [Fact]
    public async Task Who_comes_while_a_call_is_under_way_goes_into_the_next_with_all_who_do()
    {
        var first = AskAsync("a", 1);
        Task<string>[] others = [AskAsync("a", 2), AskAsync("a", 3), AskAsync("a", 4)];
        var ofAnotherLane = AskAsync("b", 5);
        Assert.Equal(["a: 1", "b: 5"], made);

        pending.Dequeue().SetResult();
        Assert.Equal("1 of 1", await first);
        await MadeAsync(3);
        Assert.Equal("a: 2 3 4", made[2]);
        ReleaseAll();
        Assert.Equal(["2 of 3", "3 of 3", "4 of 3"], await Task.WhenAll(others));
        Assert.Equal("5 of 1", await ofAnotherLane);
    }

    [Fact]
    public async Task What_does_not_fit_goes_into_the_call_after_it()
    {
        var first = AskAsync("a", 1);
        Task<string>[] others = [AskAsync("a", 6), AskAsync("a", 4), AskAsync("a", 7)];
        pending.Dequeue().SetResult();
        await first;
        await MadeAsync(2);
        pending.Dequeue().SetResult();
        await MadeAsync(3);
        pending.Dequeue().SetResult();
        Assert.Equal(["6 of 2", "4 of 2", "7 of 1"], await Task.WhenAll(others));
        Assert.Equal(["a: 1", "a: 6 4", "a: 7"], made);
    }

    [Fact]
    public async Task A_failure_is_that_of_its_group_and_the_next_goes_on()
    {
        var first = AskAsync("a", 1);
        var second = AskAsync("a", 2);
        pending.Dequeue().SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await MadeAsync(2);
        var third = AskAsync("a", 3);
        pending.Dequeue().SetResult();
        Assert.Equal("2 of 1", await second);
        await MadeAsync(3);
        pending.Dequeue().SetResult();
        Assert.Equal("3 of 1", await third);
    }

    [Fact]
    public async Task Who_gives_up_before_his_call_begins_is_left_out_of_it()
    {
        using var gone = new CancellationTokenSource();
        var first = AskAsync("a", 1);
        var second = calls.CallAsync("a", 2, gone.Token);
        var third = AskAsync("a", 3);
        await gone.CancelAsync();
        pending.Dequeue().SetResult();
        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await MadeAsync(2);
        pending.Dequeue().SetResult();
        Assert.Equal("3 of 1", await third);
        Assert.Equal(["a: 1", "a: 3"], made);
    }

    private Task<string> AskAsync(string lane, int item) => calls.CallAsync(lane, item, CancellationToken.None);

    private async Task<IReadOnlyList<string>> CallAsync(string lane, IReadOnlyList<int> items)
    {
        Task done;
        lock (made)
        {
            made.Add($"{lane}: {string.Join(' ', items)}");
            var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            pending.Enqueue(wait);
            done = wait.Task;
        }

        await done;
        return [.. items.Select(i => $"{i} of {items.Count}")];
    }

    // The next call is made by one of those who wait, in its own time.
    private async Task MadeAsync(int count)
    {
        while (true)
        {
            lock (made)
            {
                if (made.Count >= count)
                {
                    return;
                }
            }

            await Task.Yield();
        }
    }

    private void ReleaseAll()
    {
        while (pending.TryDequeue(out var wait))
        {
            wait.SetResult();
        }
    }
}
