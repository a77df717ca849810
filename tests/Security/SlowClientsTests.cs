using System.Net;
using System.Net.Sockets;
using System.Text;
using Localhost;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Security;

/// <summary>Slow clients are cut off, and others are served meanwhile.</summary>
public sealed class SlowClientsTests(SlowClientsTests.AppFixture one) : IClassFixture<SlowClientsTests.AppFixture>
{
    private const string Submission =
        """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "platform_members", "count": 26 } ] }""";

    private Uri Server => one.App.Client.BaseAddress!;

    [Theory]
    [InlineData("")]
    [InlineData("GET /api/health HT")]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: localhost\r\nX-Never-Ends: ")]
    public async Task Headers_that_never_end_are_cut_off(string beginning)
    {
        using var client = await RawHttp.ConnectAsync(Server);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning.Length == 0 ? "G" : beginning));
        Assert.Equal(408, (await RawHttp.ReadAsync(client)).Status);
    }

    [Fact]
    public async Task Headers_that_come_letter_by_letter_are_cut_off()
    {
        using var client = await RawHttp.ConnectAsync(Server);
        await client.GetStream().WriteAsync("GET /api/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: "u8.ToArray());
        Assert.Equal(408, (await DripAsync(client, "x")).Status);
    }

    [Theory]
    [InlineData("/api/submissions", "Content-Type: application/json\r\nContent-Length: 1000", "")]
    [InlineData("/api/submissions", "Content-Type: application/json\r\nContent-Length: 1000", "{ \"department\": ")]
    [InlineData("/api/submissions", "Content-Type: application/json\r\nTransfer-Encoding: chunked", "5\r\n{ \"de")]
    [InlineData("/api/submissions", "Content-Type: multipart/form-data; boundary=xyz\r\nContent-Length: 1000", "--xyz\r\n")]
    [InlineData("/api/submissions/check", "Content-Type: application/json\r\nContent-Length: 1000", "{")]
    [InlineData("/api/credentials", "Content-Type: application/json\r\nContent-Length: 1000", "{")]
    [InlineData("/api/closings", "Content-Type: application/json\r\nContent-Length: 1000", "{")]
    public async Task A_body_that_never_comes_is_cut_off_as_the_real_host_does(string path, string headers, string beginning)
    {
        using var client = await RawHttp.ConnectAsync(Server);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(path, headers) + beginning));
        var answer = await RawHttp.ReadAsync(client);
        Assert.Equal((500, ""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_body_slower_than_any_line_is_refused()
    {
        using var client = await RawHttp.ConnectAsync(Server);
        await client.GetStream()
            .WriteAsync(Encoding.ASCII.GetBytes(Head("/api/submissions", "Content-Type: application/json\r\nContent-Length: 100000")));
        Assert.Equal(500, (await DripAsync(client, " ")).Status);
    }

    [Fact]
    public async Task The_form_of_a_page_that_never_comes_signs_nobody_in()
    {
        using var client = await RawHttp.ConnectAsync(Server);
        await client.GetStream()
            .WriteAsync(Encoding.ASCII.GetBytes(Head("/submit/signin",
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100") + "credential=" + RunningApp.Bootstrap));
        var answer = await RawHttp.ReadAsync(client);
        Assert.Equal(500, answer.Status);
        Assert.Empty(answer.Header("Set-Cookie"));
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_the_callers_affair_and_wakes_nobody()
    {
        using var client = await RawHttp.ConnectAsync(Server);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head("/api/submissions", "Content-Type: application/json\r\nContent-Length: 1000")
            + "{"));
        client.Client.Shutdown(SocketShutdown.Send);
        Assert.True((await RawHttp.ReadAsync(stream)).Status is 0 or 400 or 500);
        using var after = await one.App.Client.GetAsync("api/health");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal([], one.Logs.All.Where(l => l.Level >= LogLevel.Error
            && !l.Category.StartsWith("Microsoft", StringComparison.Ordinal))
                .Select(l => l.Category + " " + l.Text[..Math.Min(l.Text.Length, 1500)]));
    }

    [Fact]
    public async Task Beside_two_hundred_half_open_connections_others_are_served()
    {
        var open = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 200; i++)
            {
                var client = await RawHttp.ConnectAsync(Server);
                open.Add(client);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes((i % 4) switch
                {
                    0 => "",
                    1 => "POST /api/submissions HTTP/1.1\r\nHost: ",
                    2 => Head("/api/submissions", "Content-Type: application/json\r\nContent-Length: 100"),
                    _ => Head("/api/submissions", "Content-Type: application/json\r\nTransfer-Encoding: chunked") + "ff\r\n{",
                }));
            }

            using var health = await one.App.Client.GetAsync("api/health");
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            using var check = await one.App.Client.PostAsync("api/submissions/check",
                new StringContent(Submission, Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        }
        finally
        {
            open.ForEach(c => c.Dispose());
        }
    }

    [Theory]
    [InlineData("Localhost:HeadersTimeout=soon")]
    [InlineData("Localhost:BodyTimeout=00:00:00")]
    [InlineData("Localhost:BodyTimeout=2.00:00:00")]
    public async Task A_patience_that_is_none_stops_the_program_with_one_line(string setting)
    {
        var refused = await Assert.ThrowsAsync<WorkerHostException>(() => RunningApp.StartAsync(settings: setting));
        Assert.StartsWith("The setting " + setting.Split('=')[0], refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private static string Head(string path, string headers) =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
            + $"{RunningApp.Bootstrap}\r\n{headers}\r\n\r\n";

    /// <summary>Sends a letter now and then until the server has had enough.</summary>
    private static async Task<RawAnswer> DripAsync(TcpClient client, string letter)
    {
        var answer = RawHttp.ReadAsync(client);
        while (!answer.IsCompleted)
        {
            try
            {
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(letter));
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(answer, Task.Delay(50));
        }

        return await answer;
    }

    /// <summary>One app for all tests here, with short timeouts; none of them stores anything.</summary>
    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        internal FormattedLogRecorder Logs { get; } = new();

        public async Task InitializeAsync() =>
            App = await RunningApp.StartLoggedAsync(Logs,
                settings: ["Localhost:HeadersTimeout=00:00:02", "Localhost:BodyTimeout=00:00:02"]);

        public async Task DisposeAsync()
        {
            await StorageSnapshot.AssertNothingStoredAsync(App.Storage);
            await App.DisposeAsync();
        }
    }
}
