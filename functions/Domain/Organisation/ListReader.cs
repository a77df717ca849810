using CsvHelper;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Organisation;

/// <summary>Reads a small list (register, holidays, addresses) as CSV; what is no CSV is an error of the list, with its line.</summary>
public static class ListReader
{
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = 64 * 1024,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>Opens the list and has its rows read.</summary>
    /// <param name="text">The file.</param>
    /// <param name="errors">Where an error is added.</param>
    /// <param name="readRows">Reads the rows.</param>
    public static void Read(TextReader text, ICollection<RegisterError> errors, Action<CsvReader> readRows)
    {
        try
        {
            using var csv = CsvReader.Create(text, Options);
            readRows(csv);
        }
        catch (CsvFormatException e)
        {
            errors.Add(RegisterError.Of((int)e.LineNumber, "", "unreadable", RegisterMessages.NotCsv(e.LineNumber)));
        }
    }
}
