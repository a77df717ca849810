using Azure;
using Azure.Core;

namespace Localhost.Storage;

/// <summary>Outages and refusals of the storage. Every loop here retries by itself, so a single call gives up soon.</summary>
internal static class StorageFault
{
    public static TOptions Impatient<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        return options;
    }

    /// <summary>Whether an exception is storage's, and not a bug.</summary>
    public static bool Is(Exception error) =>
        error is RequestFailedException or IOException or AggregateException or OperationCanceledException;

    /// <summary>One line; the client library gathers the same cause once for each try.</summary>
    public static string Reason(Exception error) =>
        ((error as AggregateException)?.InnerExceptions[^1] ?? error).Message.ReplaceLineEndings(" ").Split(" RequestId:")[0];
}
