using System.Net;
using System.Net.Http.Json;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Access;

/// <summary>The app of <see cref="AccessTableTests"/>, where App Service authenticates.</summary>
public sealed class AccessTableApp : IAsyncLifetime
{
    internal RunningApp App { get; private set; } = null!;

    public async Task InitializeAsync() =>
        App = await RunningApp.StartAsync(settings: ["SmartToyonaka:Access:EntraSignIn=true", "WEBSITE_AUTH_ENABLED=True"]);

    // The tests of a class run one after another, so nothing here is asked for twice at once.
    private readonly Dictionary<(string Who, string By), HttpClient> clients = [];
    private readonly Dictionary<string, string> submissions = new(StringComparer.Ordinal);
    private bool isReportable;

    /// <summary>The client of one of the table's columns.</summary>
    internal async Task<HttpClient> ClientAsync(string who, string by)
    {
        if (!clients.TryGetValue((who, by), out var client))
        {
            clients.Add((who, by), client = by switch
            {
                "nothing" => App.NewClient(null),
                "entra" => WithHeader(SignedInPerson.Header(
                    [who switch { "department" => "Submitter", "reader" => "Reader", _ => "Administrator" }],
                    who == "department" ? AccessTableTests.Own : "")),
                _ => App.NewClient(await TokenAsync(who)),
            });
        }

        return client;
    }

    /// <summary>A client for whom App Service says this.</summary>
    internal HttpClient WithHeader(string header)
    {
        var client = App.NewClient(null);
        client.DefaultRequestHeaders.TryAddWithoutValidation(EntraPrincipal.Header, header);
        return client;
    }

    /// <summary>The id of a submission of a department, whose figures are published.</summary>
    internal async Task<string> SubmissionAsync(string department)
    {
        if (!submissions.TryGetValue(department, out var id))
        {
            submissions.Add(department, id = (await App.AcceptedAsync(AccessTableTests.Figures(department)))["id"]!.GetValue<string>());
            await App.WaitUntilComputedAsync();
        }

        return id;
    }

    /// <summary>Makes FY2021 have figures and FY2020 figures and an end.</summary>
    internal async Task ReportableAsync()
    {
        if (!isReportable)
        {
            await App.AcceptedAsync(AccessTableTests.Figures(AccessTableTests.Own));
            await App.AcceptedAsync(AccessTableTests.Figures(AccessTableTests.Own).Replace("2021-06", "2020-06", StringComparison.Ordinal));
            await App.WaitUntilComputedAsync();
            using var closed = await App.Client.PostAsJsonAsync("api/closings",
                new { fiscalYear = 2020, action = "close", reason = "test" });
            Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
            isReportable = true;
        }
    }

    private async Task<string> TokenAsync(string who)
    {
        using var issued = await App.Client.PostAsJsonAsync("api/credentials",
            new { role = who, department = who == "department" ? AccessTableTests.Own : null });
        return (await issued.JsonAsync())["token"]!.GetValue<string>();
    }

    public async Task DisposeAsync() => await App.DisposeAsync();
}
