using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Recomputation;

/// <summary>What waits is never said to be nothing while it goes from one place to the next.</summary>
public sealed class RecomputeBacklogTests
{
    [Theory]
    [InlineData("submissions")]
    [InlineData("closings")]
    public async Task What_goes_from_a_mark_into_the_queue_while_it_is_counted_is_counted(string looksAt)
    {
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartAsync(storage, through: proxy, settings: RunningApp.QueueOff);
        var backlog = app.Services.GetRequiredService<RecomputeBacklog>();
        Assert.Equal((0, 0), await backlog.CountAsync(default));
        var sent = 0;
        proxy.Hold = async (_, _, path) =>
        {
            if (path.StartsWith("/" + looksAt, StringComparison.Ordinal) && Interlocked.Increment(ref sent) == 1)
            {
                await app.Queue(QueueNames.Recompute).SendMessageAsync("""{"v":1,"keys":[]}""");
            }
        };

        Assert.Equal((1, 0), await backlog.CountAsync(default));

        Assert.NotEqual(0, sent);
    }
}
