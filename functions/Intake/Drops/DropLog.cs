using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Intake.Drops;

/// <summary>Log messages about drops: folders and numbers, never a file's name or content.</summary>
internal static partial class DropLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Information,
        Message = "A drop of {Folder} is {State}: {RowsRead} rows read, {RowsTaken} taken, {RowsHeld} held back.")]
    public static partial void Done(ILogger logger, string folder, string state, long rowsRead, long rowsTaken, long rowsHeld);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Information,
        Message = "A look into {Folder} took {Taken} of {Uploads} uploads in its time; the sweep goes on with it.")]
    public static partial void PutDown(ILogger logger, string folder, int taken, int uploads);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning,
        Message = "{Uploads} uploads in {Folder} have a name with . or .. as a folder, which leads elsewhere; they are not taken.")]
    public static partial void Outside(ILogger logger, string folder, int uploads);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Error, Message = "A drop of {Folder} could not be taken; the next look tries again.")]
    public static partial void Failed(ILogger logger, Exception exception, string folder);
}
