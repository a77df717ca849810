#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:project ../localhost/Localhost.csproj
#:package Azure.Storage.Blobs
#:package Azure.Storage.Queues

// Starts a published app and tries what others rely on: health, a submission, a drop, a timer, a poisoned message, the front page.
//   dotnet run .ci/smoke.cs -- FOLDER               under localhost/, as a process of its own
//   dotnet run .ci/smoke.cs -- FOLDER --func PATH   under Core Tools
// Exit status 0: everything was as it should be.

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Localhost;

const string Bootstrap = "bootstrap-credential-of-the-smoke-test-0123456789", MasterKey = "master-key-of-the-smoke-test";
const string Staff = "年月,所属コード,所属名,職種,勤務形態,人数\n2021-04,0211,財政課,一般,通常,15\n";
const string Submission = """{ "department": "0102", "month": "2021-06", "figures": [ { "measure": "platform_members", "count": 26 } ] }""";

var folder = Path.GetFullPath(args[0]);
var func = args is [_, "--func", var tool] ? tool : null;
var data = Directory.CreateTempSubdirectory("smoke-").FullName;
await using var azurite = await Azurite.StartAsync(new AzuriteOptions { DataFolder = data, KeepsData = false });
var port = FreePort();
using var host = Start();
using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}/"), Timeout = TimeSpan.FromSeconds(30) };
http.DefaultRequestHeaders.Authorization = new("Bearer", Bootstrap);
http.DefaultRequestHeaders.Add("x-functions-key", MasterKey);
try
{
    await Until("health", async () => (await http.GetAsync("api/health")).StatusCode == HttpStatusCode.OK);
    Check("a submission", await Post("api/submissions", Submission) == HttpStatusCode.Accepted);
    await Until("it is computed", async () => (await Json("api/indicators?fiscalYear=2021")).AsArray()
        .Any(v => (string?)v!["indicator"] == "ppp_platform_members" && (double?)v["value"] == 26));

    await new BlobContainerClient(azurite.ConnectionString, "drops").GetBlobClient("staff/a.csv").UploadAsync(BinaryData.FromString(Staff));
    if (func is null)
    {
        Check("a timer is run by hand", await Post("admin/functions/PullStaff", "{}") == HttpStatusCode.Accepted);
        await Until("a drop is taken", async () => (await Json("api/drops")).AsArray().Any(d => (string?)d!["state"] == "taken"));
    }

    await new QueueClient(azurite.ConnectionString, "recompute-indicators").SendMessageAsync("not base64 at all");
    var poison = new QueueClient(azurite.ConnectionString, "recompute-indicators-poison");
    await Until("a message that cannot be read is poison", async () => await poison.ExistsAsync()
        && (await poison.PeekMessagesAsync(1)).Value.Length == 1);
    Check("the front page", (await http.GetStringAsync("")).Contains("スマートとよなか", StringComparison.Ordinal));
    Console.WriteLine("The published app is as it should be.");
    return 0;
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
finally
{
    host.Kill(entireProcessTree: true);
    await host.WaitForExitAsync();
}

Process Start()
{
    var start = func is null
        ? new ProcessStartInfo("dotnet",
            [typeof(WorkerHost).Assembly.Location, folder, $"--port={port}", $"--Localhost:MasterKey={MasterKey}"])
        : new ProcessStartInfo(func, ["start", "--port", $"{port}"]) { WorkingDirectory = folder };
    foreach (var (name, value) in (JsonNode.Parse(File.ReadAllText("functions/local.settings.json"))!["Values"]!.AsObject()))
    {
        start.Environment[name] = (string?)value;
    }

    start.Environment["AzureWebJobsStorage"] = azurite.ConnectionString;
    start.Environment["SmartToyonaka__Access__BootstrapCredential"] = Bootstrap;
    return Process.Start(start)!;
}

async Task<HttpStatusCode> Post(string path, string json)
{
    using var answer = await http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
    return answer.StatusCode;
}

async Task<JsonNode> Json(string path) => JsonNode.Parse(await http.GetStringAsync(path))!;

static void Check(string what, bool isSo)
{
    Console.WriteLine($"{(isSo ? "ok" : "FAILED")}: {what}");
    if (!isSo)
    {
        throw new InvalidOperationException($"This is not so: {what}.");
    }
}

async Task Until(string what, Func<Task<bool>> isSo)
{
    var end = DateTime.UtcNow.AddMinutes(2);
    while (DateTime.UtcNow < end && !host.HasExited)
    {
        try
        {
            if (await isSo())
            {
                Check(what, true);
                return;
            }
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
        }

        await Task.Delay(200);
    }

    Check(what, false);
}

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}
