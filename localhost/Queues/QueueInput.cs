using System.Text.Json;
using Azure.Storage.Queues.Models;
using Google.Protobuf;
using Localhost.Functions;
using Localhost.Rpc;

namespace Localhost.Queues;

/// <summary>A message as the function's parameter takes it.</summary>
internal static class QueueInput
{
    /// <param name="binding">The function's trigger.</param>
    /// <param name="body">The message's body, decoded.</param>
    /// <param name="message">The message as storage gave it; null for a run by hand.</param>
    public static TypedData Of(QueueBinding binding, BinaryData body, QueueMessage? message = null) => binding.Form switch
    {
        MessageForm.Bytes => new TypedData { Bytes = ByteString.CopyFrom(body.ToMemory().Span) },
        MessageForm.Message => new TypedData { ModelBindingData = Whole(body, message) },
        _ => new TypedData { String = body.ToString() },
    };

    private static ModelBindingData Whole(BinaryData body, QueueMessage? message) => new()
    {
        Version = "1.0",
        Source = "AzureStorageQueues",
        ContentType = "application/json",
        Content = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(new
        {
            MessageId = message?.MessageId ?? "",
            PopReceipt = message?.PopReceipt ?? "",
            MessageText = body.ToString(),
            DequeueCount = message?.DequeueCount ?? 1,
            message?.NextVisibleOn,
            message?.InsertedOn,
            message?.ExpiresOn,
        })),
    };
}
