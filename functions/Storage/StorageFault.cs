using Azure;

namespace SmartToyonaka.Storage;

/// <summary>Tells an outage, after which one comes back later, from a bug.</summary>
public static class StorageFault
{
    /// <summary>True when a blob that was being read is gone or was overwritten.</summary>
    public static bool IsGone(Exception exception) => exception is RequestFailedException { ErrorCode: "BlobNotFound" or "ConditionNotMet" };

    /// <summary>True when the storage did not answer or said that it cannot now (a timeout, a broken connection, 408, 429, 5xx, a missing table while being set up).</summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        RequestFailedException { ErrorCode: "TableNotFound" or "ContainerNotFound" or "QueueNotFound" or "TableBeingDeleted" } => true,

        // Tries that ran into the client's timeout; when it is the caller who cancels, the exception stands alone.
        AggregateException all => all.InnerExceptions.Count > 0 && all.InnerExceptions.All(e => e is OperationCanceledException || IsOutage(e)),
        HttpRequestException or IOException or TimeoutException => true,
        TaskCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };
}
