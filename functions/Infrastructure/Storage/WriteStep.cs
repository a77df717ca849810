using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>
/// A write, from the place in the program that asks for it to its end. The place goes with every call of the write, and with their repetitions, as
/// <c>x-ms-client-request-id</c>: the storage's own log then says which step it was, and a test learns from it what the durable steps are.
/// </summary>
internal sealed class WriteStep : IDisposable
{
    private static readonly AsyncLocal<WriteStep?> Current = new();

    private readonly IDisposable name;
    private volatile bool wasRepeated;

    private WriteStep(IDisposable name) => this.name = name;

    /// <summary>True when the client library has sent a call again because it had no answer: what it meets may be what it wrote itself.</summary>
    public bool WasRepeated => wasRepeated;

    /// <summary>Sees the calls of a client, repeated ones too.</summary>
    public static HttpPipelinePolicy Watch { get; } = new WriteObserver();

    /// <summary>Until this is disposed of, calls are those of the place, and write to the table, container or queue: <c>DropClaimStore:104/drops/5f0c…</c>.</summary>
    public static WriteStep Begin(string target, string file, int line)
    {
        // As the compiler saw it, on whatever system that was.
        var path = file.AsSpan(file.AsSpan().LastIndexOfAny('/', '\\') + 1);
        var place = path.IndexOf('.') is var dot and > 0 ? path[..dot] : path;
        return Current.Value = new(HttpPipeline.CreateClientRequestIdScope(string.Create(CultureInfo.InvariantCulture, $"{place}:{line}/{target}/{Guid.NewGuid():N}")));
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
