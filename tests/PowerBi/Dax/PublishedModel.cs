using Azure.Data.Tables;

namespace SmartToyonaka.Tests.PowerBi.Dax;

/// <summary>The tables of the model, filled with what is published as Power Query fills them.</summary>
internal static class PublishedModel
{
    /// <summary>Reads numbers, dates in Japan, and a day for each day of the months.</summary>
    public static async Task<DaxData> ReadAsync(string storage)
    {
        var data = new DaxData();
        foreach (var table in PowerBiModel.Tables)
        {
            var columns = PowerBiModel.PublishedColumns(table).ToList();
            List<DaxRow> rows = [];
            await foreach (var row in new TableClient(storage, PowerBiModel.Source(table)).QueryAsync<TableEntity>())
            {
                rows.Add(new(table.Name, columns.Select(c => KeyValuePair.Create(c.Column.Name,
                    Value(row[c.Published], hasTime: c.Published == "receivedat")))));
            }

            data.Add(table.Name, table.Name switch
            {
                "日付" => rows.SelectMany(Days),

                // The day of an upload.
                "ファイル" => rows.Select(r => new DaxRow(r.Table, [.. r, new("受付日", ((DateTime?)r["受付時刻"])?.Date)])),

                // A section is there with its newest state alone.
                "所属" => rows.OrderByDescending(r => r["最初の月"]).DistinctBy(r => r["所属コード"]),
                _ => rows,
            });
        }

        return data;
    }

    private static IEnumerable<DaxRow> Days(DaxRow month)
    {
        var first = (DateTime)month["月初"]!;
        return Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month))
            .Select(day => new DaxRow(month.Table, [.. month, new("日付", first.AddDays(day))]));
    }

    private static object? Value(object? value, bool hasTime) => value switch
    {
        int n => (double)n,
        long n => (double)n,
        DateTimeOffset at => hasTime ? at.UtcDateTime.AddHours(9) : at.UtcDateTime.AddHours(9).Date,
        _ => value,
    };
}
