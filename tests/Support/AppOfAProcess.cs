using System.Globalization;
using Localhost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// The child process of <see cref="AppProcess"/>: the whole app with its host, with a clock that stands still until it is moved. It reports
/// to its parent, one line each, its address and the functions that have ended; without a parent it ends.
/// </summary>
internal static class AppOfAProcess
{
    public static async Task RunAsync(string now, string[] settings)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        var worker = new InProcessWorker((args, add) => SmartToyonakaApp.Build(args, services =>
        {
            add(services);
            GeneratedFunctions.AddTo(services);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)).AddSingleton(FakeGraph.Credential).AddLogging(AddLogs);
        }));
        await using var host = await WorkerHost.StartAsync(new WorkerHostOptions
        {
            AppFolder = AppContext.BaseDirectory,
            Settings = settings,
            Launcher = worker,
            Clock = clock,
            Logging = AddLogs,
        });
        Told.Line($"at {host.Address}");
        while (await Console.In.ReadLineAsync() is { } order)
        {
            clock.Advance(TimeSpan.Parse(order, CultureInfo.InvariantCulture));
            Told.Line("advanced");
        }
    }

    private static void AddLogs(ILoggingBuilder logging)
    {
        logging.ClearProviders().AddProvider(new Told());
        logging.Services.Configure<LoggerFilterOptions>(o =>
        {
            o.Rules.Add(new(typeof(Told).FullName, null, LogLevel.Warning, null));
            o.Rules.Add(new(typeof(Told).FullName, Told.Calls, LogLevel.Debug, null));
        });
    }

    /// <summary>Functions that have ended, and whatever is worth a warning.</summary>
    private sealed class Told : ILoggerProvider
    {
        public const string Calls = "Localhost.Functions.Invoker";

        private static readonly Lock One = new();

        public static void Line(string text)
        {
            lock (One)
            {
                Console.Out.WriteLine(text);
                Console.Out.Flush();
            }
        }

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter)
            {
                if (logLevel >= LogLevel.Warning)
                {
                    Line($"log {category}: {formatter(state, exception)} {exception}".ReplaceLineEndings(" "));
                }

                if (category == Calls && state is IReadOnlyList<KeyValuePair<string, object?>> values)
                {
                    Line($"ended {values.First(v => v.Key == "Function").Value}");
                }
            }
        }
    }
}
