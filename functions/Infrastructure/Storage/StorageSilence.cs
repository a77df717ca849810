using Azure.Core;
using Azure.Core.Pipeline;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// A storage that accepts connections and does not answer would keep a person waiting for every call and every retry. Within a request of
/// a person's, the first read that is not answered in time ends the waiting: it is not tried again, and further reads fail at once.
/// Writes keep their time, so that nothing that has begun stops half-way.
/// </summary>
public sealed class StorageSilence
{
    /// <summary>How long a read may take, so that the answer that says so comes within ten seconds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private static readonly AsyncLocal<StorageSilence?> Current = new();

    private volatile bool isSilent;

    /// <summary>Ends waits of the calls of a client, where they are made for somebody who waits.</summary>
    internal static HttpPipelinePolicy Observer { get; } = new SilenceObserver();

    /// <summary>From here on, the reads of the calling flow of control are made for somebody who waits.</summary>
    public static void Watch() => Current.Value = new();

    private sealed class SilenceObserver : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var reads = message.Request.Method == RequestMethod.Get || message.Request.Method == RequestMethod.Head;
            if (Current.Value is not { } silence || !reads)
            {
                await ProcessNextAsync(message, pipeline);
                return;
            }

            if (silence.isSilent)
            {
                throw new TimeoutException("The storage has not answered an earlier call of this request.");
            }

            message.NetworkTimeout = Limit;
            try
            {
                await ProcessNextAsync(message, pipeline);
            }
            catch (OperationCanceledException) when (!message.CancellationToken.IsCancellationRequested)
            {
                silence.isSilent = true;
                throw;
            }
        }
    }
}
