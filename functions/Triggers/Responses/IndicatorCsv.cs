using CsvHelper;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>Indicators as CSV for Excel: UTF-8 with a byte order mark, the same names as in JSON.</summary>
internal static class IndicatorCsv
{
    public static byte[] Write(IReadOnlyList<PublishedIndicator> values)
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord(
                "indicator", "basis", "status", "fiscalYear", "month", "value", "text", "numerator", "denominator", "unit", "target",
                    "targetMet",
                "isHeadline", "reason", "reasonCode", "unitsReported", "unitsExpected", "isFinal", "asOf", "carried", "heldValues",
                    "rulesVersion");
            foreach (var v in values)
            {
                csv.WriteField(CellText.Safe(v.Indicator));
                csv.WriteField(v.Basis);
                csv.WriteField(v.Status);
                csv.WriteField((object)v.FiscalYear);
                csv.WriteField(v.Month);
                csv.WriteField((object?)v.Value);
                csv.WriteField(CellText.Safe(v.Text));
                csv.WriteField((object?)v.Numerator);
                csv.WriteField((object?)v.Denominator);
                csv.WriteField(CellText.Safe(v.Unit));
                csv.WriteField((object?)v.Target);
                csv.WriteField(Truth(v.TargetMet));
                csv.WriteField(Truth(v.IsHeadline));
                csv.WriteField(CellText.Safe(v.Reason));
                csv.WriteField(v.ReasonCode);
                csv.WriteField((object)v.UnitsReported);
                csv.WriteField((object)v.UnitsExpected);
                csv.WriteField(Truth(v.IsFinal));
                csv.WriteField(v.AsOf);
                csv.WriteField(Truth(v.Carried));
                csv.WriteField((object)v.HeldValues);
                csv.WriteField(CellText.Safe(v.RulesVersion));
                csv.EndRecord();
            }
        }

        return buffer.ToArray();
    }

    private static string Truth(bool? value) => value switch { true => "true", false => "false", _ => "" };
}
