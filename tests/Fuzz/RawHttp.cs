using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">The HTTP status; 0 when the connection was closed without an answer.</param>
/// <param name="Headers">By name; of several of one name the last.</param>
/// <param name="Body">Its bytes, without chunks.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string Type => Headers.GetValueOrDefault("content-type", "").Split(';')[0];
}

/// <summary>Sends bytes unchanged, since .NET's client corrects or refuses invalid HTTP. One request at a time.</summary>
internal sealed class RawHttp(Uri server) : IDisposable
{
    private TcpClient? connection;
    private Stream stream = Stream.Null;
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start, end;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">All of it: line, headers, body.</param>
    /// <param name="isWhole">False where the server cannot know where the request ends: it is told by closing, and the connection is not
    /// used again.</param>
    /// <param name="cancel">Gives up waiting: that is a hang.</param>
    public async Task<RawAnswer> SendAsync(byte[] request, bool isWhole, CancellationToken cancel)
    {
        var isKept = isWhole && connection is not null;
        try
        {
            return await TryAsync(request, isWhole, cancel);
        }
        catch (IOException) when (isKept)
        {
            // The server may close a kept connection at any time.
            return await TryAsync(request, isWhole, cancel);
        }
    }

    public void Dispose() => Close();

    private async Task<RawAnswer> TryAsync(byte[] request, bool isWhole, CancellationToken cancel)
    {
        try
        {
            if (!isWhole)
            {
                Close();
            }

            if (connection is null)
            {
                connection = new TcpClient { NoDelay = true };
                await connection.ConnectAsync(server.Host, server.Port, cancel);
                stream = connection.GetStream();
            }

            try
            {
                await stream.WriteAsync(request, cancel);
                if (!isWhole)
                {
                    connection.Client.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception e) when (e is IOException or SocketException && !isWhole)
            {
                // A server may refuse before it has read everything; its response is still read.
            }

            var answer = await ReadAsync(request.AsSpan().StartsWith("HEAD "u8), cancel);
            if (!isWhole || answer.Status == 0 || answer.Headers.GetValueOrDefault("connection", "")
                .Equals("close", StringComparison.OrdinalIgnoreCase))
            {
                Close();
            }

            return answer;
        }
        catch (IOException) when (!isWhole)
        {
            Close();
            return new(0, new Dictionary<string, string>(), []);
        }
        catch
        {
            Close();
            throw;
        }
    }

    // An answer to HEAD has the headers of a body that does not follow.
    private async Task<RawAnswer> ReadAsync(bool isHead, CancellationToken cancel)
    {
        var line = await LineAsync(cancel);
        while (line is not null && line.StartsWith("HTTP/1.1 100", StringComparison.Ordinal))
        {
            await LineAsync(cancel);
            line = await LineAsync(cancel);
        }

        if (line is null)
        {
            throw new IOException("The connection was closed without an answer.");
        }

        var status = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(cancel) is { Length: > 0 } header)
        {
            headers[header[..header.IndexOf(':', StringComparison.Ordinal)]] =
                header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        using var body = new MemoryStream();
        if (isHead)
        {
            return new(status, headers, []);
        }

        if (headers.GetValueOrDefault("transfer-encoding", "").Equals("chunked", StringComparison.OrdinalIgnoreCase))
        {
            while (int.Parse((await LineAsync(cancel))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var length)
            {
                await BytesAsync(length, body, cancel);
                await LineAsync(cancel);
            }

            await LineAsync(cancel);
        }
        else if (status is not (204 or 304) && headers.TryGetValue("content-length", out var length))
        {
            await BytesAsync(int.Parse(length, CultureInfo.InvariantCulture), body, cancel);
        }

        return new(status, headers, body.ToArray());
    }

    private async Task<string?> LineAsync(CancellationToken cancel)
    {
        var line = new MemoryStream();
        while (true)
        {
            if (start == end && !await FillAsync(cancel))
            {
                return line.Length == 0 ? null : throw new IOException("The answer is cut off.");
            }

            var b = buffer[start++];
            if (b == '\n')
            {
                return Encoding.Latin1.GetString(line.ToArray()).TrimEnd('\r');
            }

            line.WriteByte(b);
        }
    }

    private async Task BytesAsync(int count, MemoryStream to, CancellationToken cancel)
    {
        while (count > 0)
        {
            if (start == end && !await FillAsync(cancel))
            {
                throw new IOException("The answer is cut off.");
            }

            var taken = Math.Min(count, end - start);
            to.Write(buffer, start, taken);
            start += taken;
            count -= taken;
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        (start, end) = (0, await stream.ReadAsync(buffer, cancel));
        return end > 0;
    }

    private void Close()
    {
        connection?.Dispose();
        (connection, stream, start, end) = (null, Stream.Null, 0, 0);
    }
}
