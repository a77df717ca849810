using Localhost.Rpc;
using Microsoft.Extensions.Logging;

namespace Localhost.Workers;

/// <summary>What the worker logs, as lines of this host's log under the worker's own categories.</summary>
internal sealed partial class WorkerLog(ILoggerFactory loggers)
{
    public void Write(RpcLog line)
    {
        var logger = loggers.CreateLogger(line.Category.Length > 0 ? line.Category : "Worker");
        var level = (LogLevel)line.Level;
        if (line.Exception is { Message.Length: > 0 } error)
        {
            WithException(logger, level, line.Message, error.Message, error.StackTrace);
        }
        else
        {
            Plain(logger, level, line.Message);
        }
    }

    [LoggerMessage(Message = "{Line}")]
    private static partial void Plain(ILogger logger, LogLevel level, string line);

    [LoggerMessage(Message = "{Line}: {Error} {Stack}")]
    private static partial void WithException(ILogger logger, LogLevel level, string line, string error, string stack);
}
