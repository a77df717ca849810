using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Tests.PowerBi;

/// <summary>The semantic model holds together: every name that it uses is there, and its words are the program's.</summary>
public sealed partial class ModelTests
{
    private static IEnumerable<(TmdlNode Table, TmdlNode Object)> Objects =>
        PowerBiModel.Tables.SelectMany(t => t.Children.Where(c => c.Keyword is "column" or "measure").Select(c => (t, c)));

    [Fact]
    public void The_model_lists_every_table_and_language()
    {
        var refs = PowerBiModel.File("model.tmdl").Where(n => n.Keyword == "ref").Select(n => n.Name).Order(StringComparer.Ordinal);

        Assert.Equal(
            Files("tables", "table").Concat(Files("cultures", "cultureInfo")).Order(StringComparer.Ordinal), refs);

        // A role without a filter would hide everything from whoever was not put into it, and nothing from whoever was.
        Assert.False(Directory.Exists(Path.Combine(PowerBiModel.Folder, "roles")));

        static IEnumerable<string> Files(string folder, string kind) => Directory.GetFiles(Path.Combine(PowerBiModel.Folder, folder))
            .Select(f => $"{kind} {Path.GetFileNameWithoutExtension(f)}");
    }

    [Fact]
    public void A_file_holds_what_its_name_says() =>
        Assert.All(new[] { "tables", "cultures" }.SelectMany(f => Directory.GetFiles(Path.Combine(PowerBiModel.Folder, f))), f =>
        Assert.Equal(Path.GetFileNameWithoutExtension(f), Assert.Single(TmdlNode.Read(f)).Name));

    [Fact]
    public void Names_are_unique_and_measures_have_a_meaning()
    {
        Assert.All(PowerBiModel.Tables, t => Assert.Equal(Names(t, "column").Concat(Names(t, "measure")).Distinct().Count(),
            Names(t, "column").Count() + Names(t, "measure").Count()));
        Assert.Equal(Objects.Count(o => o.Object.Keyword == "measure"), Objects.Where(o => o.Object.Keyword == "measure")
            .Select(o => o.Object.Name).Distinct().Count());
        Assert.All(Objects.Where(o => o.Object.Keyword == "measure"), o => Assert.NotEmpty(o.Object.Description));
        Assert.All(PowerBiModel.Tables, t => Assert.NotEmpty(t.Description));
        var tags = Objects.Select(o => o.Object["lineageTag"]).Concat(PowerBiModel.Tables.Select(t => t["lineageTag"])).ToList();
        Assert.Equal(tags.Count, tags.Distinct().Count());
    }

    [Fact]
    public void The_star_joins_facts_to_unique_keys_by_hidden_columns_of_one_type()
    {
        Assert.Equal(13, PowerBiModel.Relationships.Count());
        Assert.All(PowerBiModel.Relationships, r =>
        {
            var (from, to) = (PowerBiModel.Column(r.FromTable, r.FromColumn), PowerBiModel.Column(r.ToTable, r.ToColumn));
            Assert.StartsWith("fact", PowerBiModel.Source(PowerBiModel.Table(r.FromTable)), StringComparison.Ordinal);
            Assert.StartsWith("dim", PowerBiModel.Source(PowerBiModel.Table(r.ToTable)), StringComparison.Ordinal);
            Assert.True(from.Is("isHidden") && to.Is("isKey"), $"{r}");
            Assert.Equal(to["dataType"], from["dataType"]);
        });

        // Each fact is in it.
        Assert.Equal(
            PowerBiModel.Tables.Where(t => PowerBiModel.Source(t).StartsWith("fact", StringComparison.Ordinal)).Select(t => t.Name)
                .Order(StringComparer.Ordinal),
            PowerBiModel.Relationships.Where(r => r.ToTable == "日付").Select(r => r.FromTable).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_section_of_several_spans_is_one_row_its_newest()
    {
        var query = PowerBiModel.Query(PowerBiModel.Reading("dimdepartment"));

        Assert.Contains("""Table.Buffer(Table.Sort(Typed, {{"departmentcode", Order.Ascending}, {"validfrom", Order.Descending}}))""",
            query, StringComparison.Ordinal);
        Assert.Contains("""Table.Distinct(Newest, {"departmentcode"})""", query, StringComparison.Ordinal);
    }

    [Fact]
    public void The_calendar_is_marked_as_one_and_knows_fiscal_years_and_eras()
    {
        var calendar = PowerBiModel.Reading("dimdate");

        Assert.Equal("Time", calendar["dataCategory"]);
        Assert.Equal("date", Assert.Single(calendar.Of("column"), c => c.Is("isKey"))["sourceColumn"]);
        Assert.Equal("月キー", PowerBiModel.Column(calendar.Name, "年月（和暦）")["sortByColumn"]);
        Assert.Equal("年度", PowerBiModel.Column(calendar.Name, "年度（和暦）")["sortByColumn"]);
    }

    [Fact]
    public void Nothing_is_added_up_unless_a_measure_does()
    {
        Assert.Contains(PowerBiModel.File("model.tmdl").Single(n => n.Keyword == "model").Children, c =>
            c.Keyword == "discourageImplicitMeasures");
        Assert.All(Objects.Where(o => o.Object.Keyword == "column"), o => Assert.Equal("none", o.Object["summarizeBy"]));
    }

    [Fact]
    public void Keys_and_codes_are_hidden_where_a_name_stands_for_them() => Assert.All(
        Objects.Where(o => o.Object.Keyword == "column"
            && (o.Object.Name.EndsWith("キー", StringComparison.Ordinal) || o.Object.Name.EndsWith("ID", StringComparison.Ordinal)
            || (o.Object.Name.EndsWith("コード", StringComparison.Ordinal) && o.Table.Name != "所属"))),
        o => Assert.True(o.Object.Is("isHidden"), $"{o.Table.Name}[{o.Object.Name}]"));

    [Fact]
    public void Numbers_and_dates_that_are_seen_have_a_format() => Assert.All(
        Objects.Where(o => o.Object.Keyword == "column" && !o.Object.Is("isHidden") && o.Object["dataType"] is "int64" or "dateTime"),
        o => Assert.False(o.Object["formatString"].Length == 0, $"{o.Table.Name}[{o.Object.Name}]"));

    [Fact]
    public void What_an_expression_names_is_there()
    {
        foreach (var (table, node) in Objects)
        {
            foreach (var dax in new[] { node.Value, node["formatStringDefinition"] }.Select(d => Text().Replace(d, "\"\"")))
            {
                Assert.All(ColumnReference().Matches(dax), m => Assert.True(
                    PowerBiModel.Tables.Any(t => t.Name == m.Groups[1].Value && t.Of("column").Any(c => c.Name == m.Groups[2].Value)),
                        $"{table.Name}[{node.Name}] names {m.Value}"));
                Assert.All(MeasureReference().Matches(dax), m => Assert.True(
                    Objects.Any(o => o.Object.Keyword == "measure" && o.Object.Name == m.Groups[1].Value),
                        $"{table.Name}[{node.Name}] names {m.Value}"));
                Assert.All(TableReference().Matches(dax), m =>
                    Assert.True(PowerBiModel.Tables.Any(t => t.Name == m.Groups[1].Value), $"{table.Name}[{node.Name}] names {m.Value}"));
                Assert.Equal(dax.Count(c => c == '('), dax.Count(c => c == ')'));
            }

            Assert.True(node["sortByColumn"] is "" || table.Of("column").Any(c => c.Name == node["sortByColumn"].Trim('\'')),
                $"{table.Name}[{node.Name}]");
        }
    }

    [Fact]
    public void Everything_has_an_English_name()
    {
        var captions = Assert.Single(PowerBiModel.File("cultures", "en-US.tmdl")).Of("translations").Single().Of("model").Single();
        foreach (var table in PowerBiModel.Tables)
        {
            var translated = Assert.Single(captions.Of("table"), t => t.Name == table.Name);
            Assert.Matches("^[ -~]+$", translated["caption"]);
            foreach (var kind in new[] { "column", "measure" })
            {
                Assert.Equal(Names(table, kind).Order(StringComparer.Ordinal), Names(translated, kind).Order(StringComparer.Ordinal));
                Assert.All(translated.Of(kind), c => Assert.Matches("^[ -~]+$", c["caption"]));
            }
        }
    }

    [Fact]
    public void The_account_is_a_parameter_and_no_real_one_is_named()
    {
        var account = PowerBiModel.File("expressions.tmdl").Single(e => e.Name == "StorageAccount");

        Assert.StartsWith("\"https://storage-account.invalid\" meta [IsParameterQuery=true", account.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_is_read_from_the_set_of_files_that_the_manifest_names()
    {
        var reading = PowerBiModel.File("expressions.tmdl").Single(e => e.Name == "PublishedTable").Value;

        Assert.Contains("AzureStorage.Blobs(StorageAccount){[Name = \"published\"]}[Data]", reading, StringComparison.Ordinal);
        Assert.Contains("Json.Document(Read(\"manifest.json\"))", reading, StringComparison.Ordinal);
        Assert.Contains("Parquet.Document(Read(Entry[parquet][path]))", reading, StringComparison.Ordinal);

        // One source means one credential, and no key of the account.
        Assert.All(PowerBiModel.Tables, t => Assert.DoesNotContain("AzureStorage.", PowerBiModel.Query(t), StringComparison.Ordinal));
        Assert.DoesNotContain("AzureStorage.Tables", reading, StringComparison.Ordinal);
    }

    [Fact]
    public void The_base_year_is_the_catalogues() =>
        Assert.Equal(ReferenceData.BuiltInCatalogue.BaseYear.ToString(), PowerBiModel.Measure("基準年度").Value);

    [Fact]
    public void Codes_have_the_words_of_the_program()
    {
        var words = ReferenceData.BuiltInCatalogue.Vocabulary;
        Assert.Equal(words.Find("jobClass")!.Terms.Select(t => (t.Id, t.NameJa)), Labels("数字", "職種"));
        Assert.Equal(words.Find("workPattern")!.Terms.Select(t => (t.Id, t.NameJa)), Labels("数字", "勤務形態"));
        Assert.Equal(words.Find("reason")!.Terms.Select(t => (t.Id, t.NameJa)), Labels("数字", "事由区分"));
        Assert.Equal(BuiltInMeasures.All.SelectMany(m => m.Parts).Distinct().Select(p => (p, PartNames.Ja(p))).Order(),
            Labels("数字", "種類").Order());
        Assert.Equal(InitiativeCategory.All.Select(c => (c.Id, c.NameJa)), Labels("取組", "カテゴリ"));
        Assert.Equal(Standing.All, Labels("取組", "状態").Select(l => l.Code));
        Assert.Equal(Enum.GetNames<DueFigureState>().Select(n => n.ToLowerInvariant()), Labels("提出状況", "状態").Select(l => l.Code));
        Assert.Equal([DropState.Taken, DropState.TakenInPart, DropState.Refused], Labels("ファイル", "状態").Select(l => l.Code));
        Assert.Equal(Enum.GetValues<Basis>().Select(IndicatorRows.Text), Labels("指標の値", "対象期間").Select(l => l.Code));
        Assert.Equal(new[] { Basis.Month, Basis.Ytd }.Select(IndicatorRows.Text), Labels("部局別の値", "対象期間").Select(l => l.Code));
        Assert.All(new[] { "指標の値", "数字" }, t =>
            Assert.Equal(Enum.GetValues<FigureStatus>().Select(IndicatorRows.Text), Labels(t, "実績・予定").Select(l => l.Code)));
        Assert.Equal(DimensionRows.Measures().Select(r => (string)r.Columns["kind"]).Distinct().Order(),
            Labels("項目", "性質").Select(l => l.Code).Order());
        Assert.Equal(DimensionRows.Measures().Select(r => (string)r.Columns["comesby"]).Distinct().Order(),
            Labels("項目", "届き方").Select(l => l.Code).Order());
    }

    private static IEnumerable<(string Code, string Word)> Labels(string table, string column) =>
        Label().Matches(PowerBiModel.Column(table, column).Value).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    private static IEnumerable<string> Names(TmdlNode table, string kind) => table.Of(kind).Select(c => c.Name);

    [GeneratedRegex(@"""([^""]*)"", ""([^""]*)""")]
    private static partial Regex Label();

    [GeneratedRegex("\"(?:[^\"]|\"\")*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"'([^']+)'\[([^\]]+)\]")]
    private static partial Regex ColumnReference();

    [GeneratedRegex(@"'([^']+)'")]
    private static partial Regex TableReference();

    [GeneratedRegex(@"(?<!')\[([^\]]+)\]")]
    private static partial Regex MeasureReference();
}
