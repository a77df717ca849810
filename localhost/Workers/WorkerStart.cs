namespace Localhost.Workers;

/// <summary>What a worker is told at its start.</summary>
/// <param name="AppFolder">The folder of the built app.</param>
/// <param name="RpcAddress">Where it finds the host's gRPC server.</param>
/// <param name="WorkerId">By which the host knows it; a secret of this start.</param>
/// <param name="ForwarderSecret">By which the worker's HTTP endpoint knows the host's forwarder; a secret of this start.</param>
/// <param name="Settings">App settings beside those of the environment, by name (<c>A:B</c>).</param>
public sealed record WorkerStart(
    string AppFolder, Uri RpcAddress, string WorkerId, string ForwarderSecret, IReadOnlyDictionary<string, string> Settings);
