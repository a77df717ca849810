using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;

namespace Localhost.Rpc;

/// <summary>The stream to one worker: sends requests, returns each response to its requester, passes log lines to a listener.</summary>
internal sealed class WorkerChannel(Action<RpcLog> log)
{
    private readonly Channel<StreamingMessage> _outgoing =
        Channel.CreateUnbounded<StreamingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _pending = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the stream has ended, whoever ended it.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Carries messages both ways until one side ends the stream.</summary>
    public async Task RunAsync(IAsyncStreamReader<StreamingMessage> reader, IServerStreamWriter<StreamingMessage> writer,
        CancellationToken cancellation)
    {
        var writing = WriteAsync(writer, cancellation);
        try
        {
            while (await reader.MoveNext(cancellation))
            {
                Receive(reader.Current);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The other side is gone; Closed reports it.
        }
        finally
        {
            Close();
            await writing;
        }
    }

    /// <summary>Sends a message without a response; after the end of the stream it is dropped.</summary>
    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <exception cref="WorkerLostException">The stream ended first.</exception>
    public Task<StreamingMessage> AskAsync(StreamingMessage request)
    {
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        request.RequestId = Guid.NewGuid().ToString();
        _pending[request.RequestId] = answer;
        if (!_outgoing.Writer.TryWrite(request))
        {
            _pending.TryRemove(request.RequestId, out _);
            answer.TrySetException(new WorkerLostException());
        }

        return answer.Task;
    }

    /// <summary>Ends the stream; what has not been answered fails with <see cref="WorkerLostException"/>.</summary>
    public void Close()
    {
        _outgoing.Writer.TryComplete();
        foreach (var id in _pending.Keys)
        {
            if (_pending.TryRemove(id, out var answer))
            {
                answer.TrySetException(new WorkerLostException());
            }
        }

        _closed.TrySetResult();
    }

    private void Receive(StreamingMessage message)
    {
        if (message.ContentCase == StreamingMessage.ContentOneofCase.RpcLog)
        {
            log(message.RpcLog);
        }
        else if (_pending.TryRemove(message.RequestId, out var answer))
        {
            answer.TrySetResult(message);
        }
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> writer, CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellation))
            {
                await writer.WriteAsync(message, cancellation);
            }
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or OperationCanceledException)
        {
            Close();
        }
    }
}
