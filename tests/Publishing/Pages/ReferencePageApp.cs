using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>The real time, or later.</summary>
public sealed class LaterClock : TimeProvider
{
    /// <summary>By how much.</summary>
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}

/// <summary>The app with a published rate; any value that changes makes an upload wait. Two administrators.</summary>
public sealed partial class ReferencePageApp : IAsyncLifetime
{
    internal RunningApp App { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    internal string Other { get; private set; } = "";

    internal LaterClock Clock { get; } = new();

    public async Task InitializeAsync()
    {
        App = await RunningApp.StartAsync(clock: Clock, settings:
            ["SmartToyonaka:Reference:ConfirmAboveValues=0", "SmartToyonaka:Reference:ConfirmAboveShare=0",
                "SmartToyonaka:Access:SubmissionsPerMinute=1000"]);
        await App.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 1, "eligible": 3 } ] }""");
        await App.WaitUntilComputedAsync();
        using var issued = await App.Client.PostAsJsonAsync("api/credentials", new { role = "administrator" });
        Other = (await issued.JsonAsync())["token"]!.GetValue<string>();
        Client = await AdministratorAsync(RunningApp.Bootstrap);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    internal async Task<HttpClient> AdministratorAsync(string credential)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = App.Client.BaseAddress,
            Timeout = RunningApp.Deadline,
        };
        using var signedIn = await client.PostAsync("submit/signin",
            new FormUrlEncodedContent([new("credential", credential), new("to", "/admin/reference")]));
        Assert.Equal("/admin/reference", signedIn.Headers.Location?.ToString());
        return client;
    }

    internal async Task<string> DownloadAsync(string file) =>
        (await Client.GetStringAsync($"admin/reference?download={file}")).TrimStart('\uFEFF');

    /// <summary>What is in effect of the files that always are there.</summary>
    internal async Task<string> EffectAsync() => await DownloadAsync("departments.csv") + await DownloadAsync("catalogue.json")
        + await DownloadAsync("holidays.csv");

    /// <summary>The version of an upload; null where there is none.</summary>
    internal async Task<string?> UploadedAsync(string file)
    {
        var blob = App.Container(ContainerNames.Reference).GetBlobClient(file);
        return await blob.ExistsAsync() ? (await blob.GetPropertiesAsync()).Value.ETag.ToString() : null;
    }

    internal async Task<(HttpStatusCode Status, string Page)> CheckAsync(string name, string file, byte[] content, HttpClient? by = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(name), "name" },
            { new ByteArrayContent(content), "file", file },
        };
        using var answer = await (by ?? Client).PostAsync("admin/reference", form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends the form that a page offers.</summary>
    internal async Task<(HttpStatusCode Status, string Page)> TakeAsync(string page, string reason, HttpClient? by = null)
    {
        var fields = Hidden().Matches(page).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        fields["reason"] = reason;
        using var answer = await (by ?? Client).PostAsync("admin/reference/confirm", new FormUrlEncodedContent(fields));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(ticket|name|file|seen)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}
