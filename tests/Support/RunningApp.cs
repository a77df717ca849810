using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Localhost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Publishing.Recomputation;

namespace SmartToyonaka.Tests.Support;

/// <summary>The whole app on a free port and a storage account of its own; timers run only when a test runs them.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string Bootstrap = "bootstrap-credential-of-the-tests-0123456789";

    /// <summary>Keeps messages in the queue.</summary>
    public const string QueueOff = "AzureWebJobs.RecomputeIndicators.Disabled=true";

    /// <summary>An idle queue is looked at often: tests wait for messages all the time.</summary>
    public const string OftenPolled = "AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:00.2";

    /// <summary>Tests that do not look at the published files do not wait for them.</summary>
    public const string FilesOff = "SmartToyonaka:PublishedFiles:Enabled=false";

    /// <summary>Renews the published files, in spite of <see cref="FilesOff"/>.</summary>
    public const string FilesOn = "SmartToyonaka:PublishedFiles:Enabled=true";

    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>Settings by which no timer runs by itself.</summary>
    public static readonly string[] Never = [.. new[] { "PullEApproval", "PullOvertime", "PullStaff", "PullDrops", "PullReference", "SweepUnfinished",
        "UpdateCompleteness", "SendReminders", "PullForms", "BackUp" }
        .Select(name => $"--{name}Schedule=0 0 0 29 2 *")];

    public const string MasterKey = "master-key-of-the-tests";

    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(40), LongPause = TimeSpan.FromMilliseconds(200);

    private readonly WorkerHost host;

    private RunningApp(WorkerHost host, IServiceProvider services, string storage)
    {
        this.host = host;
        Services = services;
        Storage = storage;
        Client = NewClient(Bootstrap);
    }

    /// <summary>The storage's connection string, for looking at it as an outside client does.</summary>
    public string Storage { get; }

    /// <summary>Calls with the first administrator's credential.</summary>
    public HttpClient Client { get; }

    /// <summary>The services of the app, in its worker.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Starts the app.</summary>
    /// <param name="storage">An account that is there already; a new one when not given.</param>
    /// <param name="clock">The clock it goes by; the real one when not given.</param>
    /// <param name="through">What stands between it and its storage.</param>
    /// <param name="settings"><c>Name=value</c>.</param>
    public static Task<RunningApp> StartAsync(string? storage = null, TimeProvider? clock = null, FaultyStorage? through = null,
        params string[] settings) =>
        StartAsync(null, null, storage, clock, through, settings);

    /// <summary>Starts the app; everything that it logs, at every level, goes to <paramref name="logs"/>.</summary>
    public static Task<RunningApp> StartLoggedAsync(ILoggerProvider logs, string? storage = null, FaultyStorage? through = null,
        TimeProvider? clock = null, params string[] settings) =>
        StartAsync(null, logs, storage, clock, through, settings);

    /// <summary>Starts the app with something that stands for Microsoft Graph.</summary>
    public static Task<RunningApp> StartWithGraphAsync(FakeGraph graph, string? storage = null, TimeProvider? clock = null,
        FaultyStorage? through = null, params string[] settings) =>
        StartAsync(graph, null, storage, clock, through, settings);

    private static async Task<RunningApp> StartAsync(
        FakeGraph? graph, ILoggerProvider? logs, string? storage, TimeProvider? clock, FaultyStorage? through, string[] settings)
    {
        storage ??= await TestStorage.NewAccountAsync();
        string[] given =
        [
            "--port=0", $"--Localhost:MasterKey={MasterKey}", $"--{OftenPolled}", $"--{FilesOff}", "--Localhost:Timers=false",
            $"--AzureWebJobsStorage={through?.ConnectionString ?? storage}",
                $"--SmartToyonaka:Access:BootstrapCredential={Bootstrap}",
            .. graph is null ? [] : new[] { $"--SmartToyonaka:Graph:BaseUrl={graph.BaseUrl}" }, .. settings.Select(s => "--" + s),
        ];
        var worker = new InProcessWorker((args, add) => SmartToyonakaApp.Build(args, services =>
        {
            add(services);
            GeneratedFunctions.AddTo(services);
            services.AddLogging(logging => AddLogs(logging, logs));
            if (clock is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(clock));
            }

            if (through is null)
            {
                // All tests share one emulator, whose delays are no outage; tests with a faulty storage check the program's own timeouts.
                var named = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", storage)]).Build();
                services.Replace(ServiceDescriptor.Singleton(new StorageAccount(named, StorageRetryPolicy.LongRun)));
            }

            if (graph is not null)
            {
                services.AddSingleton(FakeGraph.Credential);
            }
        }));
        var host = await WorkerHost.StartAsync(new WorkerHostOptions
        {
            AppFolder = AppContext.BaseDirectory,
            Settings = given,
            Launcher = worker,
            Clock = clock ?? TimeProvider.System,
            Logging = logging => AddLogs(logging, logs),
        });
        return new(host, worker.Services!, storage);
    }

    private static void AddLogs(ILoggingBuilder logging, ILoggerProvider? logs)
    {
        // What sends lines elsewhere stays: tests ask for it by a setting.
        var others = logging.Services.Where(s => s.ServiceType == typeof(ILoggerProvider)
            && s.ImplementationFactory?.GetType().GenericTypeArguments[1] != typeof(OpenTelemetry.Logs.OpenTelemetryLoggerProvider));
        foreach (var other in others.ToList())
        {
            logging.Services.Remove(other);
        }

        if (logs is not null)
        {
            // A rule for one provider goes before the app's own rules.
            logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
            logging.Services.Configure<LoggerFilterOptions>(o => o.Rules.Add(new(logs.GetType().FullName, null, LogLevel.Trace, null)));
        }
    }

    /// <summary>
    /// A client with another credential, or with none; from another address of this machine (127.0.0.0/8), if one is given.
    /// </summary>
    public HttpClient NewClient(string? credential, IPAddress? from = null)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = from is null ? null
            : (context, cancel) => ConnectAsync(from, context, cancel)
        })
        {
            BaseAddress = host.Address,
            Timeout = Deadline,
        };
        client.DefaultRequestHeaders.Authorization = credential is null ? null : new("Bearer", credential);
        return client;
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Issues a department's credential through the API and gives a client that uses it.</summary>
    public async Task<HttpClient> NewDepartmentAsync(string department)
    {
        using var answer = await Client.PostAsJsonAsync("api/credentials", new { role = "department", department });
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        return NewClient((await answer.JsonAsync())["token"]!.GetValue<string>());
    }

    public Task<HttpResponseMessage> SubmitAsync(string json, string? idempotencyKey = null, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post,
            "api/submissions")
        { Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return (client ?? Client).SendAsync(request);
    }

    /// <summary>Submits; fails if it is not accepted. Returns the receipt.</summary>
    public async Task<JsonNode> AcceptedAsync(string json)
    {
        using var answer = await SubmitAsync(json);
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>
    /// Waits until nothing is waiting to be computed. Each look takes several calls of the storage: the next one is when something has run
    /// here, or after a pause.
    /// </summary>
    public async Task WaitUntilComputedAsync()
    {
        // What a test did beside the functions, as another instance would, is to be seen now and not a tenth of a second later.
        var activity = Services.GetRequiredService<InstanceActivity>();
        activity.Begin().Dispose();
        var (end, pause) = (DateTime.UtcNow + Deadline, LongPause);
        while (activity.Mark is var mark && !await IsComputedAsync())
        {
            Assert.True(DateTime.UtcNow < end, $"Something still waits to be computed after {Deadline.TotalSeconds} s.");
            var next = DateTime.UtcNow + pause;
            while (DateTime.UtcNow < next && (activity.Mark is not { } now || now == mark))
            {
                await Task.Delay(10);
            }

            // A message is deleted shortly after its function has ended.
            pause = activity.Mark == mark ? LongPause : ShortPause;
        }
    }

    // As GetHealth has it, which besides counts mails and values to confirm.
    private async Task<bool> IsComputedAsync()
    {
        try
        {
            // Most looks find a message; only a nought takes the others.
            return await Services.GetRequiredService<StorageAccount>().Queue(QueueNames.Recompute).CountAsync(CancellationToken.None) == 0
                && await Services.GetRequiredService<RecomputeBacklog>().CountAsync(CancellationToken.None) is { Waiting: 0 };
        }
        catch (Exception e) when (StorageFault.IsOutage(e, CancellationToken.None))
        {
            return false;
        }
    }

    /// <summary>Starts a timer function now, as the Functions host does; it runs on after the answer.</summary>
    public async Task RunTimerAsync(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            $"admin/functions/{name}")
        { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("x-functions-key", MasterKey);
        using var answer = await Client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }

    public async Task<JsonArray> IndicatorsAsync(int fiscalYear, string more = "")
    {
        using var answer = await Client.GetAsync($"api/indicators?fiscalYear={fiscalYear}{more}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).AsArray();
    }

    /// <summary>One value, or null when there is no such row.</summary>
    public async Task<JsonNode?> IndicatorAsync(string indicator, string basis, string month, string status = "actual", string more = "")
    {
        var year = int.Parse(month[..4], System.Globalization.CultureInfo.InvariantCulture) - (string.CompareOrdinal(month[5..], "04") < 0
            ? 1 : 0);
        return (await IndicatorsAsync(year, $"&indicator={indicator}{more}")).SingleOrDefault(v =>
            v!["indicator"]!.GetValue<string>() == indicator && v["basis"]!.GetValue<string>() == basis
            && v["month"]!.GetValue<string>() == month && v["status"]!.GetValue<string>() == status);
    }

    public TableClient Table(string name) => new(Storage, name);

    public BlobContainerClient Container(string name) => new(Storage, name);

    public QueueClient Queue(string name) => new(Storage, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public async Task<List<TableEntity>> RowsAsync(string table) => await Table(table).QueryAsync<TableEntity>().ToListAsync();

    /// <summary>Polls until a condition is true; fails after <see cref="Deadline"/>.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo,
        [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        var end = DateTime.UtcNow + Deadline;
        while (!await isSo())
        {
            Assert.True(DateTime.UtcNow < end, $"This did not come true within {Deadline.TotalSeconds} s: {what}");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
    }
}
