using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// A write, with the place in the program that makes it. The place is sent with every call of the write, including retries, as
/// <c>x-ms-client-request-id</c>: the storage's logs show which step it was, and a test finds the durable steps by it.
/// </summary>
internal sealed class WriteStep : IDisposable
{
    private static readonly AsyncLocal<WriteStep?> Current = new();

    private readonly IDisposable name;
    private volatile bool wasRepeated;

    private WriteStep(IDisposable name) => this.name = name;

    /// <summary>True when the client library has retried a call without a response: a conflict may be with its own first attempt.</summary>
    public bool WasRepeated => wasRepeated;

    /// <summary>Observes the calls of a client, including retries.</summary>
    public static HttpPipelinePolicy Watch { get; } = new WriteObserver();

    /// <summary>Until it is disposed of, calls have this place and target: <c>DropClaimStore:104/drops/5f0c…</c>.</summary>
    public static WriteStep Begin(string target, string file, int line)
    {
        // The path is the compiler's, whose system may have either separator.
        var path = file.AsSpan(file.AsSpan().LastIndexOfAny('/', '\\') + 1);
        var place = path.IndexOf('.') is var dot and > 0 ? path[..dot] : path;
        return Current.Value = new(HttpPipeline.CreateClientRequestIdScope(string.Create(CultureInfo.InvariantCulture,
            $"{place}:{line}/{target}/{Guid.NewGuid():N}")));
    }

    public void Dispose()
    {
        Current.Value = null;
        name.Dispose();
    }

    private sealed class WriteObserver : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.ProcessingContext.RetryNumber > 0 && Current.Value is { } step)
            {
                step.wasRepeated = true;
            }
        }
    }
}
