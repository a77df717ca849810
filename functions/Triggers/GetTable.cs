using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Publishing;
using SmartToyonaka.Storage;
using SmartToyonaka.Triggers.Answers;
using SmartToyonaka.Triggers.Middleware;

namespace SmartToyonaka.Triggers;

/// <summary>A published table as a file: CSV (UTF-8 with a byte order mark, or CP932) or an Excel workbook.</summary>
public sealed class GetTable(PublishedTables tables, SignIn signIn)
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // Everybody may see these; of the others a department sees its own rows, and of those that are nobody's own nothing.
    private static readonly HashSet<string> Open =
        [TableNames.FactIndicator, TableNames.DimIndicator, TableNames.DimDepartment, TableNames.DimDate, TableNames.DimMeasure];

    private static readonly HashSet<string> ForReaders = [TableNames.FactBureau, TableNames.FactDrop];

    [Function(nameof(GetTable))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tables/{name}")] HttpRequest request, string name, CancellationToken cancel)
    {
        if (TableNames.Published.FirstOrDefault(t => t.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } table)
        {
            var all = string.Join("、", TableNames.Published);
            return Problem.Of(request, StatusCodes.Status404NotFound, "no-such-table", $"この表はありません。あるもの: {all}", $"There is no such table. There are: {all}");
        }

        var (mayShow, refusal) = await MayShowAsync(request, table, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var year = Asked.FiscalYear(request);
        if (year is null && (PublishedTables.ByFiscalYear.Contains(table) || request.Query.ContainsKey("fiscalYear")))
        {
            return Asked.NoFiscalYear(request);
        }

        var columns = PublishedColumns.Of[table];
        if (year is not null && !columns.Any(c => c.Name == "fiscalyear"))
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "fiscal-year", "この表に年度はありません。fiscalYear を付けずに呼んでください。", "This table has no fiscal years; leave fiscalYear out.");
        }

        var (format, encoding, fault) = FormatOf(request);
        if (fault is not null)
        {
            return fault;
        }

        var file = table + (year is { } y ? $"-{y}" : "");
        return format == "xlsx"
            ? await TableXlsx.WriteAsync(table, tables.ReadAsync(table, year, mayShow!, cancel), columns, cancel) is { } workbook
                ? Results.File(workbook, Excel, file + ".xlsx")
                : Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "too-many-rows", $"Excel のシートに入りません({TableXlsx.MaxRows}行まで)。format=csv にしてください。", $"More rows than a sheet of Excel holds ({TableXlsx.MaxRows}); ask for format=csv.")
            : await CsvAsync(request, () => tables.ReadAsync(table, year, mayShow!, cancel), columns, encoding!, file, cancel);
    }

    private static async Task<IResult> CsvAsync(HttpRequest request, Func<IAsyncEnumerable<Row>> rows, IReadOnlyList<PublishedColumn> columns, Encoding encoding, string file, CancellationToken cancel)
    {
        if (encoding.CodePage == Cp932.CodePage && await TableCsv.LossesAsync(rows(), columns, cancel) is { Count: > 0 } losses)
        {
            // Said in the headers for programs, and in the file's name for whoever opens it.
            request.HttpContext.Response.Headers["X-Replaced-Count"] = losses.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            request.HttpContext.Response.Headers["X-Replaced-Characters"] = losses.Named.TrimEnd('…', ' ');
            file += $"（CP932にない{losses.Count}文字を〓に置換）";
        }

        var charset = encoding.CodePage == Cp932.CodePage ? "windows-31j" : "utf-8";
        return Results.Stream(body => TableCsv.WriteAsync(rows(), columns, encoding, body, cancel), $"text/csv; charset={charset}", file + ".csv");
    }

    private async Task<(Func<string, bool>? MayShow, IResult? Refusal)> MayShowAsync(HttpRequest request, string table, CancellationToken cancel)
    {
        if (Open.Contains(table))
        {
            return (_ => true, null);
        }

        var (caller, refusal) = await signIn.IdentifyAsync(request, cancel);
        return caller is null ? (null, refusal)
            : ForReaders.Contains(table) && !caller.ReadsAll ? (null, Problem.Of(
                request, StatusCodes.Status403Forbidden, "readers-only", "全所属を閲覧できる認証情報が必要です。", "This needs a credential that may read every department's."))
            : (caller.MayRead, null);
    }

    private static (string? Format, Encoding? Encoding, IResult? Fault) FormatOf(HttpRequest request)
    {
        var format = request.Query["format"].ToString().ToLowerInvariant();
        if (format is not ("" or "csv" or "xlsx"))
        {
            return (null, null, Problem.Of(request, StatusCodes.Status400BadRequest, "format", "format は csv か xlsx です。", "format is csv or xlsx."));
        }

        Encoding? encoding = request.Query["encoding"].ToString().ToLowerInvariant() switch
        {
            "" or "utf-8" or "utf8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            "cp932" or "windows-31j" or "shift_jis" or "sjis" => Cp932.Encoding,
            _ => null,
        };
        return encoding is null
            ? (null, null, Problem.Of(request, StatusCodes.Status400BadRequest, "encoding", "encoding は utf-8 か cp932 です。", "encoding is utf-8 or cp932."))
            : (format.Length == 0 ? "csv" : format, encoding, null);
    }
}
