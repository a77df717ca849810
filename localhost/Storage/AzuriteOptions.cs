namespace Localhost;

/// <summary>How <see cref="Azurite"/> is started.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where its data are kept; made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// False when nothing has to outlive it: then data are in memory alone. Else it writes all that it has every few seconds, which with much of it is
    /// most of its time. Its log is in the folder all the same.
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
