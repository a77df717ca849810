using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>
/// An answer to GET that says which version it is (<c>ETag</c>), is left out where the caller has that version (304), and is compressed for
/// who takes it so: the Functions host does neither. What may not be stored, or is larger than a megabyte, goes out as it is.
/// </summary>
public sealed class ConditionalAnswer(IResult answer) : IResult
{
    /// <summary>Up to how many bytes an answer is held to be compared.</summary>
    public const int MaxHeldBytes = 1 << 20;

    private const int MinCompressedBytes = 1_000;

    private static readonly string[] Compressible = ["text/", "application/json", "application/problem+json", "image/svg+xml"];

    /// <summary>True for requests that it may answer.</summary>
    public static bool Answers(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    public async Task ExecuteAsync(HttpContext http)
    {
        try
        {
            await WriteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected, which is no error to the answers of ASP.NET either.
        }
    }

    private async Task WriteAsync(HttpContext http)
    {
        var (response, body) = (http.Response, http.Response.Body);
        await using var held = new BufferedBody(body, MaxHeldBytes);
        response.Body = held;
        try
        {
            await answer.ExecuteAsync(http);
            await response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            response.Body = body;
        }

        if (held.Content is not { Length: > 0 } content)
        {
            return;
        }

        if (MayBeCompared(response))
        {
            var tag = TagOf(response, content);
            if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)
                || known.Equals(EntityTagHeaderValue.Any)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentLength = null;
                response.Headers.Remove(HeaderNames.ContentType);
                response.Headers.Remove(HeaderNames.ContentDisposition);
                return;
            }

            content = Compressed(http, content);
        }

        await body.WriteAsync(content, http.RequestAborted);
    }

    private static bool MayBeCompared(HttpResponse response) => response.StatusCode == StatusCodes.Status200OK && !response.HasStarted
        && StringValues.IsNullOrEmpty(response.Headers.ContentEncoding)
        && !response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal);

    // Weak, since the same content may go out compressed.
    private static EntityTagHeaderValue TagOf(HttpResponse response, ReadOnlyMemory<byte> content)
    {
        if (EntityTagHeaderValue.TryParse(response.Headers.ETag.ToString(), out var own))
        {
            return own;
        }

        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content.Span).AsSpan(0, 12))}\"", isWeak: true);
        response.Headers.ETag = tag.ToString();
        if (StringValues.IsNullOrEmpty(response.Headers.CacheControl))
        {
            response.Headers.CacheControl = "private, no-cache";
        }

        return tag;
    }

    private static ReadOnlyMemory<byte> Compressed(HttpContext http, ReadOnlyMemory<byte> content)
    {
        var (response, type) = (http.Response, http.Response.ContentType ?? "");
        if (content.Length < MinCompressedBytes || !Array.Exists(Compressible, c => type.StartsWith(c, StringComparison.Ordinal)))
        {
            return content;
        }

        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (!http.Request.GetTypedHeaders().AcceptEncoding.Any(a => a.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)
            && a.Quality is not 0))
        {
            return content;
        }

        using var written = new MemoryStream();
        using (var gzip = new GZipStream(written, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content.Span);
        }

        response.Headers.ContentEncoding = "gzip";
        response.ContentLength = written.Length;
        return written.ToArray();
    }
}
