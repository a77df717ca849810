namespace Localhost.Rpc;

/// <summary>The worker went away before it answered.</summary>
internal sealed class WorkerLostException() : Exception("The worker went away before it answered.");
