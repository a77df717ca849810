namespace Localhost;

/// <summary>How <see cref="Azurite"/> is started.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where its data are kept; made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where it is installed; <c>.local/azurite</c> beside the solution when not given.</summary>
    public string? InstallFolder { get; init; }

    /// <summary>The port for blobs; a free one when not given.</summary>
    public int? BlobPort { get; init; }

    /// <summary>The port for queues; a free one when not given.</summary>
    public int? QueuePort { get; init; }

    /// <summary>The port for tables; a free one when not given.</summary>
    public int? TablePort { get; init; }
}
