using System.Net.Sockets;
using Azure;
using Azure.Identity;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>Distinguishes an outage, after which a retry may succeed, from a bug.</summary>
public static class StorageFault
{
    /// <summary>True when a blob was deleted or overwritten while it was read.</summary>
    public static bool IsGone(Exception exception) =>
        exception is RequestFailedException { ErrorCode: "BlobNotFound" or "ConditionNotMet" };

    /// <summary>
    /// As <see cref="IsOutage(Exception)"/>, and also for a cancellation that the caller did not request: that is the client library's own
    /// timeout, which ends some calls (a download, reading a response) with only a cancellation.
    /// </summary>
    /// <param name="exception">What the work ended with.</param>
    /// <param name="asked">Cancelled when the caller has given up.</param>
    public static bool IsOutage(Exception exception, CancellationToken asked) =>
        IsOutage(exception) || (exception is OperationCanceledException && !asked.IsCancellationRequested);

    /// <summary>
    /// True when the storage did not answer or is temporarily unable to (a timeout, a broken connection, 408, 429, 5xx, a missing table
    /// during setup), or refused access: no token was available, or a role is not effective yet.
    /// </summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or 401 or 403 or 408 or 429 or >= 500 } => true,
        AuthenticationFailedException => true,
        RequestFailedException { ErrorCode: "TableNotFound" or "ContainerNotFound" or "QueueNotFound" or "TableBeingDeleted" } => true,

        // Attempts that reached the client's timeout; when the caller cancels, the exception is a single one.
        AggregateException all => all.InnerExceptions.Count > 0
            && all.InnerExceptions.All(e => e is OperationCanceledException || IsOutage(e)),
        HttpRequestException or IOException or SocketException or TimeoutException => true,
        OperationCanceledException { InnerException: { } cause } => cause is OperationCanceledException || IsOutage(cause),
        _ => false,
    };

    /// <summary>The error code of the storage (<c>AuthorizationPermissionMismatch</c>); <c>""</c> where there is none.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        RequestFailedException { ErrorCode: { } code } => code,
        AggregateException { InnerExceptions: [.., var last] } => Reason(last),
        _ => "",
    };
}
