using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Triggers.Middleware;

namespace SmartToyonaka.Tests.Security;

/// <summary>Guessing of credentials is limited and logged; valid credentials are not affected.</summary>
public sealed class CredentialGuessingTests(CredentialGuessingTests.AppFixture running) : IClassFixture<CredentialGuessingTests.AppFixture>
{
    private static int addresses;

    private RunningApp App => running.App;

    [Fact]
    public async Task After_so_many_wrong_ones_an_address_waits_and_whoever_has_a_credential_does_not()
    {
        var address = NewAddress();
        using var guesser = Client("wrong-credential", address);
        await ExhaustAsync(guesser);

        using var waiting = await guesser.GetAsync("api/credentials");
        Assert.Equal("too-many-wrong-credentials", await waiting.ProblemAsync(HttpStatusCode.TooManyRequests));
        Assert.Equal(TimeSpan.FromMinutes(1), waiting.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("sty_0123456789abcdef_" + new string('A', 43), address));

        // Addresses in the caller's headers are ignored.
        guesser.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "198.51.100.1");
        using var forged = await guesser.GetAsync("api/credentials");
        Assert.Equal(HttpStatusCode.TooManyRequests, forged.StatusCode);

        // Guessing shuts nobody out who has a credential, at the same address or elsewhere; wrong ones from elsewhere are counted anew.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(RunningApp.Bootstrap, address));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await IssueAsync(), address));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("wrong-credential", NewAddress()));

        // What is open stays so.
        using var open = await guesser.GetAsync("api/health");
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);

        running.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("wrong-credential", address));
    }

    [Fact]
    public async Task The_secret_of_a_known_credential_cannot_be_tried_out_and_its_holder_goes_on()
    {
        var (token, address) = (await IssueAsync(), NewAddress());
        var wrong = token[..^2] + (token.EndsWith("AA", StringComparison.Ordinal) ? "BB" : "AA");
        using var guesser = Client(wrong, address);
        await ExhaustAsync(guesser);

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(wrong, address));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token, address));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await IssueAsync(), address));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(RunningApp.Bootstrap, address));
        Assert.Contains(running.Logs.All, l => l.Event == 9102 && l.Text.Contains(token[4..20], StringComparison.Ordinal)
            && !l.Text.Contains(token[21..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_to_sign_in_on_makes_wait_as_well()
    {
        using var guesser = Client(null, NewAddress());
        for (var i = 0; i < FailedSignInLimiter.PerMinute; i++)
        {
            using var wrong = await SignInAsync(guesser, "wrong-credential");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var waiting = await SignInAsync(guesser, "wrong-credential");
        Assert.Equal(HttpStatusCode.TooManyRequests, waiting.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), waiting.Headers.RetryAfter!.Delta);
        Assert.False(waiting.Headers.Contains("Set-Cookie"));
        Assert.Contains("しばらく受け付けません", await waiting.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var right = await SignInAsync(guesser, RunningApp.Bootstrap);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task Nobody_who_was_given_a_credential_guesses_it()
    {
        var (token, address) = (await IssueAsync(), NewAddress());
        using var revoked = await App.Client.DeleteAsync("api/credentials/" + token[4..20]);
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        for (var i = 0; i < FailedSignInLimiter.PerMinute + 5; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token, address));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(null, address));
        }
    }

    [Fact]
    public async Task It_is_seen_in_the_log_once_without_what_was_guessed_and_from_where()
    {
        var (guess, address) = ("guess-" + Guid.NewGuid(), NewAddress());
        using var guesser = Client(guess, address);
        var before = running.Logs.All.Count(l => l.Event == 9102);
        await ExhaustAsync(guesser);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(guess, address));
        }

        var line = Assert.Single(running.Logs.All.Where(l => l.Event == 9102).Skip(before));
        Assert.Equal((LogLevel.Warning, "SmartToyonaka.Operations.Access.FailedSignInLimiter"), (line.Level, line.Category));
        Assert.DoesNotContain(running.Logs.All, l => l.Text.Contains(guess, StringComparison.Ordinal)
            || (l.Category.StartsWith("SmartToyonaka", StringComparison.Ordinal) && l.Text.Contains(address, StringComparison.Ordinal)));
        Assert.Contains(running.Logs.All, l => l.Event == 9101 && l.Text.Contains("429", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8:1:2::1", "20010db800010002")]
    [InlineData("2001:db8:1:2:ffff::9", "20010db800010002")]
    [InlineData(null, "")]
    public void An_address_is_the_connections_and_an_IPv6_network_is_one(string? remote, string expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        context.Request.Headers["X-Forwarded-For"] = "198.51.100.1";

        Assert.Equal(expected, CallerAddress.Of(context.Request));
    }

    [Fact]
    public void Very_many_addresses_do_not_fill_the_memory()
    {
        var limiter = new FailedSignInLimiter(new FakeTimeProvider(), NullLogger<FailedSignInLimiter>.Instance);
        for (var i = 0; i < 4 * FailedSignInLimiter.MaxRemembered; i++)
        {
            limiter.CountWrong($"10.0.{i / 256}.{i % 256}", "");
            Assert.InRange(limiter.Remembered, 1, FailedSignInLimiter.MaxRemembered);
        }
    }

    [Fact]
    public async Task Guesses_at_the_same_time_are_counted_one_by_one()
    {
        var limiter = new FailedSignInLimiter(new FakeTimeProvider(), NullLogger<FailedSignInLimiter>.Instance);
        await Task.WhenAll(Enumerable.Range(0, FailedSignInLimiter.PerMinute)
            .Select(_ => Task.Run(() => limiter.CountWrong("192.0.2.1", ""))));
        Assert.NotNull(limiter.Wait("192.0.2.1", ""));
        Assert.Null(limiter.Wait("192.0.2.2", ""));
    }

    // All of 127.0.0.0/8 is this machine.
    private static string NewAddress() => $"127.0.77.{Interlocked.Increment(ref addresses)}";

    private static async Task ExhaustAsync(HttpClient guesser)
    {
        for (var i = 0; i < FailedSignInLimiter.PerMinute; i++)
        {
            using var wrong = await guesser.GetAsync("api/credentials");
            Assert.Equal("unauthenticated", await wrong.ProblemAsync(HttpStatusCode.Unauthorized));
        }
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string credential) =>
        client.PostAsync("submit/signin", new FormUrlEncodedContent([new("credential", credential)]));

    private HttpClient Client(string? credential, string address) => App.NewClient(credential, from: IPAddress.Parse(address));

    private async Task<HttpStatusCode> StatusAsync(string? credential, string address)
    {
        using var client = Client(credential, address);
        using var answer = await client.GetAsync("api/credentials");
        return answer.StatusCode;
    }

    private async Task<string> IssueAsync()
    {
        using var issued = await App.Client.PostAsJsonAsync("api/credentials", new { role = "administrator" });
        return (await issued.JsonAsync())["token"]!.GetValue<string>();
    }

    /// <summary>One app for all tests here.</summary>
    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        internal FormattedLogRecorder Logs { get; } = new();

        internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2022, 4, 10, 0, 0, 0, TimeSpan.Zero));

        public async Task InitializeAsync() => App = await RunningApp.StartLoggedAsync(Logs, clock: Clock, settings: RunningApp.QueueOff);

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
