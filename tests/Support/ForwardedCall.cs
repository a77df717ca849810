using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Tests.Support.MemoryStorage;

namespace SmartToyonaka.Tests.Support;

/// <summary>A call as a proxy sends it on, and its answer as the proxy passes it back.</summary>
internal static class ForwardedCall
{
    /// <summary>A request as it is sent on.</summary>
    public static async Task<HttpRequestMessage> CopyAsync(HttpRequest request, string address)
    {
        // The signature covers the path in its escaped form.
        var copy = new HttpRequestMessage(new(request.Method),
            new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (body.Length > 0 || request.ContentLength is not null)
        {
            copy.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var (name, value) in request.Headers)
        {
            if (name is not ("Host" or "Content-Length" or "Transfer-Encoding" or "Connection")
                && !copy.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
        }

        return copy;
    }

    /// <summary>What a storage in memory answers.</summary>
    public static async Task<HttpResponseMessage> ExecuteAsync(MemoryAccount memory, string service, string raw, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var executed = memory.Execute(service, MemoryRequest.Of(request.Method, raw, headers, body.ToArray()));
        executed = request.Method == "HEAD" && executed.Status >= 400 ? executed with { Body = [] } : executed;
        var answer = new HttpResponseMessage((HttpStatusCode)executed.Status) { Content = new ByteArrayContent(executed.Body) };
        var isEmpty = executed.Body.Length == 0 && executed.Status >= 400;
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", isEmpty ? [] : [executed.ContentType]);
        foreach (var (name, value) in executed.Headers)
        {
            if (name == "Content-Length")
            {
                answer.Content.Headers.ContentLength = long.Parse(value, CultureInfo.InvariantCulture);
            }
            else if (!answer.Headers.TryAddWithoutValidation(name, value))
            {
                answer.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return answer;
    }

    /// <summary>Passes an answer back.</summary>
    public static async Task AnswerAsync(HttpResponse response, HttpResponseMessage answer)
    {
        Head(response, answer);
        if (answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified)
            && response.HttpContext.Request.Method != "HEAD")
        {
            await answer.Content.CopyToAsync(response.Body);
        }
    }

    /// <summary>Passes status and headers of an answer back.</summary>
    public static void Head(HttpResponse response, HttpResponseMessage answer)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive"))
            {
                response.Headers[name] = values.ToArray();
            }
        }
    }
}
