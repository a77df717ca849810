namespace Localhost;

/// <summary>The host cannot start, or not go on; the message is one line that says why and what helps.</summary>
public sealed class WorkerHostException(string message, Exception? cause = null) : Exception(message, cause);
