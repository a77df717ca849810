using System.Net.Sockets;
using Azure;
using Azure.Identity;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>Tells an outage, after which one comes back later, from a bug.</summary>
public static class StorageFault
{
    /// <summary>True when a blob that was being read is gone or was overwritten.</summary>
    public static bool IsGone(Exception exception) => exception is RequestFailedException { ErrorCode: "BlobNotFound" or "ConditionNotMet" };

    /// <summary>
    /// As <see cref="IsOutage(Exception)"/>, where work was cancelled though whoever asked for it has not: that is the client library's own timeout, which
    /// ends some calls (a download, the reading of an answer) with nothing but a cancellation.
    /// </summary>
    /// <param name="exception">What the work ended with.</param>
    /// <param name="asked">Cancelled when whoever asked for the work has given up.</param>
    public static bool IsOutage(Exception exception, CancellationToken asked) =>
        IsOutage(exception) || (exception is OperationCanceledException && !asked.IsCancellationRequested);

    /// <summary>
    /// True when the storage did not answer or said that it cannot now (a timeout, a broken connection, 408, 429, 5xx, a missing table while being set up),
    /// or did not let the program in: no token could be had, or a role is not effective yet.
    /// </summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or 401 or 403 or 408 or 429 or >= 500 } => true,
        AuthenticationFailedException => true,
        RequestFailedException { ErrorCode: "TableNotFound" or "ContainerNotFound" or "QueueNotFound" or "TableBeingDeleted" } => true,

        // Tries that ran into the client's timeout; when it is the caller who cancels, the exception stands alone.
        AggregateException all => all.InnerExceptions.Count > 0 && all.InnerExceptions.All(e => e is OperationCanceledException || IsOutage(e)),
        HttpRequestException or IOException or SocketException or TimeoutException => true,
        OperationCanceledException { InnerException: { } cause } => cause is OperationCanceledException || IsOutage(cause),
        _ => false,
    };

    /// <summary>What the storage itself called the fault (<c>AuthorizationPermissionMismatch</c>); <c>""</c> where it said nothing.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        RequestFailedException { ErrorCode: { } code } => code,
        AggregateException { InnerExceptions: [.., var last] } => Reason(last),
        _ => "",
    };
}
