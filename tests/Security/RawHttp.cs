using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Security;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">The status; 0 when the server cut the connection off without an answer.</param>
/// <param name="Head">Status line and headers.</param>
/// <param name="Body">As UTF-8, or as Latin-1 where it is none.</param>
internal sealed record RawAnswer(int Status, string Head, string Body)
{
    public IEnumerable<string> Header(string name) =>
        Head.Split("\r\n").Where(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(l => l[(name.Length + 1)..].Trim());

    /// <summary>Refused in an orderly way: a problem, a page that says so, or the host's own empty answer.</summary>
    public void AssertOrderly(string what)
    {
        Assert.True(Status is >= 200 and < 500, $"{what}: {Status} {Body[..Math.Min(Body.Length, 600)]}");
        Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Body, StringComparison.Ordinal);
        if (Status >= 400 && Body.Length > 0 && Body[0] == '{')
        {
            var problem = JsonNode.Parse(Body)!;
            Assert.Equal((what, Status), (what, problem["status"]!.GetValue<int>()));
            Assert.StartsWith("urn:smart-toyonaka:problem:", problem["type"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }
}

/// <summary>Sends what no HTTP client would: the bytes as they are given.</summary>
internal static class RawHttp
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>One request on a connection of its own.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="method">GET, say.</param>
    /// <param name="target">The path as it goes over the wire.</param>
    /// <param name="headers">Lines, without the line breaks between them.</param>
    public static async Task<RawAnswer> SendAsync(Uri server, string method, string target, params string[] headers)
    {
        using var client = await ConnectAsync(server);
        // HTTP/1.0: the answer is not sent in chunks and ends with the connection.
        await client.GetStream()
            .WriteAsync(Encoding.Latin1.GetBytes(
                $"{method} {target} HTTP/1.0\r\nHost: localhost\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n"));
        return await ReadAsync(client);
    }

    public static async Task<TcpClient> ConnectAsync(Uri server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        return client;
    }

    /// <summary>All that comes until the server closes the connection.</summary>
    public static Task<RawAnswer> ReadAsync(TcpClient client) => ReadAsync(client.GetStream());

    /// <summary>The same, of a stream: a client that has nothing more to send does not give it out again.</summary>
    public static async Task<RawAnswer> ReadAsync(NetworkStream stream)
    {
        using var limit = new CancellationTokenSource(RunningApp.Deadline);
        var got = new MemoryStream();
        try
        {
            await stream.CopyToAsync(got, limit.Token);
        }
        catch (IOException)
        {
            // Cut off; what had come before is what there is.
        }

        var latin = Encoding.Latin1.GetString(got.ToArray());
        var end = latin.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return new(0, latin, "");
        }

        var bytes = got.ToArray()[(end + 4)..];
        string body;
        try
        {
            body = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            body = Encoding.Latin1.GetString(bytes);
        }

        return new(int.Parse(latin.Split(' ')[1], CultureInfo.InvariantCulture), latin[..end], body);
    }
}
