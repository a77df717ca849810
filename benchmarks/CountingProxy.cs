using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Benchmarks;

/// <summary>Stands between an app and its storage and counts what the app asks: not the host's looks at its queue and its timers.</summary>
internal sealed partial class CountingProxy : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly HttpMessageInvoker client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly Dictionary<int, string> targets = [];
    private readonly ConcurrentQueue<StorageRequest> calls = new();

    private CountingProxy(WebApplication server) => this.server = server;

    /// <summary>The account's connection string through this proxy.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The calls so far.</summary>
    public IReadOnlyCollection<StorageRequest> Calls => calls;

    public static async Task<CountingProxy> StartAsync(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        var proxy = new CountingProxy(builder.Build());
        var endpoints = Endpoint().Matches(connectionString).Select(m => new Uri(m.Groups[1].Value)).ToList();
        foreach (var _ in endpoints)
        {
            proxy.server.Urls.Add("http://127.0.0.1:0");
        }

        proxy.server.Run(proxy.PassAsync);
        await proxy.server.StartAsync();
        var changed = connectionString;
        foreach (var (target, here) in endpoints.Zip(proxy.server.Urls.Select(u => new Uri(u))))
        {
            proxy.targets[here.Port] = target.GetLeftPart(UriPartial.Authority);
            changed = changed.Replace(target.GetLeftPart(UriPartial.Authority), here.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal);
        }

        proxy.ConnectionString = changed;
        return proxy;
    }

    /// <summary>Forgets what was counted.</summary>
    public void Clear() => calls.Clear();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        client.Dispose();
    }

    // The path goes on as it came: it is signed.
    private async Task PassAsync(HttpContext context)
    {
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(targets[context.Connection.LocalPort] + raw,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (context.Request.ContentLength is not null)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, value) in context.Request.Headers)
        {
            if (name is not ("Host" or "Transfer-Encoding" or "Connection")
                && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
        }

        using var answer = await client.SendAsync(request, CancellationToken.None);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive"))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        if (!raw.Contains("numofmessages", StringComparison.Ordinal) && !raw.Contains("azure-webjobs-hosts", StringComparison.Ordinal))
        {
            calls.Enqueue(new(context.Request.Method, raw, context.Request.Headers["x-ms-lease-action"].ToString(),
                context.Response.StatusCode));
        }

        if (answer.StatusCode is not (System.Net.HttpStatusCode.NoContent or System.Net.HttpStatusCode.NotModified)
            && context.Request.Method != "HEAD")
        {
            await answer.Content.CopyToAsync(context.Response.Body);
        }
    }

    [GeneratedRegex("(?:Blob|Queue|Table)Endpoint=([^;]+)")]
    private static partial Regex Endpoint();
}

/// <summary>A call of the storage.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, as sent.</param>
/// <param name="LeaseAction">What it does to a lease; <c>""</c> for other calls.</param>
/// <param name="Status">What was answered.</param>
internal sealed record StorageRequest(string Method, string Path, string LeaseAction, int Status)
{
    /// <summary>True for the lease under which a topic and year is computed.</summary>
    public bool BeginsComputation => LeaseAction == "acquire" && Status == 201 && Path.Contains("/leases/", StringComparison.Ordinal);
}
