using System.Globalization;
using ExcelDataReader;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>Reads the sheets of a workbook: values as Excel saved them, formulas never computed.</summary>
internal static class XlsxTables
{
    // Day 0 and day 1 of Excel: times of day without a date.
    private static readonly DateTime LastDayOfTimes = new(1899, 12, 31);

    public static FileReadResult Read(SubmittedFile file, int most)
    {
        var (package, fault) = XlsxPackage.Open(file);
        if (package is null)
        {
            return new(null, fault);
        }

        try
        {
            return Read(file, package, most);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library does not say what it throws for a workbook made to break it; whatever it is, the workbook is not readable.
            return XlsxPackage.Broken(file.Name);
        }
    }

    private static FileReadResult Read(SubmittedFile file, XlsxPackage package, int most)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file.Content, writable: false));
        var tables = new List<FileTable>();
        do
        {
            // Hidden sheets hold the lists of drop-downs.
            if (reader.Name is null || reader.VisibleState != "visible" || package.Sheet(reader.Name) is not { } scan)
            {
                continue;
            }

            var table = ReadSheet(reader, $"{file.Name}!{Printable(reader.Name)}", scan, package.IsDate1904, most);
            if (table is null)
            {
                return CsvTable.TooManyRows($"{file.Name}!{Printable(reader.Name)}", most);
            }

            tables.Add(table);
        }
        while (reader.NextResult());

        return tables.Count > 0 ? new(tables, null) : XlsxPackage.Broken(file.Name);
    }

    private static FileTable? ReadSheet(IExcelDataReader reader, string pointer, SheetScanner scan, bool is1904, int most)
    {
        var rows = new List<FileRow>();
        for (var row = 0; row <= scan.LastRow && reader.Read(); row++)
        {
            var cells = new List<FileCell>(reader.FieldCount);
            for (var column = 0; column < reader.FieldCount; column++)
            {
                var fault = scan.FaultAt(row, column);
                var value = fault == CellFaultKind.None ? reader.GetValue(column) : null;
                var format = value is double ? reader.GetNumberFormatString(column) : null;
                if (value is double days
                    && JapaneseDateFormat.Read(days, reader.GetNumberFormatIndex(column), format, is1904) is { } date)
                {
                    value = date;
                }

                var text = value is double number ? ShownNumber.Of(Text(value), number, format) : Text(value);
                cells.Add(new($"{pointer}!{XlsxCellReference.Cell(row, column)}", column, text, value is double, fault));
            }

            if (cells.TrueForAll(c => c.IsBlank))
            {
                continue;
            }

            rows.Add(new($"{pointer}!{(row + 1).ToString(CultureInfo.InvariantCulture)}行目", cells, row + 1));
            if (rows.Count > most + FileColumns.HeaderWithin)
            {
                return null;
            }
        }

        return new(pointer, true, rows, is1904) { Layout = scan.Layout };
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        // By the cell's format: a time of day, a duration that may go on over 24 hours, a date.
        TimeSpan time => Clock(time),
        DateTime date when date.Date <= LastDayOfTimes => Clock(date.TimeOfDay),
        DateTime date when date.TimeOfDay == default => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy/M/d H:mm", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        double number when number % 1 == 0 && Math.Abs(number) < 1e15 => ((long)number).ToString(CultureInfo.InvariantCulture),

        // Excel shows 15 digits, as a decimal has of a double: 471.99999999999994 is 472.
        double number when Math.Abs(number) is < 1e15 and > 1e-12 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // Seconds are what rounding leaves of a time.
    private static string Clock(TimeSpan time)
    {
        var minutes = (long)Math.Round(time.TotalMinutes, 3);
        var seconds = (int)Math.Round(time.TotalSeconds - (minutes * 60));
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}")
            + (seconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{seconds:00}"));
    }

    private static string Printable(string name) => string.Concat(name.Where(c => !char.IsControl(c)));
}
