using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Tests.Localhost;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Triggers.Middleware;

namespace SmartToyonaka.Tests.Operations.Access;

/// <summary>Credentials, and who may call what.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task A_credential_is_issued_once_listed_without_its_token_and_revoked()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        using var issuing = await app.Client.PostAsJsonAsync("api/credentials",
            new { role = "department", department = "市民税課", validDays = 10 });
        Assert.Equal(HttpStatusCode.Created, issuing.StatusCode);
        var issued = await issuing.JsonAsync();
        var (id, token) = (issued["id"]!.GetValue<string>(), issued["token"]!.GetValue<string>());
        Assert.Equal(("department", "0213"), (issued["role"]!.GetValue<string>(), issued["department"]!.GetValue<string>()));

        var listing = await app.Client.GetStringAsync("api/credentials");
        Assert.DoesNotContain(token, listing, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token))), listing, StringComparison.Ordinal);
        var listed = Assert.Single((await (await app.Client.GetAsync("api/credentials")).JsonAsync()).AsArray())!;
        Assert.Equal((id, "0213", "bootstrap"),
            (listed["id"]!.GetValue<string>(), listed["department"]!.GetValue<string>(), listed["issuedBy"]!.GetValue<string>()));
        Assert.Null(listed["revokedAt"]);

        Assert.Equal(HttpStatusCode.OK, (await app.Client.DeleteAsync($"api/credentials/{id}")).StatusCode);
        var first = (await (await app.Client.GetAsync("api/credentials")).JsonAsync())[0]!["revokedAt"]!.GetValue<DateTimeOffset>();
        Assert.Equal(HttpStatusCode.OK, (await app.Client.DeleteAsync($"api/credentials/{id}")).StatusCode);
        Assert.Equal(first, (await (await app.Client.GetAsync("api/credentials")).JsonAsync())[0]!["revokedAt"]!
            .GetValue<DateTimeOffset>());
        using var none = await app.Client.DeleteAsync("api/credentials/0000000000000000");
        Assert.Equal("no-such-credential", await none.ProblemAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Only_a_hash_of_a_token_is_stored()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        var issued = await (await app.Client.PostAsJsonAsync("api/credentials", new { role = "administrator" })).JsonAsync();
        var token = issued["token"]!.GetValue<string>();
        using var administrator = app.NewClient(token);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("api/credentials")).StatusCode);

        var secret = token[(token.LastIndexOf('_') + 1)..];
        foreach (var row in await StorageSnapshot.OfAsync(app.Storage))
        {
            Assert.All([token, secret, RunningApp.Bootstrap, Convert.ToHexString(Encoding.UTF8.GetBytes(secret))], s =>
                Assert.DoesNotContain(s, row, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("valid", null, HttpStatusCode.OK)]
    [InlineData("valid", "Bearer something-else", HttpStatusCode.OK)]
    [InlineData("wrong", null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", "valid", HttpStatusCode.Unauthorized)]
    [InlineData("", "valid", HttpStatusCode.OK)]
    [InlineData("Bearer valid", null, HttpStatusCode.Unauthorized)]
    public async Task A_credential_may_come_in_a_header_of_its_own(string own, string? authorization, HttpStatusCode expected)
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        using var client = app.NewClient(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/credentials");
        request.Headers.TryAddWithoutValidation(SignIn.CredentialHeader, own.Replace("valid", RunningApp.Bootstrap, StringComparison.Ordinal));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization == "valid" ? "Bearer " + RunningApp.Bootstrap
                : authorization);
        }

        using var answer = await client.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected, await ProvenanceAsync() == HttpStatusCode.NotFound ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);

        // Open to everybody; but a wrong credential is refused there, too.
        async Task<HttpStatusCode> ProvenanceAsync()
        {
            using var open = new HttpRequestMessage(HttpMethod.Get, "api/indicators/seal_abolitions/2021-06/provenance");
            foreach (var (name, values) in request.Headers)
            {
                open.Headers.TryAddWithoutValidation(name, values);
            }

            using var found = await client.SendAsync(open);
            return found.StatusCode;
        }
    }

    [Fact]
    public async Task A_department_s_credential_does_not_administer()
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        using var department = await app.NewDepartmentAsync("0213");
        using var list = await department.GetAsync("api/credentials");
        Assert.Equal("administrators-only", await list.ProblemAsync(HttpStatusCode.Forbidden));
        using var issue = await department.PostAsJsonAsync("api/credentials", new { role = "administrator" });
        Assert.Equal("administrators-only", await issue.ProblemAsync(HttpStatusCode.Forbidden));
        using var revoke = await department.DeleteAsync("api/credentials/0000000000000000");
        Assert.Equal("administrators-only", await revoke.ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Single(await app.RowsAsync(TableNames.Credentials));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"role\":\"king\"}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"role\":\"administrator\",\"validDays\":0}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"role\":\"administrator\",\"validDays\":99999}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"role\":\"administrator\",\"validDays\":1.5}", HttpStatusCode.BadRequest)]
    [InlineData("{\"role\":\"department\"}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"role\":\"department\",\"department\":\"9999\"}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"role\":\"department\",\"department\":\"0104\"}", HttpStatusCode.UnprocessableEntity)]
    public async Task A_wrong_order_issues_nothing(string order, HttpStatusCode status)
    {
        await using var app = await RunningApp.StartAsync(settings: RunningApp.QueueOff);
        using var answer = await app.Client.PostAsync("api/credentials", new StringContent(order, Encoding.UTF8, "application/json"));
        await answer.ProblemAsync(status);
        Assert.Empty(await app.RowsAsync(TableNames.Credentials));
    }

    [Fact]
    public void Every_http_function_has_a_rule()
    {
        var functions = typeof(SmartToyonakaApp).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Where(m => m.GetParameters().Any(p => p.GetCustomAttribute<HttpTriggerAttribute>() is not null))
            .Select(m => m.GetCustomAttribute<FunctionAttribute>()!.Name).ToList();
        Assert.NotEmpty(functions);
        Assert.Empty(functions.Except(AccessRules.ByFunction.Keys));
    }

    [Fact]
    public void Every_http_function_leaves_access_to_the_rules()
    {
        // A function key would be a second kind of credential, which nobody could revoke here.
        var levels = typeof(SmartToyonakaApp).Assembly.GetTypes().SelectMany(t => t.GetMethods()).SelectMany(m => m.GetParameters())
            .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Select(a => a.AuthLevel);
        Assert.All(levels, l => Assert.Equal(AuthorizationLevel.Anonymous, l));
    }

    [Fact]
    public async Task A_function_without_a_rule_is_refused_to_everybody()
    {
        await using var app = await LocalApp.StartAsync(
            typeof(WithoutRule),
            builder =>
            {
                builder.UseMiddleware<AccessMiddleware>();
                builder.Services.AddSmartToyonaka(builder.Configuration).AddSingleton<SignIn>();
            },
            $"AzureWebJobsStorage={await TestStorage.NewAccountAsync()}",
            $"SmartToyonaka:Access:BootstrapCredential={RunningApp.Bootstrap}");
        var client = app.Client;

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("without-rule")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", RunningApp.Bootstrap);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("without-rule")).StatusCode);
    }

    [Theory]
    [InlineData("SmartToyonaka__Access__BootstrapCredential", "only-thirty-one-characters-long", "at least 32")]
    [InlineData("SmartToyonaka__Access__SubmissionsPerMinute", "many", "SubmissionsPerMinute")]
    [InlineData("SmartToyonaka__Access__SubmissionsPerMinute", "0", "SubmissionsPerMinute")]
    [InlineData("AzureWebJobsStorage", "AccountName=x;AccountKey=not-to-be-shown", "AzureWebJobsStorage")]
    public async Task A_wrong_setting_stops_the_program_with_one_clear_line(string name, string value, string says)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, typeof(SmartToyonakaApp).Assembly.GetName().Name + ".dll"), "--port=0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(RunningApp.Deadline);
        var said = await Task.WhenAll(process.StandardError.ReadToEndAsync(limit.Token),
            process.StandardOutput.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);

        Assert.NotEqual(0, process.ExitCode);
        var line = Assert.Single(said[0].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-shown", said[0] + said[1], StringComparison.Ordinal);
        Assert.DoesNotContain("only-thirty-one", said[0] + said[1], StringComparison.Ordinal);
    }

    public sealed class WithoutRule
    {
        [Function(nameof(WithoutRule))]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "without-rule")] HttpRequest request) =>
            Results.Text("open: " + request.Path);
    }
}
