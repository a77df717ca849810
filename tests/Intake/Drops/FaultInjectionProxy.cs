using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// A proxy between the app and Azurite that passes a number of writes; then it refuses everything, as after a kill of the process. With
/// 403, which clients do not retry.
/// </summary>
internal sealed class FaultInjectionProxy : IAsyncDisposable
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private readonly WebApplication app;
    private readonly Dictionary<int, Uri> targets = [];
    private int writes;

    private FaultInjectionProxy(WebApplication app) => this.app = app;

    /// <summary>How many writes are let through.</summary>
    public required int Writes { get; init; }

    /// <summary>True when the first refused write is executed all the same and only its response is lost.</summary>
    public required bool LosesAnswer { get; init; }

    public bool HasBroken => Volatile.Read(ref writes) > Writes;

    public string ConnectionString { get; private set; } = "";

    public static async Task<FaultInjectionProxy> StartAsync(string connectionString, int writes, bool losesAnswer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            for (var i = 0; i < 3; i++)
            {
                k.Listen(IPAddress.Loopback, 0);
            }
        });
        var app = builder.Build();
        var proxy = new FaultInjectionProxy(app) { Writes = writes, LosesAnswer = losesAnswer };
        app.Run(proxy.ForwardAsync);
        await app.StartAsync();

        var ports = new Queue<string>(app.Urls);
        proxy.ConnectionString = string.Join(';', connectionString.Split(';').Select(part =>
        {
            if (part.IndexOf("Endpoint=", StringComparison.Ordinal) is not (> 0 and var at))
            {
                return part;
            }

            var target = new Uri(part[(at + 9)..]);
            var url = new Uri(ports.Dequeue());
            proxy.targets[url.Port] = target;
            return $"{part[..at]}Endpoint=http://127.0.0.1:{url.Port}{target.AbsolutePath}";
        }));
        return proxy;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ForwardAsync(HttpContext context)
    {
        var isWrite = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        var number = isWrite ? Interlocked.Increment(ref writes) : Volatile.Read(ref writes);
        if (number > Writes && !(LosesAnswer && isWrite && number == Writes + 1))
        {
            context.Response.StatusCode = 403;
            return;
        }

        using var answer = await Client.SendAsync(await CopyAsync(context.Request), HttpCompletionOption.ResponseHeadersRead);
        if (number > Writes)
        {
            context.Response.StatusCode = 403;
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)
            .Where(h => !h.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body);
    }

    private async Task<HttpRequestMessage> CopyAsync(HttpRequest request)
    {
        var target = targets[request.HttpContext.Connection.LocalPort];
        var copy = new HttpRequestMessage(new(request.Method),
            new Uri($"{target.Scheme}://{target.Authority}{request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}"));
        if (request.ContentLength is not null || request.Headers.TransferEncoding.Count > 0)
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            copy.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var (name, values) in request.Headers.Where(h => h.Key is not ("Host" or "Transfer-Encoding" or "Content-Length")))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return copy;
    }
}
