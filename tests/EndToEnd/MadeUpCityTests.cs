using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>
/// A city with other measures, folders, dimensions, registers and departments, and no word of the catalogue that is built in, is set up
/// by its reference files alone; what is published equals what loops over its raw data give.
/// </summary>
public sealed class MadeUpCityTests
{
    private static readonly string Folder = Path.Combine(SourceFiles.Root, "tests", "Fixtures", "made-up-city");

    [Fact]
    public void It_shares_no_name_with_the_catalogue_that_is_built_in()
    {
        var own = Names(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "catalogue.json")))!).ToHashSet(StringComparer.Ordinal);
        var builtIn = Names(FurtherCatalogue.BuiltIn()).ToHashSet(StringComparer.Ordinal);
        Assert.True(own.Count > 100);
        Assert.Empty(own.Intersect(builtIn, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_figures_equal_an_independent_computation()
    {
        await using var app = await RunningApp.StartAsync();
        await SetUpAsync(app);
        await HandInAsync(app);
        await AssertFiguresAsync(app);
        await AssertTablesAsync(app);
        await AssertPagesAsync(app);
        await FurtherCatalogue.AssertVerifiedAsync(app);

        app.Services.GetRequiredService<MeasureRegistry>().Enter();

        // The folders that have a timer of their own are none of its, and nothing happens there.
        foreach (var folder in new[] { "staff", "overtime", "e-approval" })
        {
            Assert.Equal(new PullOutcome(0, 0, 0), await app.Services.GetRequiredService<DropPuller>().PullAsync(folder, default));
        }

        foreach (var timer in new[] { "PullStaff", "PullOvertime", "PullEApproval" })
        {
            await app.RunTimerAsync(timer);
        }

        Assert.All(await app.RowsAsync(TableNames.FactDrop), d => Assert.Equal("taken", d.GetString("state")));
    }

    private static async Task SetUpAsync(RunningApp app)
    {
        // An app that has run by the catalogue that is built in, and of which nobody has said anything yet.
        await app.Services.GetRequiredService<CompletenessPublisher>().CatchUpAsync(CancellationToken.None);
        Assert.NotEmpty(await app.RowsAsync(TableNames.FactCompleteness));
        await app.Container(ContainerNames.Reference).GetBlobClient("departments.csv")
            .UploadAsync(Path.Combine(Folder, "departments.csv"), overwrite: true);
        await app.Container(ContainerNames.Reference).GetBlobClient("report-outline.json")
            .UploadAsync(Path.Combine(Folder, "report-outline.json"), overwrite: true);
        var receipt = await FurtherCatalogue.UploadAsync(app, JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "catalogue.json")))!);
        Assert.Empty(receipt["errors"]!.AsArray());
    }

    private static async Task HandInAsync(RunningApp app)
    {
        foreach (var (folder, file) in new[] { ("watches", MadeUpCity.WatchFile()), ("ferries", MadeUpCity.FerryFile()) })
        {
            await app.Container(ContainerNames.Drops).GetBlobClient($"{folder}/all.csv")
                .UploadAsync(BinaryData.FromString(file), overwrite: true);
        }

        await app.RunTimerAsync("PullDrops");
        using (var upload = await app.Client.PostAsync("api/drops/crews/all.csv",
            new StringContent(MadeUpCity.CrewFile(), Encoding.UTF8, "text/csv")))
        {
            Assert.True(upload.IsSuccessStatusCode, await upload.Content.ReadAsStringAsync());
        }

        foreach (var month in new[] { "2024-04", "2024-05" })
        {
            foreach (var s in MadeUpCity.Sections.Take(2))
            {
                var (ahead, berths) = MadeUpCity.Bookings(s.Code, month);
                using var form = await app.Client.PostAsync("api/submissions", new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["department"] = s.Code,
                    ["month"] = month,
                    ["berth_bookings.booked_ahead"] = $"{ahead}",
                    ["berth_bookings.berths_24h"] = $"{berths}",
                }));
                Assert.True(form.StatusCode == HttpStatusCode.Accepted, await form.Content.ReadAsStringAsync());
            }
        }

        foreach (var month in MadeUpCity.LampMonths)
        {
            await app.AcceptedAsync($$"""
                { "department": "灯火係", "month": "{{month}}",
                  "figures": [ { "measure": "lamp_repairs", "lamps": {{MadeUpCity.Lamps(month)}} } ] }
                """);
        }

        foreach (var (month, entries) in MadeUpCity.DredgingSubmissions())
        {
            await app.AcceptedAsync($$"""{ "department": "7101", "month": "{{month}}", "initiatives": [ {{entries}} ] }""");
        }

        var beacons = new ByteArrayContent(MadeUpCity.BeaconFile());
        beacons.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using (var file = await app.Client.PostAsync("api/submissions", new MultipartFormDataContent
        {
            { new StringContent("7103"), "department" },
            { new StringContent("R6.5"), "month" },
            { beacons, "file", "beacons.csv" },
        }))
        {
            Assert.True(file.StatusCode == HttpStatusCode.Accepted, await file.Content.ReadAsStringAsync());
        }

        using (var wrong = await app.SubmitAsync(
            """{ "department": "7101", "month": "2024-05", "initiatives": [ { "category": "dredging", "name": "あ", "status": "lit" } ] }"""))
        {
            Assert.Contains("initiative_status_unknown", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactDrop)).Count == 3);
        await app.WaitUntilComputedAsync();
        Assert.All(await app.RowsAsync(TableNames.FactDrop), d => Assert.Equal(("taken", 0L), (d.GetString("state"), d.GetInt64("rowsheld"))));
    }

    private static async Task AssertFiguresAsync(RunningApp app)
    {
        var published = (await app.IndicatorsAsync(2024)).Where(v => v!["status"]!.GetValue<string>() == "actual")
            .ToDictionary(v => (v!["indicator"]!.GetValue<string>(), v["basis"]!.GetValue<string>(), v["month"]!.GetValue<string>()));
        var expected = MadeUpCity.Expected().ToList();
        Assert.Equal(2 * (2 + 2 * 7 + 3 * 3), expected.Count);
        Assert.All(expected, e =>
        {
            var value = published[(e.Indicator, e.Basis, e.Month)]!;
            Assert.True(value["value"] is not null, value.ToJsonString());
            Assert.Equal((double)e.Value, value["value"]!.GetValue<double>(), 1e-9);
        });
    }

    private static async Task AssertTablesAsync(RunningApp app)
    {
        var measures = new[] { "berth_bookings", "lamp_repairs", "ferry_trips", "watch_hours", "crews", "initiatives.dredging",
            "initiatives.beacon" };
        Assert.Equal(measures, (await app.RowsAsync(TableNames.DimMeasure)).OrderBy(r => r.GetInt32("order")).Select(r => r.GetString("measure")));
        var indicators = MadeUpCity.Expected().Select(e => e.Indicator).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(indicators, (await app.RowsAsync(TableNames.DimIndicator)).Select(r => r.GetString("indicatorid"))
            .Order(StringComparer.Ordinal));
        Assert.Equal(indicators, (await app.RowsAsync(TableNames.FactIndicator)).Select(r => r.GetString("indicatorid")).Distinct()
            .Order(StringComparer.Ordinal));
        app.Services.GetRequiredService<MeasureRegistry>().Enter();
        await app.Services.GetRequiredService<CompletenessPublisher>().CatchUpAsync(CancellationToken.None);
        Assert.Empty((await app.RowsAsync(TableNames.FactCompleteness)).Select(r => r.GetString("measure")).Except(measures));

        var figures = await app.RowsAsync(TableNames.FactFigure);
        Assert.Equal([("north", "reserve", "calm"), ("north", "reserve", "storm"), ("north", "steady", "calm"), ("north", "steady", "storm"),
            ("south", "reserve", "calm"), ("south", "reserve", "storm"), ("south", "steady", "calm"), ("south", "steady", "storm")],
            Dimensions("watch_hours"));
        Assert.Equal([("motor", "", ""), ("rowing", "", "")], Dimensions("ferry_trips"));
        Assert.Contains(figures, r => r.GetString("measure") == "crews" && r.GetBoolean("hasvalue") == false);
        Assert.All(figures.Where(r => r.GetString("measure") == "crews" && r.GetBoolean("hasvalue") == true),
            r => Assert.True(r.GetInt64("value") >= 4));
        Assert.Equal(["beacon", "dredging"], (await app.RowsAsync(TableNames.FactInitiative)).Select(r => r.GetString("category")).Distinct()
            .Order(StringComparer.Ordinal));

        IEnumerable<(string, string, string)> Dimensions(string measure) => figures.Where(r => r.GetString("measure") == measure)
            .Select(r => (r.GetString("jobclass"), r.GetString("workpattern"), r.GetString("reason"))).Distinct().Order();
    }

    private static async Task AssertPagesAsync(RunningApp app)
    {
        app.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ja");
        Assert.Contains("船席の予約率", await app.Client.GetStringAsync("?fiscalYear=2024"), StringComparison.Ordinal);
        var explained = await app.Client.GetStringAsync("api/indicators/watch_each/2024-05/provenance?basis=month");
        Assert.Contains("本組", explained, StringComparison.Ordinal);
        Assert.Contains("控えは比べない", explained, StringComparison.Ordinal);
        Assert.Contains("乗組員", explained, StringComparison.Ordinal);
        Assert.DoesNotContain("時間外", explained, StringComparison.Ordinal);
        var api = await app.Client.GetStringAsync("api/openapi.json");
        Assert.Contains("booked_ahead", api, StringComparison.Ordinal);
        Assert.All(new[] { "ferries", "dredging", "surveyed" }, w => Assert.Contains($"\"{w}\"", api, StringComparison.Ordinal));
        Assert.DoesNotContain("e-approval", api, StringComparison.Ordinal);
        var template = await app.Client.GetStringAsync("upload/template?kind=ferries&month=2024-05&format=csv");
        Assert.Contains("年月,所属コード,所属名,船種,運航便数,定時便数", template, StringComparison.Ordinal);

        var department = await app.NewDepartmentAsync("7101");
        Assert.Contains("department", (await department.GetStringAsync("api/completeness?fiscalYear=2024")), StringComparison.Ordinal);
        using var report = await app.Client.GetAsync("api/reports/2024");
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        var text = await report.Content.ReadAsStringAsync();
        Assert.All(new[] { "みなとの歩み", "船席を空けずに使う", "を直した", "掘り始めた水路", "掘り終えた水路", "北の水路", "施工中", "定時率(部の平均)" },
            w => Assert.Contains(w, text, StringComparison.Ordinal));
        Assert.All(new[] { "オンライン", "スマートとよなか", "古い桟橋", "前の年度は", "見張り(みな)</h" },
            w => Assert.DoesNotContain(w, text, StringComparison.Ordinal));
        Assert.DoesNotContain("はいまのカタログにありません", text, StringComparison.Ordinal);
    }

    // Everything by which something of a catalogue is called.
    private static IEnumerable<string> Names(JsonNode? node)
    {
        string[] naming = ["id", "nameJa", "nameEn", "folder", "topic", "heading"];
        return node switch
        {
            JsonObject o => o.SelectMany(p => naming.Contains(p.Key) && p.Value is JsonValue v ? [v.GetValue<string>()]
                : p.Key == "words" ? p.Value!.AsArray().Select(w => w!.GetValue<string>()) : Names(p.Value)),
            JsonArray a => a.SelectMany(Names),
            _ => [],
        };
    }
}
