using System.Globalization;
using Azure.Data.Tables;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>A plan that is handed in after its month, equal to the actual figure or not, never counts as one.</summary>
public sealed class PlanAfterMonthTests
{
    private const string Online = "online_procedures", Planned = "\"status\": \"planned\",";

    private static readonly HashSet<string> Aside = ["odata.etag", "Timestamp", "computedat"];

    [Theory]
    [InlineData("0213", "2021-03", 6, 11)]
    [InlineData("0213", "2021-03", 11, 11)]
    [InlineData("0213", "2021-06", 6, 11)]
    [InlineData("0213", "2021-06", 9, 11)]
    [InlineData("0214", "2021-03", 3, 6)]
    [InlineData("0214", "2021-06", 6, 6)]
    public async Task Nothing_actual_changes(string section, string month, int online, int eligible)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        Assert.Equal("accepted", await app.StateOfAsync("0213", "2021-03", Online, "\"online\": 6, \"eligible\": 11"));
        Assert.Equal("accepted", await app.StateOfAsync("0213", "2021-09", Online, "\"online\": 7, \"eligible\": 11"));
        await app.WaitUntilComputedAsync();
        var before = await ActualAsync(app);
        Assert.Contains(before, r => r.Contains("value=54.5", StringComparison.Ordinal));

        var receipt = await app.AcceptedAsync(SlipOffice.Figure(section, month, Online,
            $"\"online\": {online}, \"eligible\": {eligible}", Planned));
        Assert.Equal("accepted", receipt["state"]!.GetValue<string>());
        await app.WaitUntilComputedAsync();

        Assert.Equal(before, await ActualAsync(app));
        Assert.Contains(await app.RowsAsync(TableNames.FactFigure), r => r.GetString("status") == "planned");
    }

    // Published figures and values of what was, and who has handed in what.
    private static async Task<IReadOnlyList<string>> ActualAsync(RunningApp app)
    {
        var rows = new List<string>();
        foreach (var table in new[] { TableNames.FactIndicator, TableNames.FactFigure, TableNames.FactCompleteness })
        {
            rows.AddRange((await app.RowsAsync(table)).Where(r => !r.TryGetValue("status", out var s) || (string)s == "actual")
                .Select(r => table + ": " + Columns(r)));
        }

        return rows;

        static string Columns(TableEntity row) => string.Join(", ", row.Where(c => !Aside.Contains(c.Key))
            .OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key}={c.Value}")));
    }
}
