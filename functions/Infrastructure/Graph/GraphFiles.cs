using System.Net;
using Microsoft.Kiota.Abstractions;

namespace SmartToyonaka.Infrastructure.Graph;

/// <summary>A file in a document library.</summary>
/// <param name="Drive">Id of the drive (the library).</param>
/// <param name="Item">Id of the item in it.</param>
public sealed record GraphFile(string Drive, string Item);

/// <summary>
/// Reads files of SharePoint: <c>GET /drives/{drive}/items/{item}</c> and its content. Sites.Selected with the role read is enough.
/// </summary>
public sealed class GraphFiles(GraphConnection graph, TimeProvider clock)
{
    /// <summary>The current tag of a file's content, which changes with the content; or why it is not available.</summary>
    public async Task<(string? Tag, GraphFault Fault)> FindAsync(GraphFile file, CancellationToken cancel)
    {
        try
        {
            var item = await graph.Client.Drives[file.Drive].Items[file.Item].GetAsync(
                request =>
                {
                    request.QueryParameters.Select = ["id", "cTag", "eTag"];
                    request.Options.Add(GraphRetry.ForReading());
                },
                cancel);
            return (item?.CTag ?? item?.ETag) is { } tag ? (tag, GraphFault.None) : (null, GraphFault.Incomplete);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && GraphFaultText.Of(e) is not null)
        {
            return (null, GraphFaultText.Of(e)!.Value);
        }
    }

    /// <summary>A file's content; or why it is not available.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">The most bytes that are read.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<(byte[]? Content, GraphFault Fault)> DownloadAsync(GraphFile file, int most, CancellationToken cancel)
    {
        // The client's own timeout ends with the header of the response.
        using var limit = new CancellationTokenSource(graph.Options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            // Graph answers 302 with a pre-authenticated address; the library follows it, without the token for another host.
            var native = new NativeResponseHandler();
            await graph.Client.Drives[file.Drive].Items[file.Item].Content.GetAsync(
                request =>
                {
                    request.Options.Add(GraphRetry.ForReading());
                    request.Options.Add(new ResponseHandlerOption { ResponseHandler = native });
                },
                either.Token);
            using var answer = (HttpResponseMessage)native.Value!;
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => await ReadAsync(answer.Content, most, either.Token),

                // 206: no range was requested.
                HttpStatusCode.PartialContent or HttpStatusCode.NoContent => (null, GraphFault.Incomplete),
                var status when GraphFaultText.OfStatus((int)status, answer.Headers.RetryAfter is not null) is var fault
                    && fault != GraphFault.None => (null, fault),
                _ => (null, GraphFault.Incomplete),
            };
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && (e is OperationCanceledException || GraphFaultText.Of(e) is not null))
        {
            // After a broken connection the response is incomplete, whether header or file.
            var fault = GraphFaultText.Of(e) ?? GraphFault.Unclear;
            return (null, fault == GraphFault.Unclear && e is (HttpRequestException or IOException) ? GraphFault.Incomplete : fault);
        }
    }

    private static async Task<(byte[]? Content, GraphFault Fault)> ReadAsync(HttpContent content, int most, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > most)
        {
            return (null, GraphFault.TooLarge);
        }

        using var held = new MemoryStream();
        await using var stream = await content.ReadAsStreamAsync(cancel);
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            held.Write(buffer, 0, read);
            if (held.Length > most)
            {
                return (null, GraphFault.TooLarge);
            }
        }

        return content.Headers.ContentLength is { } announced && held.Length != announced ? (null, GraphFault.Incomplete)
            : (held.ToArray(), GraphFault.None);
    }
}
