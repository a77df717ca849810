namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// Calls of the storage that may be made for several at once. Who comes alone makes a call at once; who comes while one of the same lane
/// is under way goes, with all who come meanwhile, into the next. So nobody waits for others to come, each gets the result of a call that
/// began after it had asked, and under load there are few calls for many.
/// </summary>
/// <typeparam name="TLane">What has to be equal for two to share a call.</typeparam>
/// <typeparam name="TItem">What one of them asks for.</typeparam>
/// <typeparam name="TResult">What one of them gets.</typeparam>
/// <param name="call">
/// Makes the call of a lane and gives the results in the order of the items. Whoever is the first of a group makes it, in its own flow of
/// control; it may not be cancelled for the sake of one of them. A failure is everybody's.
/// </param>
/// <param name="fits">Whether an item may go with those that were before it; all do where it is not given.</param>
public sealed class GroupedCalls<TLane, TItem, TResult>(
    Func<TLane, IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> call, Func<IReadOnlyList<TItem>, TItem, bool>? fits = null)
    where TLane : notnull
{
    // A lane is there while a call of it is under way.
    private readonly Dictionary<TLane, Queue<Waiting>> lanes = [];

    /// <summary>Asks for an item.</summary>
    /// <param name="lane">Its lane.</param>
    /// <param name="item">The item.</param>
    /// <param name="cancel">Has an effect before its call has begun.</param>
    public async Task<TResult> CallAsync(TLane lane, TItem item, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var own = new Waiting(item, cancel);
        lock (lanes)
        {
            if (lanes.TryGetValue(lane, out var others))
            {
                others.Enqueue(own);
            }
            else
            {
                lanes[lane] = new();
                own.Turn.SetResult(new([own], null, 0));
            }
        }

        var turn = await own.Turn.Task;
        if (turn.Made is { } theirs)
        {
            return (await theirs)[turn.At];
        }

        var made = MakeAsync(lane, turn.Group);
        await ((Task)made).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        PassOn(lane);
        for (var i = 1; i < turn.Group.Count; i++)
        {
            turn.Group[i].Turn.SetResult(new([], made, i));
        }

        return (await made)[0];
    }

    // What the call throws before it waits is the task's, too.
    private async Task<IReadOnlyList<TResult>> MakeAsync(TLane lane, IReadOnlyList<Waiting> group) =>
        await call(lane, [.. group.Select(w => w.Item)]);

    // The first of those who wait makes the next call.
    private void PassOn(TLane lane)
    {
        lock (lanes)
        {
            var waiting = lanes[lane];
            var (group, items) = (new List<Waiting>(), new List<TItem>());
            while (waiting.TryPeek(out var next) && (items.Count == 0 || fits?.Invoke(items, next.Item) != false))
            {
                waiting.Dequeue();
                if (next.Cancel.IsCancellationRequested)
                {
                    next.Turn.SetCanceled(next.Cancel);
                    continue;
                }

                group.Add(next);
                items.Add(next.Item);
            }

            if (group.Count > 0)
            {
                group[0].Turn.SetResult(new(group, null, 0));
            }
            else
            {
                lanes.Remove(lane);
            }
        }
    }

    private sealed class Waiting(TItem item, CancellationToken cancel)
    {
        public TItem Item => item;

        public CancellationToken Cancel => cancel;

        public TaskCompletionSource<Turn> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The group to make the call for, or the call that was made and the place of one's own result in it.</summary>
    private sealed record Turn(IReadOnlyList<Waiting> Group, Task<IReadOnlyList<TResult>>? Made, int At);
}
