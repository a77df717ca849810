using System.Globalization;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Reference;
using Spectre.Console;

namespace SmartToyonaka.Cli.Sample;

/// <summary>Prints the headline value of every indicator of a fiscal year.</summary>
internal static class IndicatorTable
{
    private const int WidthWhenNotATerminal = 150;

    public static async Task PrintAsync(SampleClient client, int fiscalYear, CancellationToken cancel)
    {
        var rows = (await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"api/indicators?fiscalYear={fiscalYear}"), cancel))
            .AsArray()
            .Select(r => r!.AsObject()).Where(r => (bool)r["isHeadline"]! && r["value"] is not null)
            .ToLookup(r => (string)r["indicator"]!);

        var table = new Table().Title(Markup.Escape($"スマートとよなかプロジェクト {JapaneseEra.Text(new FiscalYear(fiscalYear))} (FY{fiscalYear})"))
            .Border(TableBorder.Simple);
        table.AddColumns("指標", "indicator");
        table.AddColumn(new TableColumn("値").RightAligned());
        table.AddColumns("単位", "目標", "達成", "時点");
        foreach (var indicator in ReferenceData.BuiltInCatalogue.Indicators)
        {
            var row = Headline(rows[indicator.Id]);
            table.AddRow([.. Cells(indicator, row).Select(c => new Text(c))]);
        }

        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthWhenNotATerminal;
        }

        console.Write(table);
    }

    // What speaks of the latest state for which all have reported; a plan only where nothing actual is as late.
    private static JsonObject? Headline(IEnumerable<JsonObject> rows) =>
        rows.OrderByDescending(r => (string)r["status"]! == "planned"
            || ((long)r["unitsReported"]! >= (long)r["unitsExpected"]! && !(bool)r["carried"]!))
            .ThenByDescending(r => (string)r["asOf"]!, StringComparer.Ordinal)
            .ThenBy(r => (string)r["status"]!, StringComparer.Ordinal)
            .ThenByDescending(r => (string)r["month"]!, StringComparer.Ordinal)
            .FirstOrDefault();

    private static IEnumerable<string> Cells(SmartToyonaka.Domain.Indicators.Indicator indicator, JsonObject? row)
    {
        var planned = row is not null && (string)row["status"]! == "planned";
        yield return indicator.NameJa;
        yield return indicator.Id;
        yield return row is null ? "–" : (string)row["text"]!;
        yield return indicator.Unit;
        yield return indicator.Target is { } t
            ? $"{(t.Kind == SmartToyonaka.Domain.Indicators.TargetKind.AtLeast ? "≥" : "≤")} "
                + $"{t.Value.ToString(CultureInfo.InvariantCulture).Replace('-', '−')}" : "–";
        yield return indicator.Target is null || row is null ? "–" : (bool)row["targetMet"]! ? "○" : "×";
        yield return row is null ? "–" : (string)row["asOf"]! + (planned ? " (予定)" : "");
    }
}
