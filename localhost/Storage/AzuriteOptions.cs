namespace Localhost;

/// <summary>How <see cref="Azurite"/> is started.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where its data are kept; made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// False for in-memory data. Otherwise it writes all its data every few seconds, which takes most of its time when there is much. Its
    /// log is in the folder in both cases.
    /// </summary>
    public bool KeepsData { get; init; } = true;

    /// <summary>Where it is installed; <c>.local/azurite</c> beside the solution when not given.</summary>
    public string? InstallFolder { get; init; }

    /// <summary>
    /// Accounts beside the emulator's well-known one: name and key in Base64. Each has tables, queues and containers of its own, so that
    /// programs with fixed names can run side by side on one Azurite.
    /// </summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();

    /// <summary>The port for blobs; a free one when not given.</summary>
    public int? BlobPort { get; init; }

    /// <summary>The port for queues; a free one when not given.</summary>
    public int? QueuePort { get; init; }

    /// <summary>The port for tables; a free one when not given.</summary>
    public int? TablePort { get; init; }
}
