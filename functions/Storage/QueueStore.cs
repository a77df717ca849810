using Azure;
using Azure.Storage.Queues;

namespace SmartToyonaka.Storage;

/// <summary>One queue; bodies are UTF-8 in Base64, as <c>host.json</c> says.</summary>
public sealed class QueueStore(QueueClient client)
{
    public async Task SendAsync(string body, CancellationToken cancel) => await client.SendMessageAsync(body, cancel);

    /// <summary>Messages waiting or being worked on; 0 when there is no such queue.</summary>
    public async Task<int> CountAsync(CancellationToken cancel)
    {
        try
        {
            return (await client.GetPropertiesAsync(cancel)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return 0;
        }
    }

    /// <summary>The bodies of up to 32 messages, left where they are.</summary>
    public async Task<IReadOnlyList<(string Id, DateTimeOffset? InsertedAt, string Body)>> PeekAsync(CancellationToken cancel) =>
        [.. (await client.PeekMessagesAsync(32, cancel)).Value.Select(m => (m.MessageId, m.InsertedOn, m.Body.ToString()))];

    /// <summary>Moves every message to another queue: each is sent there before it is deleted here. Returns how many.</summary>
    public async Task<int> MoveAllAsync(QueueStore target, CancellationToken cancel)
    {
        var moved = 0;
        while (true)
        {
            var messages = (await client.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(1), cancel)).Value;
            if (messages.Length == 0)
            {
                return moved;
            }

            foreach (var message in messages)
            {
                await target.SendAsync(message.Body.ToString(), cancel);
                await client.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel);
                moved++;
            }
        }
    }
}
