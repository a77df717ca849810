using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Tests.Support;

/// <summary>A call that the fake Graph received.</summary>
internal sealed record GraphCall(string Method, string Host, string Path, string? Authorization, string Body);

/// <summary>
/// Answers as Microsoft Graph documents it: mail with 202 and no body, files with 302 to a pre-authenticated address, errors as JSON with
/// their request's id. Faults are configurable.
/// </summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    private const string Token = "token-of-the-stand-in";

    private readonly WebApplication server;
    private readonly ConcurrentQueue<GraphCall> calls = new();
    private readonly ConcurrentQueue<JsonNode> delivered = new();

    private FakeGraph(WebApplication server) => this.server = server;

    /// <summary>The root of the service with its version.</summary>
    public string BaseUrl => $"{server.Urls.First()}/v1.0";

    /// <summary>Provides tokens that the fake accepts.</summary>
    public static TokenCredential Credential { get; } = new Tokens();

    /// <summary>All calls, in order.</summary>
    public IReadOnlyList<GraphCall> Calls => [.. calls];

    /// <summary>The accepted messages, whatever was answered.</summary>
    public IReadOnlyList<JsonNode> Delivered => [.. delivered];

    /// <summary>The recipients of those, in order of their addresses.</summary>
    public IReadOnlyList<string> Recipients =>
        [.. Delivered.Select(m => m["toRecipients"]![0]!["emailAddress"]!["address"]!.GetValue<string>()).Order(StringComparer.Ordinal)];

    /// <summary>How a mail is answered; <see cref="Accept"/> by default.</summary>
    public Func<HttpContext, JsonNode, Task> Mail { get; set; } = null!;

    /// <summary>How a request for a file is answered.</summary>
    public Func<HttpContext, Task> Item { get; set; } = null!;

    /// <summary>How the address of the redirection answers.</summary>
    public Func<HttpContext, Task> Content { get; set; } = null!;

    /// <summary>The tag of the file's content.</summary>
    public string Tag { get; set; } = "\"c:{A1},1\"";

    /// <summary>The file's content.</summary>
    public byte[] File { get; set; } = [];

    public static async Task<FakeGraph> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore();
        var graph = new FakeGraph(builder.Build());
        graph.server.Urls.Add("http://127.0.0.1:0");
        graph.Reset();
        graph.server.Run(graph.AnswerAsync);
        await graph.server.StartAsync();
        return graph;
    }

    /// <summary>Removes all configured faults.</summary>
    public void Reset()
    {
        Mail = Accept;
        Item = c => c.Response.WriteAsJsonAsync(new { id = "item", cTag = Tag, eTag = "\"{A1},7\"" });
        Content = async c => await c.Response.Body.WriteAsync(File);
    }

    /// <summary>202 without a body.</summary>
    public Task Accept(HttpContext context, JsonNode message)
    {
        delivered.Enqueue(message);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    /// <summary>Accepts the mail; the connection breaks before the response.</summary>
    public Task AcceptAndCut(HttpContext context, JsonNode message)
    {
        delivered.Enqueue(message);
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Accepts the mail and never answers.</summary>
    public async Task AcceptAndSayNothing(HttpContext context, JsonNode message)
    {
        delivered.Enqueue(message);
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>An error as Graph words it.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        var (code, message) = status switch
        {
            401 => ("InvalidAuthenticationToken", "Access token has expired or is not yet valid."),
            403 => ("ErrorAccessDenied", "Access is denied. Check credentials and try again."),
            404 => ("ErrorInvalidUser", "The requested user is invalid."),
            429 => ("TooManyRequests", "Too many requests."),
            _ => ("UnknownError", "An error has occurred."),
        };
        var inner = new JsonObject
        {
            ["date"] = "2021-04-09T00:00:00",
            ["request-id"] = Guid.NewGuid().ToString(),
            ["client-request-id"] = context.Request.Headers["client-request-id"].ToString()
        };
        var error = new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["innerError"] = inner } };
        return context.Response.WriteAsync(error.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(canceled: true));
        await server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = context.Request.Path.Value!;
        calls.Enqueue(new(context.Request.Method, context.Request.Host.Host, path, context.Request.Headers.Authorization, body));
        if (path == "/download")
        {
            await Content(context);
            return;
        }

        context.Response.ContentType = "application/json";
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await ErrorAsync(context, StatusCodes.Status401Unauthorized);
        }
        else if (context.Request.Method == "POST" && path.EndsWith("/sendMail", StringComparison.Ordinal))
        {
            // Documented as message, written by the client library as Message: Graph accepts both.
            await Mail(context, JsonNode.Parse(body, new() { PropertyNameCaseInsensitive = true })!["message"]!.DeepClone());
        }
        else if (path.EndsWith("/content", StringComparison.Ordinal))
        {
            // On another host, as SharePoint is.
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture,
                $"http://localhost:{context.Request.Host.Port}/download?tempauth=t");
        }
        else
        {
            await Item(context);
        }
    }

    private sealed class Tokens : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(Token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
