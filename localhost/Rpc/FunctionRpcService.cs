using System.Collections.Concurrent;
using Grpc.Core;

namespace Localhost.Rpc;

/// <summary>The endpoint for workers. Accepts only a worker whose id was announced, once: the id is a secret of this start.</summary>
internal sealed class FunctionRpcService : FunctionRpc.FunctionRpcBase
{
    private readonly ConcurrentDictionary<string, (WorkerChannel Channel, TaskCompletionSource Connected)> _expected =
        new(StringComparer.Ordinal);

    /// <summary>Announces a worker; the task completes when it has connected.</summary>
    public Task ExpectAsync(string workerId, WorkerChannel channel)
    {
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[workerId] = (channel, connected);
        return connected.Task;
    }

    /// <summary>Expects a worker no longer.</summary>
    public void Forget(string workerId) => _expected.TryRemove(workerId, out _);

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken)
            || requestStream.Current.StartStream is not { } start
            || !_expected.TryRemove(start.WorkerId, out var worker))
        {
            throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "This host expects no such worker."));
        }

        worker.Connected.TrySetResult();
        await worker.Channel.RunAsync(requestStream, responseStream, context.CancellationToken);
    }
}
