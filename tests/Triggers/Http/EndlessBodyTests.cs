using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>Clients that send without end, through a socket: refused when the limit is passed.</summary>
public sealed class EndlessBodyTests(AcceptedSubmissionTests.AppFixture one) : IClassFixture<AcceptedSubmissionTests.AppFixture>,
    IAsyncLifetime
{
    private const int MiB = 1024 * 1024;

    // What may lie in the buffers of two sockets and of the server while the answer is on its way; an endless body would fill any number.
    private const int Underway = 16 * MiB;
    private const int MostOfTheHost = 2 * 30_000_000;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => StorageSnapshot.AssertNothingStoredAsync(one.App.Storage);

    [Theory]
    [InlineData("api/submissions", "application/json", "{ \"note\": \"", 1)]
    [InlineData("api/submissions", "application/x-www-form-urlencoded", "note=", 1)]
    [InlineData("api/submissions", "multipart/form-data; boundary=xyz",
        "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n\r\n", 10)]
    [InlineData("api/submissions/check", "application/json", "{ \"note\": \"", 1)]
    public async Task A_body_without_end_is_refused_when_the_limit_is_passed(string path, string type, string beginning, int mebibytes)
    {
        using var client = new TcpClient { SendBufferSize = 64 * 1024 };
        await client.ConnectAsync(one.App.Client.BaseAddress!.Host, one.App.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        using var limit = new CancellationTokenSource(RunningApp.Deadline);
        var answer = ReadAnswerAsync(stream, limit.Token);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head(path, type, "Transfer-Encoding: chunked")), limit.Token);
        var sent = await SendAsync(stream, Encoding.ASCII.GetBytes(beginning), answer, limit.Token);

        // The worker answers 413 and stops reading; the host, which is still sending, sees a broken connection and answers 500, as the real
        // one does.
        Assert.Matches("^HTTP/1.1 (413|500) ", await answer);
        Assert.InRange(sent, (mebibytes * MiB) + 1, MostOfTheHost + Underway);
    }

    // The hosts themselves refuse more than 30,000,000 bytes with 500 before the program hears of it.
    [Theory]
    [InlineData("application/json", 1)]
    [InlineData("application/x-www-form-urlencoded", 1)]
    [InlineData("multipart/form-data; boundary=xyz", 10)]
    public async Task A_length_beyond_the_limit_is_refused(string type, int mebibytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(one.App.Client.BaseAddress!.Host, one.App.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        using var limit = new CancellationTokenSource(RunningApp.Deadline);
        var length = (mebibytes * MiB) + 1_000;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head("api/submissions", type, $"Content-Length: {length}")), limit.Token);
        await stream.WriteAsync(new byte[length], limit.Token);
        AssertTooLarge(await ReadAnswerAsync(stream, limit.Token), $"{mebibytes} MiB");
    }

    private static string Head(string path, string type, string length) =>
        $"POST /{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {RunningApp.Bootstrap}\r\nContent-Type: "
            + $"{type}\r\n{length}\r\n\r\n";

    /// <summary>Sends until there is an answer or nobody listens any more; gives the number of bytes of the body.</summary>
    private static async Task<long> SendAsync(NetworkStream stream, byte[] beginning, Task answer, CancellationToken limit)
    {
        var more = Enumerable.Repeat((byte)'x', 64 * 1024).ToArray();
        var sent = 0L;
        for (var chunk = beginning; !answer.IsCompleted; chunk = more)
        {
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), limit);
                await stream.WriteAsync(chunk, limit);
                await stream.WriteAsync("\r\n"u8.ToArray(), limit);
            }
            catch (IOException) when (!limit.IsCancellationRequested)
            {
                break;
            }

            sent += chunk.Length;
        }

        return sent;
    }

    /// <summary>Head and body of the answer, the latter as long as the former says.</summary>
    private static async Task<string> ReadAnswerAsync(NetworkStream stream, CancellationToken limit)
    {
        var got = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, limit);
            got.Write(buffer, 0, read);
            var text = Encoding.UTF8.GetString(got.ToArray());
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (end > 0 && text.EndsWith('}')) || (end > 0 && text.EndsWith("0\r\n\r\n", StringComparison.Ordinal)))
            {
                return text;
            }
        }
    }

    private static void AssertTooLarge(string answer, string says)
    {
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        var problem = JsonNode.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)])!;
        Assert.EndsWith(":too-large", problem["type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(says, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
