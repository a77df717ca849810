using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Localhost;

public sealed class QueueTests
{
    private readonly string _name = $"q{Guid.NewGuid():N}";
    private readonly Probe _probe = new();

    [Fact]
    public async Task A_message_is_delivered_once_and_deleted_and_the_queue_is_made_when_missing()
    {
        await using var app = await StartAsync(typeof(Text));
        var queue = await QueueAsync();

        await SendAsync(queue, "令和8年");
        await _probe.CallsAsync(1);
        await EmptyAsync(queue);

        Assert.Equal(["令和8年"], _probe.Calls);
    }

    [Fact]
    public async Task Bytes_arrive_as_they_are()
    {
        await using var app = await StartAsync(typeof(Bytes));
        var queue = await QueueAsync();

        await queue.SendMessageAsync(Convert.ToBase64String([0xff, 0x00, 0x80]));
        await _probe.CallsAsync(1);

        Assert.Equal(["FF0080"], _probe.Calls);
    }

    [Fact]
    public async Task A_message_is_taken_as_binary_data_too()
    {
        await using var app = await StartAsync(typeof(Whole));
        var queue = await QueueAsync();

        await SendAsync(queue, "令和8年");
        await _probe.CallsAsync(1);

        Assert.Equal(["令和8年"], _probe.Calls);
    }

    [Fact]
    public async Task A_message_that_fails_is_tried_maxDequeueCount_times_and_then_put_aside_unchanged()
    {
        await using var app = await StartAsync(typeof(Failing), "visibilityTimeout=00:00:01", "maxDequeueCount=5");
        var queue = await QueueAsync();

        var body = Encode("never works");
        await queue.SendMessageAsync(body);
        var poison = await PoisonAsync();

        Assert.Equal(body, poison.MessageText);
        Assert.Equal(5, _probe.Calls.Count);
        await EmptyAsync(queue);
    }

    [Fact]
    public async Task A_failed_message_rests_for_the_visibility_timeout()
    {
        await using var app = await StartAsync(typeof(Failing), "visibilityTimeout=00:05:00");
        var queue = await QueueAsync();

        await SendAsync(queue, "fails");
        await _probe.CallsAsync(1);

        // Hidden, and not tried again at once.
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        Assert.Empty((await queue.PeekMessagesAsync()).Value);
        Assert.Single(_probe.Calls);
    }

    [Fact]
    public async Task A_body_that_is_not_Base64_is_put_aside_unchanged_without_a_call()
    {
        await using var app = await StartAsync(typeof(Text));
        var queue = await QueueAsync();

        await queue.SendMessageAsync("<not base64 & more>");
        var poison = await PoisonAsync();

        Assert.Equal("<not base64 & more>", poison.MessageText);
        Assert.Empty(_probe.Calls);
        await EmptyAsync(queue);
    }

    [Fact]
    public async Task Text_is_delivered_when_host_json_says_that_messages_are_not_encoded()
    {
        await using var app = await StartAsync(typeof(Text), "messageEncoding=none");
        var queue = await QueueAsync();

        await queue.SendMessageAsync("plain 文字");
        await _probe.CallsAsync(1);

        Assert.Equal(["plain 文字"], _probe.Calls);
    }

    [Fact]
    public async Task A_slow_function_keeps_its_message_to_itself()
    {
        // Held for five seconds at a time (less, and a busy machine renews too late), while the function runs for more than two holds;
        // a second host is looking on.
        await using var one = await StartAsync(typeof(Waiting), "visibilityTimeout=00:00:01", "Localhost:QueueHold=00:00:05");
        await using var two = await StartAsync(typeof(Waiting), "visibilityTimeout=00:00:01", "Localhost:QueueHold=00:00:05");
        var queue = await QueueAsync();

        await SendAsync(queue, "slow");
        await _probe.CallsAsync(1);
        var begun = DateTimeOffset.UtcNow;
        await Probe.UntilAsync(() => DateTimeOffset.UtcNow - begun > TimeSpan.FromSeconds(11), "two holds");
        _probe.Gate.SetResult();
        await EmptyAsync(queue);

        Assert.Single(_probe.Calls);
    }

    [Fact]
    public async Task Two_hosts_share_the_work_and_nothing_is_done_twice()
    {
        await using var one = await StartAsync(typeof(Text), "batchSize=4", "newBatchThreshold=2");
        await using var two = await StartAsync(typeof(Text), "batchSize=4", "newBatchThreshold=2");
        var queue = await QueueAsync();

        var bodies = Enumerable.Range(0, 60).Select(number => $"m{number}").ToArray();
        await Task.WhenAll(bodies.Select(body => SendAsync(queue, body)));
        await _probe.CallsAsync(bodies.Length);
        await EmptyAsync(queue);

        Assert.Equal(bodies.Order(), _probe.Calls.Order());
    }

    [Fact]
    public async Task No_more_run_at_once_than_a_batch_and_the_threshold()
    {
        // All are there before the host is: a first look that found two would wait for one to be done, and none is.
        var queue = new QueueClient(await TestStorage.ConnectionStringAsync(), _name);
        await queue.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => SendAsync(queue, $"m{number}")));

        await using var app = await StartAsync(typeof(Waiting), "batchSize=3", "newBatchThreshold=1");
        await _probe.CallsAsync(3);
        _probe.Gate.SetResult();
        await _probe.CallsAsync(12);
        await EmptyAsync(queue);

        Assert.InRange(_probe.MostAtOnce, 3, 4);
    }

    [Fact]
    public async Task A_stop_lets_what_runs_finish_and_takes_nothing_more()
    {
        var app = await StartAsync(typeof(Waiting), "batchSize=1", "newBatchThreshold=0");
        var queue = await QueueAsync();
        await SendAsync(queue, "first");
        await SendAsync(queue, "second");
        await _probe.CallsAsync(1);

        var stop = app.DisposeAsync().AsTask();
        Assert.False(stop.IsCompleted);
        _probe.Gate.SetResult();
        await stop;

        Assert.Single(_probe.Calls);
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task At_the_limit_of_a_stop_the_token_of_what_runs_is_cancelled()
    {
        var app = await StartAsync(typeof(Waiting));
        var queue = await QueueAsync();
        await SendAsync(queue, "endless");
        await _probe.CallsAsync(1);

        using var limit = new CancellationTokenSource();
        await limit.CancelAsync();
        await app.Host.StopAsync(limit.Token);

        // Cancelled counts as failed: the message comes again.
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_queue_function_is_run_by_hand_with_an_input()
    {
        await using var app = await StartAsync(typeof(Text));

        using var answer = await app.Client.PostAsync("admin/functions/QueueText",
            new StringContent("""{"input":"by hand"}""", Encoding.UTF8, "application/json"));

        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        await _probe.CallsAsync(1);
        Assert.Equal(["by hand"], _probe.Calls);
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Task SendAsync(QueueClient queue, string text) => queue.SendMessageAsync(Encode(text));

    private static Task EmptyAsync(QueueClient queue) =>
        Probe.UntilAsync(async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, "an empty queue");

    private async Task<LocalApp> StartAsync(Type functions, params string[] settings) =>
        await LocalApp.StartAsync(
            new LocalApp.Options(functions) { HostJson = "{}", Configure = builder => builder.Services.AddSingleton(_probe) },
            [
                $"AzureWebJobsStorage={await TestStorage.ConnectionStringAsync()}", $"Queue={_name}",
                "AzureFunctionsJobHost__extensions__queues__maxPollingInterval=00:00:00.200",
                .. settings.Select(setting => setting.Contains(':', StringComparison.Ordinal)
                    && setting.StartsWith("Localhost", StringComparison.Ordinal)
                    ? setting : $"AzureFunctionsJobHost__extensions__queues__{setting}"),
            ]);

    private async Task<QueueClient> QueueAsync()
    {
        var queue = new QueueClient(await TestStorage.ConnectionStringAsync(), _name);
        await Probe.UntilAsync(async () => await queue.ExistsAsync(), "the host to make the queue");
        return queue;
    }

    private async Task<PeekedMessage> PoisonAsync()
    {
        var poison = new QueueClient(await TestStorage.ConnectionStringAsync(), $"{_name}-poison");
        PeekedMessage? message = null;
        await Probe.UntilAsync(
            async () => await poison.ExistsAsync() && (message = (await poison.PeekMessageAsync()).Value) is not null, "a poison message");
        return message!;
    }

    public sealed class Text(Probe probe)
    {
        [Function("QueueText")]
        public void Run([QueueTrigger("%Queue%")] string message) => probe.Enter(message).Dispose();
    }

    public sealed class Bytes(Probe probe)
    {
        [Function("QueueBytes")]
        public void Run([QueueTrigger("%Queue%", Connection = "AzureWebJobsStorage")] byte[] message, FunctionContext context) =>
            probe.Enter(Convert.ToHexString(message)).Dispose();
    }

    public sealed class Whole(Probe probe)
    {
        [Function("QueueWhole")]
        public void Run([QueueTrigger("%Queue%")] BinaryData message) => probe.Enter(message.ToString()).Dispose();
    }

    public sealed class Failing(Probe probe)
    {
        [Function("QueueFailing")]
        public void Run([QueueTrigger("%Queue%")] string message)
        {
            probe.Enter(message).Dispose();
            throw new InvalidOperationException("as meant");
        }
    }

    public sealed class Waiting(Probe probe)
    {
        [Function("QueueWaiting")]
        public async Task Run([QueueTrigger("%Queue%")] string message, CancellationToken cancellation)
        {
            using var call = probe.Enter(message);
            await probe.Gate.Task.WaitAsync(cancellation);
        }
    }
}
