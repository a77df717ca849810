namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>How long a call of the storage may take, and how often it is tried.</summary>
public enum StorageRetryPolicy
{
    /// <summary>A client waits for its answer: a few quick tries, then it is told to come back.</summary>
    Client,

    /// <summary>A long run of the command line, which starts from the beginning when it is broken off: it outlasts a busy storage.</summary>
    LongRun,
}
