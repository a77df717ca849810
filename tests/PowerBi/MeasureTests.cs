using System.Text.RegularExpressions;
using SmartToyonaka.Cli.Sample;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.PowerBi.Dax;
using SmartToyonaka.Tests.Sample;
using SmartToyonaka.Tests.Support;
using Spectre.Console;

namespace SmartToyonaka.Tests.PowerBi;

/// <summary>The measures of the model, worked out on what the sample publishes, show what the command line shows.</summary>
[Collection(SampleRun.Collection)]
public sealed partial class MeasureTests(SampleRun sample)
{
    [Theory]
    [InlineData(2019)]
    [InlineData(2020)]
    [InlineData(2021)]
    public async Task Every_headline_is_the_one_of_the_command_line(int fiscalYear)
    {
        var data = await PublishedModel.ReadAsync(sample.Storage);
        var printed = await PrintedAsync(fiscalYear);
        Assert.Equal(ReferenceData.BuiltInCatalogue.Indicators.Select(i => i.Id).Order(StringComparer.Ordinal),
            printed.Keys.Order(StringComparer.Ordinal));

        Assert.All(printed, line =>
        {
            var scope = Of(data, line.Key).With(new DaxFilter("日付", "年度", r => Equals(r["年度"], (double)fiscalYear)));
            var met = (string?)DaxExpression.Measure("達成", scope);
            Assert.Equal<string>(line.Value, (List<string>)[
                (string?)DaxExpression.Measure("公表値", scope) ?? "–",
                (string)DaxExpression.Measure("目標の表示", scope)!,
                met switch { "達成" => "○", "未達成" => "×", _ => "–" },
                ((string?)DaxExpression.Measure("時点", scope))?.Replace("（予定）", " (予定)", StringComparison.Ordinal) ?? "–",
            ]);
            Assert.Equal(line.Value[0] == "–", DaxExpression.Measure("値", scope) is null);
        });
    }

    [Fact]
    public async Task Counts_are_0_where_there_are_rows_and_blank_where_there_are_none()
    {
        var data = await PublishedModel.ReadAsync(sample.Storage);
        var everything = new DaxScope(data);
        var nothing = everything.With(new DaxFilter("日付", "年度", _ => false));
        string[] counts = ["目標のある指標の数", "達成した指標の数", "計算できない指標の数", "期限内の件数", "遅れの件数", "未提出の件数", "期限前の件数",
            "仮の期限の件数", "伏せた数字の件数", "目標に数える実施件数"];
        Assert.All(counts, c => Assert.NotNull(DaxExpression.Measure(c, everything)));
        Assert.All(counts, c => Assert.Null(DaxExpression.Measure(c, nothing)));
    }

    [Theory]
    [InlineData(60, false, 0, true, "2", "確定")]
    [InlineData(58, false, 0, true, "1", "確定")]
    [InlineData(60, true, 0, true, "1", "確定")]
    [InlineData(60, false, 2, false, "2", "確認待ち2件 未確定")]
    public void A_value_that_is_carried_or_incomplete_comes_after_one_that_is_complete(
        int reported, bool carried, int held, bool isFinal, string value, string state)
    {
        var data = new DaxData();
        data.Add("指標", [new("指標", [new("指標ID", "x"), new("目標あり", false)])]);
        data.Add("日付", [Day(5), Day(6)]);
        data.Add("指標の値", [Row(5, "1", 60, false, 0, true), Row(6, "2", reported, carried, held, isFinal)]);
        var scope = Of(data, "x");

        Assert.Equal(value, DaxExpression.Measure("公表値", scope));
        Assert.Equal(state, ((string)DaxExpression.Measure("値の状態", scope)!).Trim());

        // Alone it is shown, and says what it is.
        var later = scope.With(new DaxFilter("日付", "日付", r => Equals(r["日付"], new DateTime(2021, 6, 1))));
        Assert.Equal("2", DaxExpression.Measure("公表値", later));
        Assert.Equal((reported < 60, carried), (((string)DaxExpression.Measure("値の状態", later)!).Contains("提出58/60", StringComparison.Ordinal),
            ((string)DaxExpression.Measure("値の状態", later)!).Contains("引き継ぎあり", StringComparison.Ordinal)));
    }

    private static DaxScope Of(DaxData data, string indicator) =>
        new DaxScope(data).With(new DaxFilter("指標", "指標ID", r => Equals(r["指標ID"], indicator)));

    private static DaxRow Day(int month) => new("日付", [new("日付", new DateTime(2021, month, 1)), new("年度", 2021d)]);

    private static DaxRow Row(int month, string text, int reported, bool carried, int held, bool isFinal) => new("指標の値",
    [
        new("指標ID", "x"), new("月初", new DateTime(2021, month, 1)), new("月キー", 202100d + month), new("値あり", true),
        new("丸め前の値", double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)), new("印字する値", text),
        new("報告書に載せる", true), new("実績・予定コード", "actual"), new("対象期間コード", "month"), new("数字の時点", new DateTime(2021, month, 28)),
        new("報告した所属の数", (double)reported), new("報告すべき所属の数", 60d), new("引き継ぎ", carried), new("確認待ち", (double)held),
        new("確定", isFinal),
    ]);

    private async Task<Dictionary<string, string[]>> PrintedAsync(int fiscalYear)
    {
        using var text = new StringWriter();
        using var client = new SampleClient(sample.Client.BaseAddress!, RunningApp.Bootstrap, RunningApp.MasterKey, sample.Storage);
        var before = AnsiConsole.Console;
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        AnsiConsole.Console.Profile.Width = 250;
        await IndicatorTable.PrintAsync(client, fiscalYear, CancellationToken.None);
        AnsiConsole.Console = before;
        return text.ToString().Split('\n').Select(l => Cell().Split(l.Trim())).Where(c => c.Length == 7 && c[1] != "indicator")
            .ToDictionary(c => c[1], c => new[] { c[2], c[4], c[5], c[6] });
    }

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Cell();
}
