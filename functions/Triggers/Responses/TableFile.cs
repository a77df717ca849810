using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Domain;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Tables;
using SmartToyonaka.Triggers.Messages;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>Why a table cannot be had as a file.</summary>
internal sealed record TableFault(int Status, string Code, BilingualText Text);

/// <summary>Rows as a file of the form that <c>?format=</c> (csv, xlsx) and <c>?encoding=</c> (utf-8, cp932) ask for.</summary>
internal static class TableFile
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The file, or why there is none.</summary>
    /// <param name="request">Names the form.</param>
    /// <param name="rows">Reads the rows; asked twice where it has to be said beforehand what CP932 cannot hold.</param>
    /// <param name="columns">The columns, in their order.</param>
    /// <param name="sheet">The name of the sheet.</param>
    /// <param name="file">The name of the file, without its ending.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<(IResult? File, TableFault? Fault)> AnswerAsync(
        HttpRequest request, Func<IAsyncEnumerable<Row>> rows, IReadOnlyList<PublishedColumn> columns, string sheet, string file,
            CancellationToken cancel)
    {
        var (format, encoding, fault) = FormatOf(request);
        return fault is not null ? (null, fault)
            : format == "csv" ? (await CsvAsync(request, rows, columns, encoding!, file, cancel), null)
            : await TableXlsx.WriteAsync(sheet, rows(), columns, cancel) is { } workbook
                ? (Results.File(workbook, Excel, file + ".xlsx"), null)
            : (null, new(StatusCodes.Status422UnprocessableEntity, "too-many-rows", TableMessages.TooManyRows(TableXlsx.MaxRows)));
    }

    private static async Task<IResult> CsvAsync(HttpRequest request, Func<IAsyncEnumerable<Row>> rows,
        IReadOnlyList<PublishedColumn> columns, Encoding encoding, string file, CancellationToken cancel)
    {
        if (encoding.CodePage == Cp932.CodePage && await TableCsv.LossesAsync(rows(), columns, cancel) is { Count: > 0 } losses)
        {
            // Said in the headers for programs, and in the file's name for whoever opens it.
            request.HttpContext.Response.Headers["X-Replaced-Count"] = losses.Count.ToString(CultureInfo.InvariantCulture);
            request.HttpContext.Response.Headers["X-Replaced-Characters"] = losses.Named.TrimEnd('…', ' ');
            file += $"（CP932にない{losses.Count}文字を〓に置換）";
        }

        var charset = encoding.CodePage == Cp932.CodePage ? "windows-31j" : "utf-8";
        var begun = await PrefetchedRows.OfAsync(rows(), cancel);
        return Results.Stream(body => TableCsv.WriteAsync(begun, columns, encoding, body, cancel), $"text/csv; charset={charset}", file
            + ".csv");
    }

    private static (string? Format, Encoding? Encoding, TableFault? Fault) FormatOf(HttpRequest request)
    {
        var format = request.Query["format"].ToString().ToLowerInvariant();
        if (format is not ("" or "csv" or "xlsx"))
        {
            return (null, null, new(StatusCodes.Status400BadRequest, "format", TableMessages.Format));
        }

        Encoding? encoding = request.Query["encoding"].ToString().ToLowerInvariant() switch
        {
            "" or "utf-8" or "utf8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            "cp932" or "windows-31j" or "shift_jis" or "sjis" => Cp932.Encoding,
            _ => null,
        };
        return encoding is null
            ? (null, null, new(StatusCodes.Status400BadRequest, "encoding", TableMessages.Encoding))
            : (format.Length == 0 ? "csv" : format, encoding, null);
    }
}
