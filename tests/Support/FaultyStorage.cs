using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Support.MemoryStorage;

namespace SmartToyonaka.Tests.Support;

/// <summary>A proxy between a program and its storage: records every call and injects faults.</summary>
internal sealed partial class FaultyStorage : IAsyncDisposable
{
    private static readonly TimeSpan NotSoon = TimeSpan.FromSeconds(1.5);

    /// <summary>Calls that begin within this time of each other did not wait for each other's responses.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(200);

    private readonly WebApplication server;
    private readonly HttpMessageInvoker client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly ConcurrentQueue<StorageCall> calls = new();
    private readonly Dictionary<int, (string Service, string Address)> targets = [];
    private readonly MemoryAccount? memory;

    private int passing;

    private FaultyStorage(WebApplication server, MemoryAccount? memory = null)
    {
        this.server = server;
        this.memory = memory;
        Meet = call => Decide(call.Service, call.Method, call.Path);
    }

    /// <summary>The account's connection string through this proxy.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Decides the fault of a call (service, method, path).</summary>
    public Func<string, string, string, CallFault> Decide { get; set; } = (_, _, _) => CallFault.None;

    /// <summary>Decides the fault of a call with all its data; <see cref="Decide"/> by default.</summary>
    public Func<StorageCall, CallFault> Meet { get; set; }

    /// <summary>Whether faults also apply to the calls of the host's timers.</summary>
    public bool MeetsTheHost { get; set; }

    /// <summary>Notified of every executed call, before its response is passed back.</summary>
    public Action<StorageCall> Done { get; set; } = _ => { };

    /// <summary>Awaited before a call is passed on: holds some calls back.</summary>
    public Func<string, string, string, Task> Hold { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>As <see cref="Hold"/>, with all data of the call.</summary>
    public Func<StorageCall, Task> HoldAt { get; set; } = _ => Task.CompletedTask;

    /// <summary>The program's calls so far, without those of the host's timers.</summary>
    public IReadOnlyList<StorageCall> Calls => [.. calls];

    /// <summary>Stands before a storage in memory, which has no address of its own.</summary>
    public static Task<FaultyStorage> StartAsync(MemoryAccount memory) => StartAsync(string.Join(';',
        ["AccountName=" + MemoryAccount.Name, "AccountKey=" + Convert.ToBase64String("any"u8),
            .. new[] { "Blob", "Queue", "Table" }.Select(s => $"{s}Endpoint=http://127.0.0.1/{MemoryAccount.Name}")]), memory);

    public static Task<FaultyStorage> StartAsync(string connectionString) => StartAsync(connectionString, null);

    private static async Task<FaultyStorage> StartAsync(string connectionString, MemoryAccount? memory)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        var endpoints = Endpoint().Matches(connectionString).ToDictionary(m => m.Groups[1].Value, m => new Uri(m.Groups[2].Value));
        var proxy = new FaultyStorage(builder.Build(), memory);
        foreach (var _ in endpoints)
        {
            proxy.server.Urls.Add("http://127.0.0.1:0");
        }

        proxy.server.Run(proxy.PassAsync);
        await proxy.server.StartAsync();
        var changed = connectionString;
        foreach (var ((service, target), here) in endpoints.Zip(proxy.server.Urls))
        {
            var port = new Uri(here).Port;
            proxy.targets[port] = (service, target.GetLeftPart(UriPartial.Authority));
            changed = changed.Replace($"{service}Endpoint={target}", $"{service}Endpoint=http://127.0.0.1:{port}{target.AbsolutePath}",
                StringComparison.Ordinal);
        }

        proxy.ConnectionString = changed;
        return proxy;
    }

    /// <summary>Clears the recorded calls.</summary>
    public void Clear() => calls.Clear();

    /// <summary>
    /// Counts sequential waits for the storage: calls are held until no further one comes, and then passed on together. A call that needs
    /// an earlier response is in a later wave.
    /// </summary>
    public async Task<int> CountWavesAsync(Func<Task> work)
    {
        var waves = 0;
        var gate = new Lock();
        var last = 0L;
        var arrived = new List<TaskCompletionSource>();
        Hold = (_, _, _) =>
        {
            var pass = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                last = Stopwatch.GetTimestamp();
                arrived.Add(pass);
            }

            return pass.Task;
        };
        var done = work();
        while (!done.IsCompleted)
        {
            await Task.WhenAny(done, Task.Delay(20));
            lock (gate)
            {
                if (arrived.Count > 0 && Stopwatch.GetElapsedTime(last) > Together)
                {
                    waves++;
                    arrived.ForEach(a => a.SetResult());
                    arrived.Clear();
                }
            }
        }

        Hold = (_, _, _) => Task.CompletedTask;
        await done;
        return waves;
    }

    /// <summary>Waits until no call is in process, so that the calls of a program that has ended are executed or not.</summary>
    public async Task IdleAsync()
    {
        while (Volatile.Read(ref passing) > 0)
        {
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(canceled: true));
        await server.DisposeAsync();
        client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var (service, target) = targets[context.Connection.LocalPort];
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = raw[(raw.IndexOf('/', 1) is var slash and > 0 ? slash : raw.Length)..];
        var method = context.Request.Method;
        var status = 0;
        var isOfTheHost = path.StartsWith("/azure-webjobs-", StringComparison.Ordinal);
        var call = new StorageCall(service, method, path,
            0)
        { Step = StepOf(context.Request.Headers["x-ms-client-request-id"].ToString()) };
        Interlocked.Increment(ref passing);
        try
        {
            await (isOfTheHost ? Task.CompletedTask : Hold(service, method, path));
            await (isOfTheHost ? Task.CompletedTask : HoldAt(call));
            var fault = isOfTheHost && !MeetsTheHost ? CallFault.None : Meet(call);
            switch (fault)
            {
                case CallFault.Lost:
                    context.Abort();
                    return;
                case CallFault.Slow:
                    await Task.Delay(NotSoon);
                    break;
                case CallFault.Silent:
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                    return;
                case CallFault.Busy:
                    status = context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    context.Response.Headers["x-ms-error-code"] = "ServerBusy";
                    return;
                case CallFault.ComeBack:
                    status = context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    context.Response.Headers["x-ms-error-code"] = "ServerBusy";
                    context.Response.Headers.RetryAfter = "1";
                    return;
                case CallFault.Failing:
                    status = context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                    context.Response.Headers["x-ms-error-code"] = "InternalError";
                    return;
                case CallFault.Throttled:
                    status = context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                    context.Response.Headers.RetryAfter = "1";
                    return;
                case CallFault.Forbidden:
                    status = context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    context.Response.Headers["x-ms-error-code"] = "AuthorizationPermissionMismatch";
                    return;
                case CallFault.Changed:
                    status = context.Response.StatusCode = StatusCodes.Status412PreconditionFailed;
                    context.Response.Headers["x-ms-error-code"] = "ConditionNotMet";
                    return;
            }

            // As with the real service, a call that was sent is executed even if the client disconnects.
            using var answer = memory is null
                ? await client.SendAsync(await ForwardedCall.CopyAsync(context.Request, target + raw), CancellationToken.None)
                : await ForwardedCall.ExecuteAsync(memory, service, raw, context.Request);
            Done(call);
            if (fault is CallFault.AnswerLost or CallFault.AnswerCut)
            {
                var content = await answer.Content.ReadAsByteArrayAsync();
                if (fault == CallFault.AnswerCut && content.Length > 1)
                {
                    ForwardedCall.Head(context.Response, answer);
                    await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
                    await context.Response.Body.FlushAsync();
                }

                context.Abort();
                return;
            }

            status = (int)answer.StatusCode;
            await ForwardedCall.AnswerAsync(context.Response, answer);
        }
        finally
        {
            if (!isOfTheHost)
            {
                calls.Enqueue(call with { Status = status });
            }

            Interlocked.Decrement(ref passing);
        }
    }

    // The program's request ids have a number after a colon; those of the client libraries have none.
    private static string StepOf(string requestId) =>
        requestId.Contains(':', StringComparison.Ordinal) && requestId.LastIndexOf('/') is var end and > 0 ? requestId[..end] : "";

    [GeneratedRegex("(Blob|Queue|Table)Endpoint=([^;]+)")]
    private static partial Regex Endpoint();
}
