using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Sample;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>The published figures of the sample, down to the line of the file or the field of the form.</summary>
[Collection(SampleApp.Collection)]
public sealed partial class SampleProvenanceTests(SampleApp sample)
{
    private RunningApp App => sample.App;

    public static TheoryData<string, string, string, string, string> Published()
    {
        var lines = new TheoryData<string, string, string, string, string>();
        foreach (var l in File.ReadLines(Path.Combine(SampleFolder.Find(), "published.csv")).Skip(1).Select(l => l.Split(',')))
        {
            lines.Add(l[0], l[1], l[2], l[3], l[4]);
        }

        return lines;
    }

    [Fact]
    public async Task Every_value_of_every_indicator_is_what_its_explanation_adds_up_to()
    {
        var reference = await App.Services.GetRequiredService<ReferenceData>().GetAsync(default);
        var (reader, published) = (App.Services.GetRequiredService<YearFiguresReader>(),
            App.Services.GetRequiredService<PublishedIndicators>());
        var explained = 0;
        foreach (var year in new[] { 2019, 2020, 2021 }.Select(y => new FiscalYear(y)))
        {
            var rows = (await published.OfYearAsync(year, default)).ToLookup(v => v.Indicator);
            foreach (var topic in reference.Catalogue.Indicators.GroupBy(i => i.Topic))
            {
                var figures = (await reader.NowAsync(topic.Key, year, reference, default)).Figures;
                foreach (var (indicator, row) in topic.SelectMany(i => rows[i.Id].Select(r => (i, r))))
                {
                    var e = IndicatorCalculator.Explain(
                        reference.Catalogue, indicator, figures, Enum.Parse<Basis>(row.Basis, true),
                            Enum.Parse<FigureStatus>(row.Status, true), TestData.Month(row.Month));
                    Assert.NotNull(e);
                    Assert.Equal((row.Value, row.ReasonCode), ((double?)e.Value.Value, e.Value.Reason.Code));
                    Assert.Equal((row.Numerator, row.Denominator), ((double?)e.Value.Numerator, (double?)e.Value.Denominator));
                    AssertAddsUp(e);
                    explained++;
                }
            }
        }

        Assert.True(explained > 700, $"Only {explained} values were looked at.");
    }

    [Theory]
    [MemberData(nameof(Published))]
    public async Task From_a_published_figure_it_is_at_most_three_clicks_to_a_raw_line_or_field(string indicator, string basis,
        string status, string month, string text)
    {
        // The first click is on the value; from its page the links are followed as a person would, those of the last figure shown.
        var (code, page) = await sample.PageAsync($"indicators/{indicator}/{month}?basis={basis}&status={status}");
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Contains($"<strong>{text}</strong>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        var clicks = 1;
        while (!page.Contains("<h2>送られた項目</h2>", StringComparison.Ordinal) && !page.Contains("<h2>ファイルの行</h2>", StringComparison.Ordinal))
        {
            Assert.True(++clicks <= 3, "More than three clicks.");
            var links = Link().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
            var next = links.LastOrDefault(l => l.StartsWith("/entries/", StringComparison.Ordinal)) ?? links.Last();
            (code, page) = await sample.PageAsync(next);
            Assert.Equal(HttpStatusCode.OK, code);
        }

        await AssertShowsWhatWasHandedInAsync(JsonLink().Match(page).Groups[1].Value, page);
    }

    [Fact]
    public async Task Every_figure_of_a_stock_names_who_when_and_where()
    {
        var value = await sample.JsonAsync("api/indicators/online_application_rate/2022-03/provenance?status=planned");
        var figures = value["figures"]!.AsArray();
        Assert.Equal("472 ÷ 938 × 100 = 50.3", value["calculation"]!.GetValue<string>().Replace("939", "938", StringComparison.Ordinal));
        Assert.Equal(472, figures.Sum(f => f!["numbers"]!.AsArray().Where(n => (string?)n!["role"] == "numerator")
            .Sum(n => (long)n!["value"]!)));
        Assert.All(figures, f =>
        {
            Assert.Equal("planned", (string)f!["status"]!);
            Assert.Equal("bootstrap", (string)f["by"]!);
            Assert.NotEmpty((string)f["departmentName"]!);
            Assert.StartsWith("/api/entries/online_procedures/", (string)f["links"]!["self"]!, StringComparison.Ordinal);
        });
        Assert.True((bool)value["published"]!["agrees"]!);
    }

    [Fact]
    public async Task Nobody_sees_sums_a_department_its_own_and_a_reader_no_few_people()
    {
        const string address = "api/indicators/overtime_change/2022-01/provenance";
        using var anonymous = App.NewClient(null);
        var open = await sample.JsonAsync(address, anonymous);
        Assert.Equal("−17.8", (string)open["text"]!);
        Assert.Equal(5, open["exclusions"]!.AsArray().Count);
        Assert.Equal(4, open["totals"]!.AsArray().Count);
        Assert.True(open["departments"] is null && open["figures"] is null && open["bureaux"] is null);

        using var department = await App.NewDepartmentAsync("0213");
        Assert.Equal(["0213"], (await sample.JsonAsync(address, department))["departments"]!.AsArray().Select(d => (string)d!["department"]!));
        Assert.All((await sample.JsonAsync(address + "/0213", department))["figures"]!.AsArray().SelectMany(f => f!["numbers"]!.AsArray()), n =>
            Assert.NotNull(n!["value"]));

        using var issued = await App.Client.PostAsync("api/credentials",
            new StringContent("""{"role":"reader"}""", Encoding.UTF8, "application/json"));
        using var reader = App.NewClient((string)(await issued.JsonAsync())["token"]!);
        var seen = (await sample.JsonAsync(address, reader))["departments"]!.AsArray();
        var all = (await sample.JsonAsync(address))["departments"]!.AsArray();
        Assert.Equal(all.Count, seen.Count);
        var withheld = 0;
        foreach (var d in all.Select(d => (string)d!["department"]!))
        {
            var whole = Numbers(await sample.JsonAsync($"{address}/{d}"));
            var shown = Numbers(await sample.JsonAsync($"{address}/{d}", reader));
            Assert.All(whole.Zip(shown), n =>
            {
                var isSmall = (string)n.First["part"]! == "headcount" && (long)n.First["value"]! is > 0 and < 10;
                withheld += n.Second["value"] is null ? 1 : 0;
                Assert.True(!isSmall || n.Second["value"] is null, $"{d}: {n.First}");
                Assert.True(n.Second["value"] is null || (long)n.Second["value"]! == (long)n.First["value"]!);
            });

            // A sum over months would disclose a withheld month.
            var hidden = shown.Any(n => n["value"] is null && (string?)n["role"] == "denominator");
            Assert.Equal(hidden, seen.Single(s => (string)s!["department"]! == d)!["shares"]!.AsArray()
                .Any(s => (string)s!["role"]! == "denominator" && s["total"] is null));
        }

        Assert.True(withheld > 0, "The sample has small groups.");

        // The lines are single people's.
        var entry = (string)(await sample.JsonAsync($"{address}/0213", reader))["figures"]![0]!["links"]!["self"]!;
        Assert.Null((await sample.JsonAsync(entry, reader))["file"]);
        Assert.Equal("there", (string)(await sample.JsonAsync(entry, department))["file"]!["state"]!);
        using var others = await (await App.NewDepartmentAsync("0212")).GetAsync(entry);
        Assert.Equal("other-department", await others.ProblemAsync(HttpStatusCode.Forbidden));

        static List<JsonNode> Numbers(JsonNode part) =>
            [.. part["figures"]!.AsArray().SelectMany(f => f!["numbers"]!.AsArray()).Select(n => n!)];
    }

    [Theory]
    [InlineData("2022-01")]
    [InlineData("202201")]
    [InlineData("令和4年1月")]
    [InlineData("R4.1")]
    [InlineData("2022%2F1")]
    public async Task A_month_may_be_written_in_every_way(string month) =>
        Assert.Equal("−17.8", (string)(await sample.JsonAsync($"api/indicators/overtime_change/{month}/provenance"))["text"]!);

    private static void AssertAddsUp(Explanation e)
    {
        if (e.Value.Value is not { } value)
        {
            return;
        }

        var (a, b) = (e.Total(OperandRole.Numerator), e.Total(OperandRole.Denominator));
        Assert.Equal(value, e.Indicator.Formula.Kind switch
        {
            FormulaKind.RatioOfSums or FormulaKind.PooledRate => 100 * a / b,
            FormulaKind.PerPerson => a / b / 60,
            FormulaKind.SamePeriodChange =>
                100 * ((a / b / (e.Total(OperandRole.Numerator, OperandSide.BaseYear) / e.Total(OperandRole.Denominator,
                    OperandSide.BaseYear))) - 1),
            FormulaKind.MeanOfBureauRates => 100 * e.Operands.GroupBy(o => o.Key.Group).Average(g =>
                g.Single(o => o.Key.Role == OperandRole.Numerator).Total / g.Single(o => o.Key.Role == OperandRole.Denominator).Total),
            _ => a,
        }, 12);
    }

    /// <summary>
    /// The raw line or field is that of the file or body that was handed in, and makes the entry's number; and the page shows it.
    /// </summary>
    private async Task AssertShowsWhatWasHandedInAsync(string address, string page)
    {
        var entry = await sample.JsonAsync(address);
        if ((string)entry["source"]!["kind"]! == "submission")
        {
            var fields = entry["fields"]!.AsArray();
            Assert.NotEmpty(fields);
            Assert.All(fields, f => Assert.StartsWith("/", (string)f!["place"]!, StringComparison.Ordinal));
            Assert.All(entry["numbers"]!.AsArray(), n => Assert.Contains(fields, f =>
                ((string)f!["place"]!).EndsWith("/" + (string)n!["part"]!, StringComparison.Ordinal)
                    && (string?)f["text"] == ((long)n["value"]!).ToString(CultureInfo.InvariantCulture)));
            Assert.True(entry["name"] is null || fields.Any(f => ((string)f!["place"]!).EndsWith("/name", StringComparison.Ordinal)
                && (string?)f["text"] == (string)entry["name"]!));
            Assert.All(fields, f => Assert.Contains($"<code>{f!["place"]!}</code>", page, StringComparison.Ordinal));
            return;
        }

        var file = entry["file"]!;
        Assert.Equal("there", (string)file["state"]!);
        var text = Encoding.GetEncoding(932)
            .GetString(await File.ReadAllBytesAsync(Path.Combine(SampleFolder.Find(), "drops", (string)entry["source"]!["id"]!)))
                .Split("\r\n");
        var lines = file["lines"]!.AsArray();
        Assert.NotEmpty(lines);
        Assert.All(lines, l => Assert.All(l!["cells"]!.AsArray(), c =>
            Assert.Contains((string)c!, text[(int)l["line"]! - 1], StringComparison.Ordinal)));
        Assert.All(file["columns"]!.AsArray(), c => Assert.DoesNotContain((string)c!, new[] { "職員番号", "氏名" }));
        Assert.All(lines, l => Assert.Contains($"<th scope=\"row\">{l!["line"]!}</th>", page, StringComparison.Ordinal));

        // Where a row has one number as it is, the numbers add up to the entry's.
        if ((string)entry["measure"]! == BuiltInMeasures.EApproval)
        {
            var at = file["columns"]!.AsArray().Select(c => (string)c!).ToList().IndexOf("電子決裁件数");
            Assert.Equal((long)entry["numbers"]!.AsArray().Single(n => (string)n!["part"]! == "electronic")!["value"]!,
                lines.Sum(l => long.Parse((string)l!["cells"]![at]!, CultureInfo.InvariantCulture)));
        }
    }

    [GeneratedRegex("href=\"(/(?:entries/|indicators/[^\"]+/departments/)[^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("href=\"([^\"]+)\">JSON</a>")]
    private static partial Regex JsonLink();
}
