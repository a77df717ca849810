using System.Net;
using System.Net.Sockets;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Middleware;

/// <summary>A client that goes away before its request has come through is no error of the program.</summary>
public sealed class CancellationMiddlewareTests
{
    private const int Clients = 400, AtOnce = 16;

    [Theory]
    [InlineData("GET /api/health")]
    [InlineData("POST /api/submissions")]
    public async Task Who_leaves_at_once_leaves_no_error_in_the_log(string request)
    {
        using var logs = new LogRecorder();
        await using var app = await RunningApp.StartLoggedAsync(logs);
        var address = app.Client.BaseAddress!;
        var bytes = System.Text.Encoding.ASCII.GetBytes($"{request} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
        await Parallel.ForAsync(0, Clients, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, cancel) =>
        {
            // Closed by a reset, which the server sees at once.
            using var client = new TcpClient { NoDelay = true, LingerState = new(true, 0) };
            await client.ConnectAsync(address.Host, address.Port, cancel);
            await client.GetStream().WriteAsync(bytes, cancel);
        });

        using var answer = await app.Client.GetAsync("api/health");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var errors = logs.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)).ToList();
        Assert.True(errors.Count == 0, $"{errors.Count} errors, the first: {errors.FirstOrDefault()}");
    }
}
