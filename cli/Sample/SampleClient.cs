using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Cli.Sample;

/// <summary>Uses the program from outside, as a department's flow and an export job do.</summary>
internal sealed class SampleClient : IDisposable
{
    private readonly HttpClient http;
    private readonly StorageAccount account;
    private readonly BlobStore drops;

    public SampleClient(Uri address, string credential, string masterKey, string storageConnection)
    {
        http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", credential);
        http.DefaultRequestHeaders.Add("x-functions-key", masterKey);
        var settings = new ConfigurationBuilder().AddEnvironmentVariables()
            .AddInMemoryCollection(storageConnection.Length > 0 ? [new("AzureWebJobsStorage", storageConnection)] : []).Build();
        account = new StorageAccount(settings);
        drops = account.Container(ContainerNames.Drops);
    }

    /// <summary>Creates missing tables and containers: on a slow storage the app answers before it has done so itself.</summary>
    public Task PrepareAsync(CancellationToken cancel) => account.CreateAllAsync(cancel);

    /// <summary>Posts a submission; null when it was taken, else what the program said.</summary>
    public async Task<string?> SubmitAsync(string file, CancellationToken cancel)
    {
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(file, cancel));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync("api/submissions", body, cancel);
        return answer.StatusCode == HttpStatusCode.Accepted ? null
            : $"{Path.GetFileName(file)}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}";
    }

    /// <summary>Confirms a value that waits; null when that was done, else what the program said.</summary>
    public async Task<string?> ConfirmAsync(string id, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync($"api/reviews/{id}", new { decision = "confirm", reason = "見本の値" }, cancel);
        return answer.IsSuccessStatusCode ? null : $"{id}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}";
    }

    /// <summary>Uploads a file unless the same content is there already: every upload, even of the same content, is a new one.</summary>
    public async Task UploadAsync(string name, string file, CancellationToken cancel)
    {
        var content = await File.ReadAllBytesAsync(file, cancel);
        if (await drops.ReadAsync(name, cancel) is not { } there || !there.Content.AsSpan().SequenceEqual(content))
        {
            await drops.WriteAsync(name, content, "text/csv", cancel);
        }
    }

    /// <summary>Runs a timer's function now.</summary>
    public async Task RunAsync(string function, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync($"admin/functions/{function}", new { }, cancel);
        answer.EnsureSuccessStatusCode();
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken cancel) => ReadAsync(path, cancel);

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> ReadAsync(string path, CancellationToken cancel) =>
        (await http.GetFromJsonAsync<JsonNode>(path, cancel)) ?? throw new InvalidOperationException($"{path} answered nothing.");
}
