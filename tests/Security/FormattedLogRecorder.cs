using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Tests.Security;

/// <summary>Log lines as a console or a file shows them, by who wrote them.</summary>
internal sealed class FormattedLogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, int Event, string Text)> lines = new();

    public IReadOnlyCollection<(string Category, LogLevel Level, int Event, string Text)> All => lines;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(FormattedLogRecorder all, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            all.lines.Enqueue((name, logLevel, eventId.Id, formatter(state, exception)));
    }
}
