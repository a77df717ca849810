using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Localhost.Functions;
using Localhost.Storage;
using Microsoft.Extensions.Logging;

namespace Localhost.Queues;

/// <summary>
/// Delivers a queue's messages to its function: invisible while it runs, deleted when it succeeds, retried otherwise, and finally moved to
/// the poison queue.
/// </summary>
internal sealed partial class MessageDelivery
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    private readonly HostedFunction _function;
    private readonly QueueBinding _binding;
    private readonly QueueClient _queue;
    private readonly QueueClient _poison;
    private readonly QueueOptions _options;
    private readonly Invoker _invoker;
    private readonly ILogger _logger;

    public MessageDelivery(HostedFunction function, QueueBinding binding, string connection, QueueOptions options, Invoker invoker,
        ILogger logger)
    {
        // Bodies are fetched as they are and decoded here, so that poison messages have the same bytes, also when they cannot be decoded.
        var raw = StorageFault.Impatient(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        _function = function;
        _binding = binding;
        _queue = new QueueClient(connection, binding.Queue, raw);
        _poison = new QueueClient(connection, $"{binding.Queue}-poison", raw);
        _options = options;
        _invoker = invoker;
        _logger = logger;
    }

    public string Queue => _queue.Name;

    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int count, CancellationToken cancellation)
    {
        try
        {
            return (await _queue.ReceiveMessagesAsync(count, _options.Hold, cancellation)).Value;
        }
        catch (RequestFailedException error) when (error.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await _queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
            return [];
        }
    }

    public async Task HandleAsync(QueueMessage message, CancellationToken aborted)
    {
        try
        {
            if (message.DequeueCount > _options.MaxDequeueCount)
            {
                await PoisonAsync(message, message.PopReceipt);
            }
            else if (TryDecode(message, out var body))
            {
                await CallAsync(message, body, aborted);
            }
            else
            {
                Undecodable(message.MessageId, Queue);
                await PoisonAsync(message, message.PopReceipt);
            }
        }
        // Not deleted, so it is delivered again: queues guarantee at-least-once delivery.
        catch (Exception error) when (StorageFault.Is(error))
        {
            NotSettled(message.MessageId, Queue, StorageFault.Reason(error));
        }
    }

    private async Task CallAsync(QueueMessage message, BinaryData body, CancellationToken aborted)
    {
        bool succeeded;
        string receipt;
        using (var done = new CancellationTokenSource())
        {
            var hidden = KeepHiddenAsync(message, done.Token);
            succeeded = await _invoker.InvokeAsync(_function, QueueInput.Of(_binding, body, message),
                aborted) == InvocationOutcome.Succeeded;
            await done.CancelAsync();
            receipt = await hidden;
        }

        if (succeeded)
        {
            await _queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
        }
        else if (message.DequeueCount >= _options.MaxDequeueCount)
        {
            await PoisonAsync(message, receipt);
        }
        else
        {
            await _queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: _options.VisibilityTimeout,
                cancellationToken: CancellationToken.None);
        }
    }

    /// <summary>Renews the visibility timeout until the function ends; returns the valid pop receipt.</summary>
    private async Task<string> KeepHiddenAsync(QueueMessage message, CancellationToken done)
    {
        var receipt = message.PopReceipt;
        var pause = _options.Hold / 2;
        while (true)
        {
            try
            {
                await Task.Delay(pause, done);
            }
            catch (OperationCanceledException)
            {
                return receipt;
            }

            try
            {
                // Not cancelled by the function's end: only the pop receipt that it returns is valid then.
                var renewed = await _queue.UpdateMessageAsync(
                    message.MessageId, receipt, visibilityTimeout: _options.Hold, cancellationToken: CancellationToken.None);
                receipt = renewed.Value.PopReceipt;
                pause = _options.Hold / 2;
            }
            catch (Exception error) when (StorageFault.Is(error))
            {
                NotRenewed(message.MessageId, Queue, StorageFault.Reason(error));
                pause = _options.Hold / 8;
            }
        }
    }

    private async Task PoisonAsync(QueueMessage message, string receipt)
    {
        await _poison.CreateIfNotExistsAsync();
        await _poison.SendMessageAsync(message.MessageText, timeToLive: Forever);
        await _queue.DeleteMessageAsync(message.MessageId, receipt);
        Poisoned(message.MessageId, _poison.Name, message.DequeueCount);
    }

    private bool TryDecode(QueueMessage message, out BinaryData body)
    {
        body = BinaryData.Empty;
        if (!_options.IsBase64)
        {
            body = BinaryData.FromString(message.MessageText);
            return true;
        }

        try
        {
            body = BinaryData.FromBytes(Convert.FromBase64String(message.MessageText));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The message {Id} of the queue {Queue} is not Base64")]
    private partial void Undecodable(string id, string queue);

    [LoggerMessage(Level = LogLevel.Error, Message = "The message {Id} was moved to {Poison} after {Tries} tries")]
    private partial void Poisoned(string id, string poison, long tries);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The message {Id} of the queue {Queue} could not be settled and will come again: {Reason}")]
    private partial void NotSettled(string id, string queue, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hold on message {Id} of the queue {Queue} could not be renewed: {Reason}")]
    private partial void NotRenewed(string id, string queue, string reason);
}
