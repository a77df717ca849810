using Localhost.Rpc;

namespace Localhost.Workers;

/// <summary>A worker that has loaded the functions.</summary>
/// <param name="Channel">By which it is asked.</param>
/// <param name="HttpAddress">Where requests are forwarded to; null when the app has no HTTP functions.</param>
internal sealed record Worker(WorkerChannel Channel, Uri? HttpAddress);
