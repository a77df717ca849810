using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Security;
using static SmartToyonaka.Tests.Localhost.RequestFunctions;

namespace SmartToyonaka.Tests.Localhost;

public sealed class RequestTests
{
    private readonly Probe _probe = new();

    [Theory]
    [InlineData("results/json", HttpStatusCode.OK, """{"name":"豊中","colour":1}""")]
    [InlineData("results/accepted", HttpStatusCode.Accepted, "{\"id\":7}")]
    [InlineData("results/content", HttpStatusCode.OK, "a,b")]
    [InlineData("results/action", HttpStatusCode.Conflict, "{\"name\":\"action\"}")]
    [InlineData("results/object", HttpStatusCode.OK, "")]
    public async Task Results_are_written(string path, HttpStatusCode status, string body)
    {
        await using var app = await StartAsync();
        using var answer = await app.Client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, System.Text.RegularExpressions.Regex.Unescape(text));
    }

    [Fact]
    public async Task A_problem_is_written_as_a_problem()
    {
        await using var app = await StartAsync();
        using var answer = await app.Client.GetAsync("results/problem");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Json_follows_the_options_that_the_app_configures()
    {
        await using var app = await StartAsync(builder => builder.Services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            options.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        }));

        Assert.Equal("""{"name":"豊中","colour":"Green"}""", await app.Client.GetStringAsync("results/json"));
    }

    [Fact]
    public async Task Thirty_megabytes_are_streamed()
    {
        await using var app = await StartAsync();
        using var answer = await app.Client.GetAsync("results/stream", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(30_000_000, (await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Forms_and_files_are_read()
    {
        await using var app = await StartAsync();
        using var form = new FormUrlEncodedContent([new("name", "値")]);
        using var file = new MultipartFormDataContent { { new StringContent("値"), "name" },
            { new ByteArrayContent([1, 2, 3]), "file", "f.csv" } };

        Assert.Equal("値 0", await PostAsync(app, "form", form));
        Assert.Equal("値 3", await PostAsync(app, "form", file));
    }

    [Theory]
    [InlineData(30_000_000, false, HttpStatusCode.OK)]
    [InlineData(30_000_001, false, HttpStatusCode.InternalServerError)]
    [InlineData(29_000_000, true, HttpStatusCode.OK)]
    [InlineData(31_000_000, true, HttpStatusCode.InternalServerError)]
    public async Task A_body_of_more_than_thirty_million_bytes_is_the_hosts_error(int length, bool chunked, HttpStatusCode status)
    {
        // Also when the app would catch what reading throws.
        await using var app = await StartAsync(builder => builder.Services.AddSingleton<Catching>(), typeof(Catching));
        using var request = new HttpRequestMessage(HttpMethod.Post, "length") { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await app.Client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? $"{length}" : "", body);
    }

    [Theory]
    [InlineData("throws/soon")]
    [InlineData("throws/written")]
    [InlineData("number/five")]
    public async Task An_exception_that_leaves_a_function_is_500_with_an_empty_body(string path)
    {
        await using var app = await StartAsync();
        using var answer = await app.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains(app.Logs.At(LogLevel.Error), line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_function()
    {
        await using var app = await StartAsync();
        using var leaving = new CancellationTokenSource();
        var request = app.Client.GetAsync("wait", leaving.Token);
        await _probe.CallsAsync(1);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Probe.UntilAsync(() => _probe.Calls.Contains("cancelled"), "the function's token");
    }

    [Fact]
    public async Task Credentials_reach_the_function_and_the_callers_address_is_the_connections()
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "headers");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "abc");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var answer = await app.Client.SendAsync(request);

        // What a caller says of itself is replaced by the host, and the worker takes the header away.
        Assert.Equal("Bearer abc||127.0.0.1", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Keys_are_enforced_before_the_app_sees_the_request()
    {
        await using var app = await StartAsync(settings: "Localhost:FunctionKey=secret");
        app.Client.DefaultRequestHeaders.Remove("x-functions-key");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, "keyed"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, "keyed?code=wrong"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "keyed?code=secret"));
        Assert.Single(_probe.Calls);

        await using var without = await StartAsync();
        without.Client.DefaultRequestHeaders.Remove("x-functions-key");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(without, "keyed?code="));
    }

    [Theory]
    [InlineData("GET /headers HTTP/1.1\r\nHost: evil.example\r\n", 400)]
    [InlineData("GET /headers HTTP/1.1\r\nHost: localhost\r\n", 200)]
    [InlineData("GET /headers HTTP/1.1\r\nHost: [::1]:1\r\n", 200)]
    [InlineData("GET /headers HTTP/1.0\r\n", 500)]
    [InlineData("GET /headers HTTP/1.1\r\nHost: localhost\r\nx-ms-invocation-id: 1\r\n", 500)]
    [InlineData("GET /headers HTTP/1.1\r\nHost: localhost\r\nX-Name: \u8C4A\r\n", 500)]
    [InlineData("HEAD /nothing HTTP/1.1\r\nHost: localhost\r\n", 404)]
    public async Task Odd_requests_are_answered_as_the_real_host_does(string head, int status)
    {
        await using var app = await StartAsync();
        using var client = await RawHttp.ConnectAsync(app.Host.Address);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head + "Connection: close\r\n\r\n"));
        var answer = await RawHttp.ReadAsync(client);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200, answer.Body.Length > 0);
        Assert.True(!head.StartsWith("HEAD", StringComparison.Ordinal) || !answer.Header("Content-Length").Any());
    }

    [Fact]
    public async Task Headers_of_32_KiB_and_more_are_431()
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "headers");
        request.Headers.TryAddWithoutValidation("X-Long", new string('a', 32 * 1024));
        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_function_is_made_for_each_call_in_a_scope_of_its_own()
    {
        await using var app = await StartAsync(builder => builder.Services.AddScoped<PerCall>(), typeof(Scoped));

        Assert.NotEqual(await app.Client.GetStringAsync("scoped"), await app.Client.GetStringAsync("scoped"));
    }

    private static async Task<string> PostAsync(LocalApp app, string path, HttpContent content)
    {
        using var answer = await app.Client.PostAsync(path, content);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(LocalApp app, string path)
    {
        using var answer = await app.Client.GetAsync(path);
        return answer.StatusCode;
    }

    private Task<LocalApp> StartAsync(Action<FunctionsApplicationBuilder>? configure = null, Type? functions = null,
        params string[] settings) =>
        LocalApp.StartAsync(
            functions ?? typeof(Requests),
            builder =>
            {
                builder.Services.AddSingleton(_probe);
                configure?.Invoke(builder);
            },
            settings);
}
