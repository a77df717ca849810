using System.Net;
using Localhost.Workers;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Localhost.Http;

/// <summary>Sends a request on to the worker's own HTTP endpoint, by YARP as the real host does.</summary>
internal sealed class HttpForwarding(IHttpForwarder forwarder, WorkerSupervisor workers) : HttpTransformer, IDisposable
{
    /// <summary>By which the worker finds the call that a request belongs to.</summary>
    public const string InvocationHeader = "x-ms-invocation-id";

    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly HttpMessageInvoker _client = new(new ConnectRetryHandler(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
    }));

    /// <summary>Forwards a request and its answer, as parts of the call with this id.</summary>
    public async Task<ForwarderError> SendAsync(HttpContext context, Uri worker, string invocationId, CancellationToken cancellation)
    {
        context.Items[InvocationHeader] = invocationId;
        return await forwarder.SendAsync(context, worker.ToString(), _client, Config, this, cancellation);
    }

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        // Replaces X-Forwarded-For, -Proto and -Host.
        await Default.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.TryAddWithoutValidation(InvocationHeader, (string)httpContext.Items[InvocationHeader]!);
        proxyRequest.Headers.TryAddWithoutValidation(ForwarderGate.Header, workers.ForwarderSecret);
    }

    public void Dispose() => _client.Dispose();
}
