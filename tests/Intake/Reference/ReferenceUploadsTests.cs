using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>Uploads of the register and the catalogue.</summary>
public sealed class ReferenceUploadsTests
{
    private const string Header = "所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\r\n";
    private const string Right = Header + "0213,市民税課,02,財務部,2015-04,,,市税課,\r\n9901,未来課,99,未来部,2020-04,,,,\r\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "cp932"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_register_is_taken_in_the_encodings_that_excel_writes(string encoding)
    {
        await using var app = await RunningApp.StartAsync();
        var receipt = await UploadAsync(app, "departments.csv", Encode(Right, encoding));
        Assert.Equal("taken", receipt["state"]!.GetValue<string>());
        Assert.Empty(receipt["errors"]!.AsArray());
        await app.WaitUntilComputedAsync();

        var departments = await app.RowsAsync(TableNames.DimDepartment);
        Assert.Equal(["市民税課", "未来課"], departments.Select(d => d.GetString("name")).Order(StringComparer.Ordinal));
        Assert.Equal("9901", (await app.AcceptedAsync(Submission("未来課")))["department"]!.GetValue<string>());
        Assert.Equal("0213", (await app.AcceptedAsync(Submission("市税課")))["department"]!.GetValue<string>());
        using var gone = await app.SubmitAsync(Submission("0211"));
        Assert.Equal("invalid-submission", await gone.ProblemAsync(System.Net.HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task A_wrong_register_is_refused_as_a_whole_and_what_held_goes_on_holding()
    {
        await using var app = await RunningApp.StartAsync();
        await UploadAsync(app, "departments.csv", Encode(Right, "utf-8"));
        await app.WaitUntilComputedAsync();
        var before = await StorageSnapshot.WithETagsAsync(app.Storage, TableNames.DimDepartment);

        var receipt = await UploadAsync(app, "departments.csv", Encode(
            Right + "9902,過去課,99,未来部,2021-13,,,,\r\n99x,,99,未来部,2021-04,2020-04,,,医\r\n", "cp932"), "refused");

        var errors = receipt["errors"]!.AsArray();
        Assert.Equal([4, 5], errors.Select(e => e!["line"]!.GetValue<int>()).Distinct().Order());
        Assert.Superset(new HashSet<string> { "有効開始", "所属コード", "所属名", "有効終了", "医療部門" },
            errors.Select(e => e!["column"]!.GetValue<string>()).ToHashSet());
        Assert.All(errors, e => Assert.NotEmpty(e!["message"]!.GetValue<string>()));
        await app.WaitUntilComputedAsync();
        Assert.Equal(before, await StorageSnapshot.WithETagsAsync(app.Storage, TableNames.DimDepartment));
        Assert.Equal("9901", (await app.AcceptedAsync(Submission("未来課")))["department"]!.GetValue<string>());

        // Mended, it is taken.
        Assert.Equal("taken", (await UploadAsync(app, "departments.csv", Encode(Right + "9902,過去課,99,未来部,2021-12,,,,\r\n", "cp932"),
            "taken"))["state"]!.GetValue<string>());
        await app.WaitUntilComputedAsync();
        Assert.Equal(3, (await app.RowsAsync(TableNames.DimDepartment)).Count);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("所属コード,所属名\r\n0213,市民税課\r\n", "column_missing")]
    [InlineData(Header, "empty")]
    [InlineData(Header + "0213,\"市民税課,02,財務部,2015-04,,,,\r\n", "unreadable")]
    [InlineData(Header + "0213,市民税課,02,財務部,2015-04,,,,\r\n0213,市民税課,02,財務部,2016-04,,,,\r\n", "overlap")]
    [InlineData(Header + "0213,市民税課,02,財務部,2015-04,,,,\r\n0214,市民税課,02,財務部,2016-04,,,,\r\n", "same_name")]
    [InlineData(Header + "0213,市民税課,02,財務部,2015-04,2020-03,0999,,\r\n", "unknown_successor")]
    public async Task A_register_that_is_none_leaves_the_built_in_one(string content, string code)
    {
        await using var app = await RunningApp.StartAsync();
        var receipt = await UploadAsync(app, "departments.csv", Encoding.UTF8.GetBytes(content), "refused");
        Assert.Contains(receipt["errors"]!.AsArray(), e => e!["code"]!.GetValue<string>() == code);
        Assert.Equal("0211", (await app.AcceptedAsync(Submission("財政課")))["department"]!.GetValue<string>());
    }

    [Fact]
    public async Task Bytes_of_no_encoding_are_refused()
    {
        await using var app = await RunningApp.StartAsync();
        var receipt = await UploadAsync(app, "departments.csv", [.. Encode(Right, "cp932"), 0x83], "refused");
        Assert.Equal("encoding", Assert.Single(receipt["errors"]!.AsArray())!["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"indicators\":[null]}")]
    [InlineData(NullIndicator)]
    public async Task A_catalogue_that_is_none_is_refused_and_the_built_in_one_holds(string content)
    {
        await using var app = await RunningApp.StartAsync();
        var receipt = await UploadAsync(app, "catalogue.json", Encoding.UTF8.GetBytes(content), "refused");
        Assert.NotEmpty(receipt["errors"]!.AsArray());
        await app.AcceptedAsync(Submission("0213"));
        await app.WaitUntilComputedAsync();
        Assert.Equal("7", (await app.IndicatorAsync("seal_abolitions", "programme", "2021-06"))!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_new_catalogue_recomputes_what_it_changes()
    {
        await using var app = await RunningApp.StartAsync();
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 60, "eligible": 100 } ] }""");
        await app.WaitUntilComputedAsync();
        Assert.False((await app.IndicatorAsync("online_application_rate", "month", "2021-06"))!["targetMet"]!.GetValue<bool>());

        var catalogue = BuiltInCatalogue();
        catalogue["rulesVersion"] = "2030-01";
        catalogue["indicators"]!.AsArray().Single(i => i!["id"]!.GetValue<string>() == "online_application_rate")!["target"]!["value"] = 50;
        Assert.Equal("taken", (await UploadAsync(app, "catalogue.json", Encoding.UTF8.GetBytes(catalogue.ToJsonString()),
            "taken"))["state"]!.GetValue<string>());
        await app.WaitUntilComputedAsync();

        var value = (await app.IndicatorAsync("online_application_rate", "month", "2021-06"))!;
        Assert.True(value["targetMet"]!.GetValue<bool>());
        Assert.Equal(50, value["target"]!.GetValue<double>());
        Assert.Equal(50.0, Assert.Single(await app.RowsAsync(TableNames.DimIndicator), r =>
            r.GetString("indicatorid") == "online_application_rate").GetDouble("target"));
    }

    private const string NullIndicator = """
        { "rulesVersion": "1", "programmeFirstFiscalYear": 2020, "baseFiscalYear": 2019, "smallGroup": 10, "groups": [],
          "terms": { "jobClasses": [], "workPatterns": [], "reasons": [] }, "scopes": [], "indicators": [null] }
        """;

    private static JsonNode BuiltInCatalogue()
    {
        using var stream = typeof(SmartToyonakaApp).Assembly.GetManifestResourceStream("SmartToyonaka.Domain.Indicators.catalogue.json")!;
        return JsonNode.Parse(stream)!;
    }

    private static byte[] Encode(string text, string encoding) => encoding switch
    {
        "cp932" => Encoding.GetEncoding(932).GetBytes(text),
        "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        _ => Encoding.UTF8.GetBytes(text),
    };

    /// <summary>Uploads as an administrator does, runs the timer's function and waits for the receipt.</summary>
    private static async Task<JsonNode> UploadAsync(RunningApp app, string name, byte[] content, string state = "taken")
    {
        var receipt = app.Container(ContainerNames.Receipts).GetBlobClient($"reference/{name}.json");
        var upload = (await app.Container(ContainerNames.Reference).GetBlobClient(name)
            .UploadAsync(new MemoryStream(content), overwrite: true)).Value;
        await app.RunTimerAsync("PullReference");
        JsonNode? found = null;
        await RunningApp.UntilAsync(async () =>
        {
            found = await receipt.ExistsAsync() ? JsonNode.Parse((await receipt.DownloadContentAsync()).Value.Content.ToString()) : null;
            return found is not null && found["uploadedAt"]!.GetValue<DateTimeOffset>() == upload.LastModified
                && found["state"]!.GetValue<string>() == state;
        });
        Assert.Equal(name, found!["file"]!.GetValue<string>());
        return found;
    }

    private static string Submission(string department) =>
        $$"""{ "department": "{{department}}", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 7 } ] }""";
}
