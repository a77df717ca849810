using System.Globalization;
using CsvHelper;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>Completeness as CSV for Excel: UTF-8 with a byte order mark, the same names as in JSON.</summary>
internal static class CompletenessCsv
{
    public static byte[] Write(IReadOnlyList<DueFigure> handIns)
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord("department", "departmentName", "measure", "month", "state", "dueOn", "dueProvisional", "receivedAt");
            foreach (var h in handIns)
            {
                csv.WriteField(h.Department);
                csv.WriteField(CellText.Safe(h.DepartmentName));
                csv.WriteField(h.Measure);
                csv.WriteField(h.Month);
                csv.WriteField(h.State);
                csv.WriteField(h.DueOn);
                csv.WriteField(h.DueProvisional ? "true" : "false");
                csv.WriteField(h.ReceivedAt?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
                    ?? "");
                csv.EndRecord();
            }
        }

        return buffer.ToArray();
    }
}
