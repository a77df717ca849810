using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Security;

/// <summary>
/// Line breaks where a caller's text might come back in a header, or go into the log: an answer has the headers it should, an event is one
/// line.
/// </summary>
public sealed class HeaderInjectionTests(AttackedAppFixture attacked) : IClassFixture<AttackedAppFixture>
{
    private const string Forged = "FORGED", Break = "\r\nFORGED: yes\r\n\r\n<html>";

    private static readonly string[] Breaks = ["%0d%0aFORGED:%20yes%0d%0a%0d%0a<html>", "%0aFORGED:%20yes", "%0dFORGED:%20yes",
        "%e5%98%8a%e5%98%8dFORGED:%20yes", "%c2%85FORGED", "%e2%80%a8FORGED", "%00FORGED"];

    private static readonly string[] Accepts = ["text/html", "text/csv", "application/json"];

    public static TheoryData<string> Where => [.. RouteParameters.All.Select(p => p.ToString()).Distinct()];

    [Theory]
    [Trait(TestCategory.Name, TestCategory.Scaled)]
    [MemberData(nameof(Where))]
    public async Task A_line_break_in_an_address_makes_no_header(string where)
    {
        var place = RouteParameters.All.First(p => p.ToString() == where);
        foreach (var text in TestCategory.Sample(Breaks, 3, where.Length))
        {
            foreach (var accept in TestCategory.Sample(Accepts, 3, where.Length))
            {
                var answer = await RawHttp.SendAsync(attacked.Server, place.Method,
                    RouteParameters.Address(place, text.Replace("<", "%3c", StringComparison.Ordinal)
                        .Replace(">", "%3e", StringComparison.Ordinal), attacked.Right),
                    $"Authorization: Bearer {RunningApp.Bootstrap}", "Accept: " + accept, "Content-Length: 0");
                answer.AssertOrderly($"{where} = {text}");
                AssertWhole(answer);
            }
        }

        AssertOneLineEach();
    }

    [Theory]
    [InlineData("/submit/signin", "to=/indicators%0d%0aFORGED:%20yes")]
    [InlineData("/submit/signin", "to=//evil.example/")]
    [InlineData("/submit/signin", "to=/%5cevil.example")]
    [InlineData("/submit/signin", "to=https://evil.example/")]
    [InlineData("/submit/signin", "to=/indicators/../../%09/evil.example")]
    public async Task Signing_in_leads_to_no_other_place(string path, string field)
    {
        using var client = attacked.App.NewClient(null);
        using var answer = await client.PostAsync(path.TrimStart('/'),
            new StringContent($"credential={RunningApp.Bootstrap}&{field}", Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal((HttpStatusCode.Redirect, "/submit"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("X-Request-ID: FORGED")]
    [InlineData("X-Request-ID: a\nFORGED: yes")]
    [InlineData("traceparent: 00-FORGED-FORGED-01")]
    [InlineData("traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\ntracestate: FORGED=yes")]
    [InlineData("baggage: FORGED=yes")]
    [InlineData("Idempotency-Key: FORGED\tyes")]
    [InlineData("User-Agent: FORGED\u0085FORGED\u001b[31m")]
    [InlineData("Accept-Language: FORGED, en;q=FORGED")]
    [InlineData("Accept: FORGED/FORGED, */*;q=FORGED")]
    [InlineData("Origin: https://FORGED")]
    [InlineData("Cookie: smart-toyonaka=FORGED.FORGED")]
    [InlineData("X-Forwarded-For: FORGED, FORGED:1")]
    [InlineData("X-Forwarded-Proto: FORGED")]
    [InlineData("X-MS-CLIENT-PRINCIPAL: FORGED")]
    [InlineData("If-None-Match: \"FORGED\"")]
    [InlineData("Range: bytes=FORGED")]
    [InlineData("Content-Type: application/json; charset=FORGED")]
    public async Task Nothing_of_a_header_comes_back_in_one_or_gets_into_the_log(string header)
    {
        foreach (var (method, path) in new[] { ("GET", "/api/indicators?fiscalYear=2021"), ("GET", "/"),
            ("GET", "/api/tables/dimmeasure"), ("POST", "/api/submissions"), ("POST", "/submit/signin"), ("GET", "/assets/submit.css"),
                ("GET", "/" + Forged.ToLowerInvariant()) })
        {
            var answer = await RawHttp.SendAsync(attacked.Server, method, path, $"Authorization: Bearer {RunningApp.Bootstrap}", header,
                "Content-Length: 0");
            answer.AssertOrderly($"{path} {header}");
            AssertWhole(answer);
        }

        AssertOneLineEach();
        Assert.Empty(attacked.Logs.All.Where(l => IsOurs(l.Category) && l.Text.Contains(Forged, StringComparison.Ordinal))
            .Select(l => $"{l.Level} {l.Category}: {l.Text}"));
    }

    [Theory]
    [InlineData("X-Broken: a\rFORGED: yes")]
    [InlineData("X-Broken: a\0FORGED")]
    [InlineData("FORGED header: yes")]
    [InlineData(" FORGED: folded")]
    public async Task A_header_that_is_none_is_refused_by_the_server(string header)
    {
        var answer = await RawHttp.SendAsync(attacked.Server, "GET", "/api/health", header);
        Assert.Equal(400, answer.Status);
        AssertWhole(answer);
    }

    [Fact]
    public async Task Line_breaks_in_what_is_handed_in_make_no_line_of_the_log()
    {
        var text = "x" + Break;
        foreach (var submission in new object[]
        {
            new { department = "0213" + Break, month = "2021-06", figures = new[] { new { measure = "seal_abolitions", count = 1 } } },
            new { department = "0213", month = "2021-06"
                + Break, figures = new[] { new { measure = "seal_abolitions" + Break, count = 1 } } },
            new { form = text, responseId = text, department = "0213", month = "2021-06",
                initiatives = new[] { new { category = "ai", name = text, status = "implemented", partners = new[] { text },
                    note = text } } },
            new { form = "f", responseId = "1", department = "0213", month = "2021-06",
                initiatives = new[] { new { category = "ai", name = "議事録", status = "implemented", partners = Array.Empty<string>(),
                    note = text } } },
        })
        {
            using var answer = await attacked.App.Client.PostAsJsonAsync("api/submissions", submission);
            Assert.InRange((int)answer.StatusCode, 200, 499);
        }

        using var role = await attacked.App.Client.PostAsJsonAsync("api/credentials", new { role = text, department = text });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, role.StatusCode);
        using var reason = await attacked.App.Client.PostAsJsonAsync("api/closings",
            new { month = "1950-04", action = "close", reason = "決裁済み\nFORGED" });
        Assert.Equal(HttpStatusCode.Created, reason.StatusCode);

        using var file = new MultipartFormDataContent { { new StringContent("0213"), "department" } };
        var part = new StringContent("measure,part,value\r\n");
        part.Headers.TryAddWithoutValidation("Content-Disposition",
            "form-data; name=\"file\"; filename=\"FORGED%0d%0aFORGED.csv\"; filename*=UTF-8''FORGED%0D%0AFORGED.csv");
        file.Add(part);
        using var refused = await attacked.App.Client.PostAsync("api/submissions", file);
        Assert.InRange((int)refused.StatusCode, 400, 499);

        await attacked.App.Container(ContainerNames.Drops).GetBlobClient("staff/\u2028FORGED\u0085FORGED.csv")
            .UploadAsync(BinaryData.FromBytes(TestDrop.Bytes(TestDrop.StaffHeader, "2021-04,0101,FORGED,一般,通常,x")));
        await attacked.App.RunTimerAsync("PullStaff");
        await RunningApp.UntilAsync(async () => (await attacked.App.RowsAsync(TableNames.FactDrop)).Count > 0);
        await attacked.App.WaitUntilComputedAsync();

        AssertOneLineEach();
        Assert.Contains(attacked.Logs.All, l => l.Event == 3001);
        Assert.DoesNotContain(attacked.Logs.All, l => IsOurs(l.Category) && l.Text.Contains(Forged, StringComparison.Ordinal));
    }

    private static bool IsOurs(string category) => category.StartsWith("SmartToyonaka", StringComparison.Ordinal)
        || category.StartsWith("Localhost", StringComparison.Ordinal);

    private static void AssertWhole(RawAnswer answer)
    {
        Assert.DoesNotContain(answer.Head.Split("\r\n").Skip(1), l => l.StartsWith(Forged, StringComparison.OrdinalIgnoreCase)
            || l.IndexOfAny(['\r', '\n', '\0']) >= 0);
        Assert.DoesNotContain(answer.Header("Set-Cookie"), c => c.Contains(Forged, StringComparison.Ordinal));
        Assert.All(answer.Header("Location"), l => Assert.Matches("^/[^/\\\\]", l + " "));
    }

    /// <summary>Of our own lines at every level, and of everybody's that are written where nobody asks for more.</summary>
    private void AssertOneLineEach() => Assert.Empty(attacked.Logs.All
        .Where(l => IsOurs(l.Category) || l.Level >= (l.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            ? LogLevel.Warning : LogLevel.Information))
        .Where(l => l.Text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')).Select(l => $"{l.Level} {l.Category}: {l.Text}"));
}
