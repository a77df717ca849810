using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Benchmarks;

/// <summary>Counts the log lines that say that a topic and fiscal year was computed.</summary>
internal sealed class RecomputationCounter : ILoggerProvider, ILogger
{
    private const string Computed = "Computed ";

    private readonly ConcurrentDictionary<string, int> times = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception) is { } line && line.StartsWith(Computed, StringComparison.Ordinal))
        {
            times.AddOrUpdate(line.Split(':')[0][Computed.Length..], 1, (_, count) => count + 1);
        }
    }

    public void Dispose()
    {
    }

    public override string ToString() =>
        string.Join(", ", times.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key} × {t.Value}"));
}
