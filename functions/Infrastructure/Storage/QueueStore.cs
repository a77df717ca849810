using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>One queue; bodies are UTF-8 in Base64, as <c>host.json</c> says.</summary>
/// <param name="client">Encodes and decodes.</param>
/// <param name="raw">The same queue without decoding: a poison queue may have bodies that are no Base64.</param>
public sealed class QueueStore(QueueClient client, QueueClient raw)
{
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(2);

    private readonly QueueClient raw = raw;

    public Task SendAsync(string body, CancellationToken cancel, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        SendAsync(body, TimeSpan.Zero, cancel, file, line);

    /// <summary>Sends a message that becomes visible after a delay.</summary>
    public async Task SendAsync(string body, TimeSpan pause, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        await client.SendMessageAsync(body, pause > TimeSpan.Zero ? pause : null, cancellationToken: cancel);
    }

    /// <summary>Messages waiting or in process; 0 when there is no such queue.</summary>
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

    /// <summary>The bodies of up to 32 messages, which stay in the queue; one that is no Base64 is returned as it is.</summary>
    public async Task<IReadOnlyList<(string Id, DateTimeOffset? InsertedAt, string Body)>> PeekAsync(CancellationToken cancel) =>
        [.. (await raw.PeekMessagesAsync(32, cancel)).Value.Select(m => (m.MessageId, m.InsertedOn, Decoded(m.Body.ToString())))];

    /// <summary>
    /// Moves the present messages to another queue, unchanged: each is sent there before it is deleted here. Returns how many. A message
    /// that fails there and comes back meanwhile stays.
    /// </summary>
    public async Task<int> MoveAllAsync(QueueStore target, CancellationToken cancel, [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        var moved = 0;
        var here = await CountAsync(cancel);
        while (moved < here)
        {
            var messages = (await raw.ReceiveMessagesAsync(Math.Min(32, here - moved), TimeSpan.FromMinutes(1), cancel)).Value;
            if (messages.Length == 0)
            {
                break;
            }

            foreach (var message in messages)
            {
                await target.raw.SendMessageAsync(message.Body, cancellationToken: cancel);
                await raw.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel);
                moved++;
            }
        }

        return moved;
    }

    /// <summary>Moves some of the present messages to another queue, unchanged, each with a delay of its own; the others stay.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="pauseOf">The delay of a message, by its body; null for one that stays.</param>
    /// <param name="cancel">Stops in between.</param>
    /// <returns>How many were moved, and the ids of those that stayed.</returns>
    public async Task<(int Moved, IReadOnlyList<string> Stayed)> MoveAsync(
        QueueStore target, Func<string, Task<TimeSpan?>> pauseOf, CancellationToken cancel, [CallerFilePath] string file = "",
            [CallerLineNumber] int line = 0)
    {
        using var step = WriteStep.Begin(client.Name, file, line);
        var moved = 0;
        var stay = new List<QueueMessage>();
        var here = await CountAsync(cancel);
        while (moved + stay.Count < here && (await raw.ReceiveMessagesAsync(32, Held, cancel)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                if (await pauseOf(Decoded(message.Body.ToString())) is not { } pause)
                {
                    stay.Add(message);
                    continue;
                }

                await target.raw.SendMessageAsync(message.Body, pause > TimeSpan.Zero ? pause : null, cancellationToken: cancel);
                await raw.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel);
                moved++;
            }
        }

        // Makes the message visible again at once; if this fails, it becomes visible when its time has passed.
        foreach (var message in stay)
        {
            await raw.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero,
                cancellationToken: cancel);
        }

        return (moved, [.. stay.Select(m => m.MessageId)]);
    }

    private static string Decoded(string body)
    {
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : body;
    }
}
