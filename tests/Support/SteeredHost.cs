using Localhost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// The whole app with its host, with a clock that stands still until it is moved. It tells, one line each, which functions have ended and
/// what is worth a warning.
/// </summary>
internal sealed class SteeredHost : IAsyncDisposable
{
    private readonly WorkerHost host;
    private readonly FakeTimeProvider clock;

    private SteeredHost(WorkerHost host, FakeTimeProvider clock) => (this.host, this.clock) = (host, clock);

    /// <summary>Where it answers.</summary>
    public Uri Address => host.Address;

    /// <summary>Starts the app.</summary>
    /// <param name="now">Where its clock stands.</param>
    /// <param name="settings"><c>--Name=value</c>.</param>
    /// <param name="tell">Called for each line.</param>
    public static async Task<SteeredHost> StartAsync(DateTimeOffset now, IEnumerable<string> settings, Action<string> tell)
    {
        var clock = new FakeTimeProvider(now);
        var worker = new InProcessWorker((args, add) => SmartToyonakaApp.Build(args, services =>
        {
            add(services);
            GeneratedFunctions.AddTo(services);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)).AddSingleton(FakeGraph.Credential).AddLogging(AddLogs);

            // All tests share one emulator, whose delays are no outage.
            services.Replace(ServiceDescriptor.Singleton(s =>
                new StorageAccount(s.GetRequiredService<IConfiguration>(), StorageRetryPolicy.LongRun)));
        }));
        return new(await WorkerHost.StartAsync(new WorkerHostOptions
        {
            AppFolder = AppContext.BaseDirectory,
            Settings = [.. settings],
            Launcher = worker,
            Clock = clock,
            Logging = AddLogs,
        }), clock);

        void AddLogs(ILoggingBuilder logging)
        {
            logging.ClearProviders().AddProvider(new Teller(tell));
            logging.Services.Configure<LoggerFilterOptions>(o =>
            {
                o.Rules.Add(new(typeof(Teller).FullName, null, LogLevel.Warning, null));
                o.Rules.Add(new(typeof(Teller).FullName, Teller.Calls, LogLevel.Debug, null));
            });
        }
    }

    /// <summary>Sets its clock forward.</summary>
    public void Advance(TimeSpan time) => clock.Advance(time);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>Functions that have ended, and whatever is worth a warning.</summary>
    private sealed class Teller(Action<string> tell) : ILoggerProvider
    {
        public const string Calls = "Localhost.Functions.Invoker";

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, tell);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, Action<string> tell) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter)
            {
                if (logLevel >= LogLevel.Warning)
                {
                    tell($"log {category}: {formatter(state, exception)} {exception}".ReplaceLineEndings(" "));
                }

                if (category == Calls && state is IReadOnlyList<KeyValuePair<string, object?>> values)
                {
                    tell($"ended {values.First(v => v.Key == "Function").Value}");
                }
            }
        }
    }
}
