using SmartToyonaka.Tests.PowerBi.Dax;
using SmartToyonaka.Tests.Sample;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.PowerBi;

/// <summary>Every measure of the model, worked out on what the sample publishes, shows what the published tables give without it.</summary>
[Collection(SampleRun.Collection)]
public sealed class EveryMeasureTests(SampleRun sample)
{
    private static readonly int?[] Years = [null, 2019, 2020, 2021, 2022];

    [Fact]
    public async Task None_of_the_model_is_left_out() =>
        Assert.Equal(PowerBiModel.Tables.SelectMany(t => t.Of("measure")).Select(m => m.Name).Order(StringComparer.Ordinal),
            (await PublishedRows.ReadAsync(sample.Storage)).Measures.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [Trait(TestCategory.Name, TestCategory.Scaled)]
    [InlineData("指標の値")]
    [InlineData("部局別の値")]
    [InlineData("提出状況")]
    [InlineData("数字")]
    [InlineData("取組")]
    [InlineData("ファイル")]
    public async Task Those_of_a_table_show_what_is_published(string table)
    {
        var (rows, data) = (await PublishedRows.ReadAsync(sample.Storage), await PublishedModel.ReadAsync(sample.Storage));
        var (all, shown) = (Cuts(table, rows).ToList(), 0);
        var cuts = TestCategory.Sample(all, every: all.Count > 50 ? 7 : 1);
        foreach (var measure in PowerBiModel.Table(table).Of("measure"))
        {
            foreach (var cut in cuts)
            {
                var (expected, actual) = (rows.Measures[measure.Name](cut), DaxExpression.Measure(measure.Name, Scope(data, cut)));
                Assert.True(expected is double e && actual is double a ? Math.Abs(e - a) < 1e-9 : Equals(expected, actual),
                    $"{measure.Name} of {cut}: {actual ?? "blank"}, and not {expected ?? "blank"}");
                shown += actual is null ? 0 : 1;
            }
        }

        Assert.True(shown > PowerBiModel.Table(table).Of("measure").Count(), $"{shown} values were compared.");
    }

    // A file that was dropped again: what waits is of its newest upload, also where only the older one is in the year that is shown.
    [Theory]
    [InlineData(null, false, 2d, 1d)]
    [InlineData("a.csv", true, 2d, 1d)]
    [InlineData("b.csv", true, null, null)]
    [InlineData("b.csv", false, 0d, 0d)]
    public void Only_the_newest_upload_of_a_file_waits(string? file, bool isRow, double? rows, double? files)
    {
        var scope = new DaxScope(Uploads(("a.csv", 1, "refused", 9), ("a.csv", 2, "taken-in-part", 2), ("b.csv", 1, "refused", 5),
            ("b.csv", 3, "taken", 0)));
        scope = file is null ? scope : isRow ? scope.By("ファイル", "ファイル名", file)
            : scope.With(new DaxFilter("ファイル", "ファイル名", r => Equals(r["ファイル名"], file)));

        Assert.Equal(rows, DaxExpression.Measure("待っている保留行数", scope));
        Assert.Equal(files, DaxExpression.Measure("直すファイルの数", scope));

        var firstDay = scope.With(new DaxFilter("日付", "日付", r => Equals(r["日付"], new DateTime(2021, 6, 1))));
        Assert.Equal(isRow ? null : 0d, DaxExpression.Measure("待っている保留行数", firstDay));
        Assert.Equal(file switch { null => 14d, "a.csv" => 9d, _ => 5d }, DaxExpression.Measure("保留した行数", firstDay));
    }

    private static DaxData Uploads(params (string File, int Day, string State, double Held)[] uploads)
    {
        var data = new DaxData();
        data.Add("日付", Enumerable.Range(1, 3).Select(d => new DaxRow("日付", [new("日付", new DateTime(2021, 6, d)), new("年度", 2021d)])));
        data.Add("ファイル", uploads.Select(u => new DaxRow("ファイル", [new("フォルダー", "staff"), new("ファイル名", u.File),
            new("状態コード", u.State), new("保留した行", u.Held), new("受付時刻", new DateTime(2021, 6, u.Day, 9, 0, 0)),
            new("受付日", new DateTime(2021, 6, u.Day))])));
        return data;
    }

    private static IEnumerable<Cut> Cuts(string table, PublishedRows rows) => table switch
    {
        "指標の値" => Years.SelectMany(y => Each(rows.Distinct("dimindicator", "indicatorid")).Select(i => new Cut(y, i))),
        "部局別の値" => Years.SelectMany(y => rows.Distinct("factbureau", "indicatorid").SelectMany(i =>
            Each(rows.Distinct("factbureau", "bureaucode")).SelectMany(b => Each(rows.Distinct("factbureau", "basis"))
                .Select(s => new Cut(y, i, b, s))))),
        "提出状況" => Years.SelectMany(y => Each(rows.Distinct("factcompleteness", "measure")).Select(m => new Cut(y, Measure: m))),
        "数字" => Years.SelectMany(y => Each(rows.Distinct("factfigure", "measure")).SelectMany(m =>
            Each(rows.Distinct("factfigure", "part")).Select(p => new Cut(y, Measure: m, Part: p)))),
        "取組" => Years.Select(y => new Cut(y)),
        _ => Years.SelectMany(y => Each(rows.Distinct("factdrop", "folder")).Select(f => new Cut(y, Folder: f)))
            .Concat(rows.Distinct("factdrop", "file").Select(f => new Cut(File: f))),
    };

    private static IEnumerable<string?> Each(IEnumerable<string> values) => values.Prepend(null);

    private static DaxScope Scope(DaxData data, Cut cut)
    {
        var scope = new DaxScope(data);
        foreach (var (table, column, value) in (IEnumerable<(string, string, object?)>)[("日付", "年度", (double?)cut.Year),
            ("指標", "指標ID", cut.Indicator), ("部局別の値", "部局コード", cut.Bureau), ("部局別の値", "対象期間コード", cut.Basis),
            ("項目", "項目ID", cut.Measure), ("数字", "種類コード", cut.Part), ("ファイル", "フォルダー", cut.Folder)])
        {
            scope = value is null ? scope : scope.With(new DaxFilter(table, column, r => Equals(r[column], value)));
        }

        return cut.File is null ? scope : scope.By("ファイル", "ファイル名", cut.File);
    }
}
