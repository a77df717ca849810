using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace Localhost.Functions;

/// <summary>What calls a function, with every name resolved.</summary>
internal abstract record TriggerBinding(string Kind);

internal sealed record HttpBinding(string Route, IReadOnlyList<string> Methods, AuthorizationLevel Level) : TriggerBinding("httpTrigger");

internal sealed record TimerBinding(CrontabSchedule Schedule, bool UseMonitor, bool RunOnStartup) : TriggerBinding("timerTrigger");

internal sealed record QueueBinding(string Queue, string Connection) : TriggerBinding("queueTrigger");
