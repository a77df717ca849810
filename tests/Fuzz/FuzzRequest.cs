using System.Globalization;
using System.Text;
using CsCheck;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="IsWhole">False where it may be no HTTP, or not end where it says.</param>
internal sealed record FuzzRequest(byte[] Bytes, bool IsWhole)
{
    private const string Credential = "Authorization: Bearer " + RunningApp.Bootstrap;

    /// <summary>A request that is HTTP, whatever its body is.</summary>
    /// <param name="method">In upper case.</param>
    /// <param name="target">The path and query, escaped.</param>
    /// <param name="headers">Whole lines, beside those that every request has.</param>
    /// <param name="body">Null for none.</param>
    /// <param name="chunk">How long chunks are; 0 for a body with its length told.</param>
    public static FuzzRequest Of(string method, string target, IEnumerable<string> headers, byte[]? body = null, int chunk = 0)
    {
        var own = headers.ToList();
        if (!own.Exists(h => h.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase)))
        {
            own.Add(Credential);
        }

        if (body is not null)
        {
            own.Add(chunk > 0 ? "Transfer-Encoding: chunked" : $"Content-Length: {body.Length}");
        }

        return new([.. Encoding.Latin1.GetBytes(
            $"{method} {target} HTTP/1.1\r\nHost: localhost\r\n{string.Concat(own.Select(h => h + "\r\n"))}\r\n"), .. body is null ? []
                : chunk > 0 ? Chunked(body, chunk) : body], true);
    }

    /// <summary>
    /// The same with something wrong in its line, headers or length: the body is longer or shorter, chunks are none, bytes are damaged.
    /// </summary>
    public static Gen<FuzzRequest> Broken(Gen<FuzzRequest> gen) =>
        Gen.Select(gen, Gen.OneOf(Breaks), Gen.Int[0, 9], Gen.Int, (request, how, luck, seed) =>
    {
        var text = Encoding.Latin1.GetString(request.Bytes);
        var bytes = luck < 6 ? Encoding.Latin1.GetBytes(how(text))
            : SmartToyonaka.Tests.Intake.Drops.FileMutation.Of(request.Bytes, request.Bytes, new Random(seed));
        return new FuzzRequest(bytes, false);
    });

    private static readonly Func<string, string>[] Breaks =
    [
        t => t.Replace("Content-Length: ", "Content-Length: 9", StringComparison.Ordinal),
        t => t.Replace("Content-Length: ", "Content-Length: -", StringComparison.Ordinal),
        t => t.Replace("Content-Length: ", "Content-Length: 99999999999999999999", StringComparison.Ordinal),
        t => t.Replace("Content-Length: ", "Content-Length: 1\r\nContent-Length: ", StringComparison.Ordinal),
        t => t.Replace("Content-Length: ", "Transfer-Encoding: chunked\r\nContent-Length: ", StringComparison.Ordinal),
        t => t.Replace("Content-Length: ", "Transfer-Encoding: gzip, chunked\r\nX: ", StringComparison.Ordinal),
        t => t.Replace("Content-Length: ", "Content-Encoding: gzip\r\nContent-Length: ", StringComparison.Ordinal),
        t => t.Replace("Content-Length: ", "Expect: 100-continue\r\nContent-Length: ", StringComparison.Ordinal),
        t => t.Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal),
        t => t.Replace("HTTP/1.1", "HTTP/9.9", StringComparison.Ordinal),
        t => t.Replace("Host: localhost\r\n", "", StringComparison.Ordinal),
        t => t.Replace("Host: localhost", "Host: a b\0", StringComparison.Ordinal),
        t => t.Replace("Host:", "Host :", StringComparison.Ordinal),
        t => t.Replace("\r\n", "\n", StringComparison.Ordinal),
        t => t.Replace("Authorization:", $"X: {new string('h', 40_000)}\r\nAuthorization:", StringComparison.Ordinal),
        t => t.Replace("Authorization:", string.Concat(Enumerable.Range(0, 200).Select(i => $"X{i}: 1\r\n")) + "Authorization:",
            StringComparison.Ordinal),
        t => t.Replace("Authorization:", " folded\r\nAuthorization:", StringComparison.Ordinal),
        t => t.Replace("Authorization: Bearer ", "Authorization: Bearer \x80\xFF", StringComparison.Ordinal),
        t => t.Replace(" /", " /" + new string('a', 20_000), StringComparison.Ordinal),
        t => t.Replace(" /", " http://example.com/", StringComparison.Ordinal),
        t => t.Replace("GET ", "GÉT ", StringComparison.Ordinal),
        t => t[..(t.Length / 2)],
        t => t[..(t.Length / 5)],
        t => t + t,
    ];

    private static byte[] Chunked(byte[] body, int length)
    {
        using var all = new MemoryStream();
        foreach (var chunk in body.Chunk(length))
        {
            all.Write(Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            all.Write(chunk);
            all.Write("\r\n"u8);
        }

        all.Write("0\r\n\r\n"u8);
        return all.ToArray();
    }
}
