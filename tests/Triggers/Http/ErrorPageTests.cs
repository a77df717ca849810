using System.Net.Http.Headers;
using System.Text;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>A refusal is a page for browsers and a problem for programs, and HEAD is answered as GET is.</summary>
public sealed class ErrorPageTests(ErrorPageTests.AppFixture running) : IClassFixture<ErrorPageTests.AppFixture>
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("GET", "nonsense", "", 404)]
    [InlineData("POST", "nonsense/below", "", 404)]
    [InlineData("GET", "api/nonsense", "", 404)]
    [InlineData("GET", "submit/nonsense", "", 404)]
    [InlineData("PUT", "admin/months/below", "", 404)]
    [InlineData("GET", "assets/nonsense", "", 404)]
    [InlineData("POST", "indicators", "text/plain", 405)]
    [InlineData("PATCH", "submit", "", 405)]
    [InlineData("OPTIONS", "api/credentials", "", 405)]
    [InlineData("DELETE", "", "", 405)]
    [InlineData("DELETE", "api/nonsense/below", "", 404)]
    [InlineData("GET", "api/submissions/0123456789abcdef0123456789abcdef", "", 404)]
    [InlineData("POST", "api/submissions", "text/plain", 415)]
    [InlineData("POST", "api/submissions", "application/json", 413)]
    public async Task A_browser_gets_a_page_and_a_program_a_problem_with_the_same_status(string method, string address, string type,
        int status)
    {
        using var page = await SendAsync(method, address, type, Browser);
        using var problem = await SendAsync(method, address, type, "*/*");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal((status, status), ((int)page.StatusCode, (int)problem.StatusCode));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<html lang=\"ja\">", html, StringComparison.Ordinal);
        Assert.Contains("<div lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Equal(page.Headers.RetryAfter, problem.Headers.RetryAfter);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "submit", "GET, HEAD, POST")]
    [InlineData("POST", "api/credentials/x", "DELETE")]
    [InlineData("GET", "submit/check", "POST")]
    [InlineData("POST", "", "GET, HEAD")]
    public async Task A_method_that_an_address_has_not_is_told_with_those_that_it_has(string method, string address, string allowed)
    {
        using var answer = await SendAsync(method, address, "", Browser);

        Assert.Equal(405, (int)answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("text/html;q=0.5, application/json", "application/problem+json")]
    [InlineData("application/json", "application/problem+json")]
    [InlineData("text/html, application/json;q=0.5", "text/html")]
    [InlineData("text/html", "text/html")]
    public async Task What_is_preferred_is_answered(string accept, string type)
    {
        using var answer = await SendAsync("GET", "api/nonsense", "", accept);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_address_of_another_site_does_not_become_a_link()
    {
        using var answer = await SendAsync("GET", "//example.com/x", "", Browser);
        Assert.DoesNotContain("href=\"//", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("submit")]
    [InlineData("upload")]
    [InlineData("admin")]
    [InlineData("indicators")]
    [InlineData("api/health")]
    [InlineData("api/openapi.json")]
    [InlineData("api/indicators?fiscalYear=2021")]
    [InlineData("api/drops")]
    [InlineData("assets/submit.css")]
    [InlineData("submit/help")]
    [InlineData("submit/history")]
    [InlineData("submit/signin")]
    [InlineData("confirm")]
    [InlineData("admin/months")]
    [InlineData("submit/check")]
    [InlineData("nonsense")]
    public async Task HEAD_is_answered_as_GET_without_a_body(string address)
    {
        using var get = await SendAsync("GET", address, "", Browser);
        using var head = await SendAsync("HEAD", address, "", Browser);
        var length = (await get.Content.ReadAsByteArrayAsync()).Length;

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Contains(head.Content.Headers.ContentLength, new long?[] { null, length });
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string address, string type, string accept)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(running.App.Client.BaseAddress!.ToString() + address));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (type.Length > 0)
        {
            request.Content = new StringContent(type == "application/json" ? new string(' ', 2_000_000) : "x", Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        return await running.App.Client.SendAsync(request);
    }

    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await RunningApp.StartAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
