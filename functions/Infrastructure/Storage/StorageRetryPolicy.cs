namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>How long a call of the storage may take, and how often it is tried.</summary>
public enum StorageRetryPolicy
{
    /// <summary>For requests: a few quick retries, then the client is told to retry.</summary>
    Client,

    /// <summary>For long commands of the command line, which start over when they are interrupted: outlasts a busy storage.</summary>
    LongRun,
}
