namespace Localhost.Settings;

/// <summary>What the instances of one app have in common: those with the same id share timers and their state.</summary>
internal sealed record HostId(string Value);
