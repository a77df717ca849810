using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>
/// The compiler as one process that is asked again and again, by JSON-RPC on its standard input and output: what is asked second takes a
/// twentieth of a process of its own. It ends with this process, whose end closes its input.
/// </summary>
internal sealed class BicepServer(ProcessStartInfo start)
{
    private const string LengthHeader = "Content-Length:";

    private readonly SemaphoreSlim oneAtATime = new(1);
    private Process? process;
    private int asked;

    /// <summary>Calls a method of the compiler; an error that it answers with fails the test.</summary>
    /// <param name="method">Its name after <c>bicep/</c>.</param>
    /// <param name="parameters">What it takes.</param>
    public async Task<JsonElement> CallAsync(string method, object parameters)
    {
        await oneAtATime.WaitAsync();
        try
        {
            (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
            process ??= Process.Start(start)!;
            var call = new { jsonrpc = "2.0", id = ++asked, method = "bicep/" + method, @params = parameters };
            var body = JsonSerializer.SerializeToUtf8Bytes(call);
            var head = string.Create(CultureInfo.InvariantCulture, $"{LengthHeader} {body.Length}\r\n\r\n");
            var input = process.StandardInput.BaseStream;
            await input.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
            await input.FlushAsync();

            using var answer = JsonDocument.Parse(await ReadAsync(process.StandardOutput.BaseStream));
            Assert.False(answer.RootElement.TryGetProperty("error", out var error), $"{method}: {error}");
            Assert.Equal(asked, answer.RootElement.GetProperty("id").GetInt32());
            return answer.RootElement.GetProperty("result").Clone();
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private static async Task<byte[]> ReadAsync(Stream output)
    {
        var length = 0;
        while (await LineAsync(output) is { Length: > 0 } header)
        {
            if (header.StartsWith(LengthHeader, StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.AsSpan(LengthHeader.Length), CultureInfo.InvariantCulture);
            }
        }

        var body = new byte[length];
        await output.ReadExactlyAsync(body);
        return body;
    }

    private static async Task<string> LineAsync(Stream output)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (one[0] != '\n')
        {
            await output.ReadExactlyAsync(one);
            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd();
    }
}
