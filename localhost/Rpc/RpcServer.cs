using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Localhost.Rpc;

/// <summary>The gRPC server that the worker connects to, on a free port of this machine.</summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private RpcServer(WebApplication server) => _server = server;

    /// <summary>Where the worker is to connect.</summary>
    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public FunctionRpcService Service => _server.Services.GetRequiredService<FunctionRpcService>();

    public static async Task<RpcServer> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        builder.Services.AddSingleton<FunctionRpcService>();
        var server = builder.Build();
        server.MapGrpcService<FunctionRpcService>();
        await server.StartAsync(cancellation);
        return new RpcServer(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
