using NCrontab;

namespace Localhost.Functions;

/// <summary>What calls a function, with every name resolved.</summary>
internal abstract record TriggerBinding;

internal sealed record HttpBinding(string Route, IReadOnlyList<string> Methods, KeyLevel Level) : TriggerBinding;

internal sealed record TimerBinding(CrontabSchedule Schedule, bool UseMonitor, bool RunOnStartup) : TriggerBinding;

/// <param name="Queue">The queue's name.</param>
/// <param name="Connection">The name of the setting that holds the storage's connection string.</param>
/// <param name="Form">How the function takes a message.</param>
internal sealed record QueueBinding(string Queue, string Connection, MessageForm Form) : TriggerBinding;

/// <summary>How a queue function takes a message.</summary>
internal enum MessageForm
{
    Text,
    Bytes,

    /// <summary>The message with all that is known of it, converted by the worker: <c>BinaryData</c>, <c>QueueMessage</c>.</summary>
    Message,
}

/// <summary>Which key a request to an HTTP function must carry.</summary>
internal enum KeyLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
