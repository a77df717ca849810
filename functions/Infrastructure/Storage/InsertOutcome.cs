namespace SmartToyonaka.Infrastructure.Storage;

/// <summary>How a conditional insertion ended.</summary>
public enum InsertOutcome
{
    /// <summary>All rows were written.</summary>
    Inserted,

    /// <summary>One of the rows was there before; nothing was written.</summary>
    Exists,

    /// <summary>The row that had to be there is gone; nothing was written.</summary>
    ConditionFailed,
}
