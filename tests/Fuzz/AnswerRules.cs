using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Architecture;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>Rules for every response of the app.</summary>
internal static class AnswerRules
{
    private const int MostErrors = 100;

    private static readonly JsonNode Document = JsonNode.Parse(SourceFiles.Text("functions", "openapi.json"))!;
    private static readonly Dictionary<string, (string Method, HashSet<int> Statuses)> Documented = Document["paths"]!.AsObject()
        .SelectMany(p => p.Value!.AsObject())
        .ToDictionary(o => o.Value!["operationId"]!.GetValue<string>(), o =>
            (o.Key, o.Value!["responses"]!.AsObject().Select(r => int.Parse(r.Key, System.Globalization.CultureInfo.InvariantCulture))
                .ToHashSet()));

    // Responses with an empty body of the web server to invalid HTTP or paths, and of the Functions host to unknown functions.
    private static readonly int[] OfServer = [0, 400, 404, 405, 408, 411, 413, 414, 417, 431, 501, 505];

    /// <summary>Checks a response against the rules; returns it in a word.</summary>
    /// <param name="function">The function that has to answer; null where it may be none.</param>
    /// <param name="request">What was sent.</param>
    /// <param name="answer">What came.</param>
    /// <param name="isWhole">False where its body may not be what its headers say: the host cannot forward that.</param>
    public static string Hold(string? function, byte[] request, RawAnswer answer, bool isWhole = true)
    {
        if (answer is { Status: 500, Body.Length: 0 } && (!isWhole || IsRefusedByTheHost(request)))
        {
            return "500 of the host";
        }

        Assert.False(answer.Status is >= 500 and not (501 or 505), $"{answer.Status}: {answer.Text}");
        if (request.AsSpan().StartsWith("HEAD "u8))
        {
            Assert.Empty(answer.Body);
            return $"{answer.Status} HEAD";
        }

        if (answer.Body.Length == 0 && function is null)
        {
            Assert.True(answer.Status < 400 || OfServer.Contains(answer.Status), $"{answer.Status} without a body");
            return $"{answer.Status} empty";
        }

        if (function is not null)
        {
            Assert.True(Documented[function].Statuses.Contains(answer.Status),
                $"{answer.Status}, which openapi.json does not name for {function}: {Start(answer)}");
        }

        // What no page of ours names (a script of another name) has nothing to tell anybody.
        if (function == "GetAsset" && answer is { Status: 404, Body.Length: 0 })
        {
            return "404 empty";
        }

        switch (answer.Type)
        {
            case "application/problem+json":
                Problem(answer);
                break;
            case "application/json":
                Assert.True(answer.Status < 400, $"{answer.Status} is no problem: {Start(answer)}");
                Strict(answer);
                break;
            case "text/html":
                Assert.Contains("<html lang=\"", answer.Text, StringComparison.Ordinal);
                Assert.DoesNotContain(HostileValues.Tag, answer.Text, StringComparison.Ordinal);
                break;
            default:
                Assert.True(answer.Status < 400, $"{answer.Status} as {answer.Type}: {Start(answer)}");
                break;
        }

        return $"{answer.Status} {answer.Type}";
    }

    // The real host forwards no header with other letters than ASCII, no invocation of a caller's own and nothing without a host.
    private static bool IsRefusedByTheHost(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n\r\n"u8);
        var head = Encoding.Latin1.GetString(end < 0 ? request : request[..end]);
        return head.Any(c => !char.IsAscii(c))
            || head.Contains("\nx-ms-invocation-id", StringComparison.OrdinalIgnoreCase)
            || !head.Contains("\nHost:", StringComparison.OrdinalIgnoreCase);
    }

    private static void Problem(RawAnswer answer)
    {
        var problem = Strict(answer).AsObject();
        Assert.Equal(answer.Status, problem["status"]!.GetValue<int>());
        Assert.StartsWith("urn:smart-toyonaka:problem:", problem["type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(problem["title"]!.GetValue<string>());
        Assert.NotEmpty(problem["detail"]!.GetValue<string>());
        Assert.Contains(answer.Headers["content-language"], (string[])["ja", "en"]);
        Assert.Equal(answer.Status is 429 or 503, answer.Headers.ContainsKey("retry-after"));
        if (problem["type"]!.GetValue<string>().EndsWith(":invalid-submission", StringComparison.Ordinal))
        {
            Assert.InRange(problem["errors"]!.AsArray().Count, 1, MostErrors);
        }

        foreach (var error in (problem["errors"]?.AsArray() ?? []).Select(e => e!.AsObject()))
        {
            Assert.Equal(["pointer", "code", "value", "message"], error.Select(p => p.Key));
            Assert.Matches("^[a-z0-9_]+$", error["code"]!.GetValue<string>());
            Assert.NotEmpty(error["message"]!.GetValue<string>());
            Assert.True(error["value"] is null || error["value"]!.GetValue<string>().Length <= 81, "A value is not shortened.");
        }
    }

    private static JsonNode Strict(RawAnswer answer)
    {
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(answer.Body);
        try
        {
            return JsonNode.Parse(answer.Body, null, new JsonDocumentOptions { AllowDuplicateProperties = false })
                ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{e.Message} {Start(answer)}", e);
        }
    }

    private static string Start(RawAnswer answer) => answer.Text[..Math.Min(answer.Text.Length, 300)];
}
