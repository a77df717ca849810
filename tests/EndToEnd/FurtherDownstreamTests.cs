using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Operations.Maintenance;
using SmartToyonaka.Tests.Publishing.Completeness;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>
/// Measures and a register of an uploaded catalogue in all that follows from it: mappings of forms, warnings and values that wait, small
/// groups, provenance, dimensions, and a backup that is put back into an empty account.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class FurtherDownstreamTests
{
    private const string Department = "r5ec9a97f0a07442dae2aa56ea3344b3c", Month = "rd30fffe9430d489c8b049e1a1041dd5a",
        Signed = "r0b7d3b41a6f24dfb9d1c6f7b0f7a3c11", Contracts = "r7c2f4f0d8a5b4e0c9b1d2e3f4a5b6c7d",
        Data = "r9a8b7c6d5e4f30211234567890abcdef", Stage = "r1f2e3d4c5b6a79880123456789abcdef";

    [Fact]
    public async Task What_follows_from_a_measure_follows_from_one_of_an_uploaded_catalogue()
    {
        await using var app = await RunningApp.StartAsync();
        Assert.Empty((await FurtherCatalogue.UploadAsync(app, Catalogue()))["errors"]!.AsArray());
        await AnswerFormAsync(app);
        await WaitForConfirmationAsync(app);
        await DropPeopleAsync(app);
        await app.WaitUntilComputedAsync();

        Assert.Equal("30.0", (await app.IndicatorAsync("electronic_contract_rate", "month", "2021-06"))!["text"]!.GetValue<string>());
        Assert.Equal(1, (await app.IndicatorAsync("open_data_sets", "programme", "2021-06"))!["value"]!.GetValue<double>());
        await AssertProvenanceAsync(app);
        await AssertDimensionsAsync(app);
        await FurtherCatalogue.AssertVerifiedAsync(app);
        await AssertBackupAsync(app);
    }

    private static async Task AnswerFormAsync(RunningApp app)
    {
        await app.Container(ContainerNames.Reference).GetBlobClient("forms/contracts.json").UploadAsync(BinaryData.FromString($$"""
            { "form": "contracts", "version": "1", "fixed": { "initiatives.0.category": "open_data" }, "questions": {
              "{{Department}}": "department", "{{Month}}": "month", "{{Signed}}": "electronic_contracts.signed_online",
              "{{Contracts}}": "electronic_contracts.contracts", "{{Data}}": "initiatives.0.name",
              "{{Stage}}": { "field": "initiatives.0.status", "words": { "公開した": "implemented" } } } }
            """), overwrite: true);
        using var answered = await app.SubmitAsync(new JsonObject
        {
            ["form"] = "contracts",
            ["responseId"] = "1",
            ["answers"] = new JsonObject
            {
                [Department] = "0211",
                [Month] = "令和3年6月",
                [Signed] = "12",
                [Contracts] = "４０",
                [Data] = "公園の一覧",
                [Stage] = "公開した",
            },
        }.ToJsonString());
        Assert.True(answered.StatusCode == HttpStatusCode.Accepted, await answered.Content.ReadAsStringAsync());
    }

    // Ten times the value that it replaces waits; what held before goes on holding.
    private static async Task WaitForConfirmationAsync(RunningApp app)
    {
        using var far = await app.SubmitAsync("""
            { "department": "0211", "month": "2021-06", "figures": [ { "measure": "electronic_contracts", "signed_online": 120, "contracts": 4000 } ] }
            """);
        var receipt = await far.JsonAsync();
        Assert.Equal((HttpStatusCode.Accepted, "held"), (far.StatusCode, receipt["state"]!.GetValue<string>()));
        Assert.NotEmpty(receipt["warnings"]!.AsArray());
        var review = Assert.Single((await (await app.Client.GetAsync("api/reviews")).JsonAsync()).AsArray())!;
        Assert.Contains("electronic_contracts", review.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task DropPeopleAsync(RunningApp app)
    {
        await app.Container(ContainerNames.Drops).GetBlobClient("carers/1.csv").UploadAsync(BinaryData.FromString(
            "年月,所属コード,所属名,職種,介助者数\n2021-06,0211,財政課,一般,25\n2021-06,0211,財政課,医療職,3\n2021-06,0213,市民税課,一般,40\n"));
        await app.RunTimerAsync("PullDrops");
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactDrop)).Count > 0);
        Assert.Equal("taken", Assert.Single(await app.RowsAsync(TableNames.FactDrop)).GetString("state"));
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactFigure)).Any(r => r.GetString("measure") == "carers"));
    }

    private static async Task AssertProvenanceAsync(RunningApp app)
    {
        var register = await app.Client.GetStringAsync("api/indicators/open_data_sets/2021-06/provenance?basis=programme");
        Assert.Contains("公園の一覧", System.Text.RegularExpressions.Regex.Unescape(register), StringComparison.Ordinal);
        Assert.Contains("submission", register, StringComparison.Ordinal);
        Assert.Contains("12 ÷ 40", await app.Client.GetStringAsync("api/indicators/electronic_contract_rate/2021-06/provenance?basis=month"),
            StringComparison.Ordinal);
    }

    private static async Task AssertDimensionsAsync(RunningApp app)
    {
        var carers = (await app.RowsAsync(TableNames.FactFigure)).Where(r => r.GetString("measure") == "carers").ToList();
        Assert.Equal(["general", "general", "hospital_medical"], carers.Select(r => r.GetString("jobclass")).Order(StringComparer.Ordinal));

        // Three people are not published.
        var few = Assert.Single(carers, r => r.GetString("jobclass") == "hospital_medical");
        Assert.Equal((false, 0L), (few.GetBoolean("hasvalue")!.Value, few.GetInt64("value")!.Value));
        var dims = await app.RowsAsync(TableNames.DimMeasure);
        Assert.All(new[] { "carers", "electronic_contracts", "initiatives.open_data" },
            m => Assert.Contains(dims, r => r.GetString("measure") == m));
        Assert.Contains(await app.RowsAsync(TableNames.FactIndicator), r => r.GetString("indicatorid") == "electronic_contract_rate"
            && r.GetInt64("heldvalues") == 1);
    }

    private static async Task AssertBackupAsync(RunningApp app)
    {
        var folder = Directory.CreateTempSubdirectory("further-");
        try
        {
            var (to, backup) = (await TestStorage.NewEmptyAccountAsync(), Path.Combine(folder.FullName, "backup.zip"));
            await MaintenanceFixture.RunAsync(app.Storage, "backup", backup);
            await MaintenanceFixture.RunAsync(to, "restore", backup);
            await MaintenanceFixture.RunAsync(to, "verify");
            await using var other = await RunningApp.StartAsync(to);
            string[] tables = [TableNames.FactIndicator, TableNames.FactFigure, TableNames.FactInitiative, TableNames.DimMeasure];
            foreach (var table in tables)
            {
                Assert.Equal(await KeysAsync(app, table), await KeysAsync(other, table));
            }

            await other.AcceptedAsync("""
                { "department": "0213", "month": "2021-06", "figures": [ { "measure": "electronic_contracts", "signed_online": 8, "contracts": 10 } ] }
                """);
            await other.WaitUntilComputedAsync();
            Assert.Equal("40.0", (await other.IndicatorAsync("electronic_contract_rate", "month", "2021-06"))!["text"]!.GetValue<string>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<string>> KeysAsync(RunningApp app, string table) =>
        [.. (await app.RowsAsync(table)).Select(r => $"{r.PartitionKey} {r.RowKey}").Order(StringComparer.Ordinal)];

    // The example of a measure of forms and that of a register, and people who come by file.
    private static JsonNode Catalogue()
    {
        var catalogue = FurtherCatalogue.Extended();
        foreach (var (name, entries) in JsonNode.Parse(FurtherCatalogue.Blocks[5])!.AsObject())
        {
            catalogue[name]!.AsArray().Add(entries![0]!.DeepClone());
        }

        catalogue["measures"]!.AsArray().Add(JsonNode.Parse("""
            { "id": "carers", "nameJa": "介助者", "nameEn": "Carers", "kind": "flow", "headcount": true,
              "parts": [ { "id": "carers", "nameJa": "介助者数", "nameEn": "carers", "unit": "人" } ],
              "drop": { "folder": "carers", "dimensions": ["jobClass"] } }
            """));
        catalogue["owed"]!.AsArray().Add(JsonNode.Parse(
            """{ "measure": "carers", "departments": ["all"], "from": "2021-04", "dueBusinessDay": 10 }"""));
        catalogue["checks"]!["values"]!.AsArray().Add(JsonNode.Parse(
            """{ "measure": "electronic_contracts", "holdRatio": 5, "minimumDifference": 10 }"""));
        return catalogue;
    }
}

/// <summary>Whoever owes a measure of an uploaded catalogue is reminded of it by its name.</summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class FurtherReminderTests : ReminderTestBase
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task A_department_is_reminded_of_a_measure_that_was_added()
    {
        await using var app = await StartAsync();
        var catalogue = FurtherCatalogue.Extended();
        catalogue["owed"]!.AsArray()[^1]!["from"] = "2021-03";
        await FurtherCatalogue.UploadAsync(app, catalogue);
        app.Services.GetRequiredService<MeasureRegistry>().Enter();
        await RunAsync(app);
        Assert.Contains(To("0211"), m => m.ToJsonString(Readable).Contains("電子契約", StringComparison.Ordinal));
    }
}
