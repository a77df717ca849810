using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>
/// Reference data that would change more published values than may change unseen waits: nothing changes until it is confirmed, and put back
/// as it was it never does.
/// </summary>
public sealed class HeldReferenceTests
{
    private static readonly string[] Strict = ["SmartToyonaka:Reference:ConfirmAboveValues=0", "SmartToyonaka:Reference:ConfirmAboveShare=0"];

    [Theory]
    [InlineData("catalogue.json")]
    [InlineData("departments.csv")]
    public async Task What_changes_many_values_waits_and_is_taken_once_it_is_confirmed(string file)
    {
        await using var app = await NewAppAsync();
        var before = await ValuesAsync(app);
        var held = await UploadAsync(app, file, Changed(file));

        Assert.Equal("held", held["state"]!.GetValue<string>());
        var error = Assert.Single(held["errors"]!.AsArray())!;
        Assert.Equal("changes_many_values", error["code"]!.GetValue<string>());
        Assert.Contains($"reference confirm {file}", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(held["changes"]!.AsArray());
        Assert.Equal(before, await ValuesAsync(app));

        // The timer comes again, and still nothing changes.
        await app.RunTimerAsync("PullReference");
        await app.WaitUntilComputedAsync();
        Assert.Equal(before, await ValuesAsync(app));

        var puller = app.Services.GetRequiredService<ReferencePuller>();
        Assert.True(await puller.ConfirmAsync(file, default));
        Assert.Equal("taken", (await PullAsync(app, file, "taken"))["state"]!.GetValue<string>());
        var after = await ValuesAsync(app);
        Assert.NotEqual(before, after);

        // The receipt told what would become of the values.
        Assert.All(held["changes"]!.AsArray(), c => Assert.Contains(
            $"{c!["indicator"]} {c["basis"]} {c["month"]} {c["status"]}: {c["after"]}", after));
        Assert.False(await puller.ConfirmAsync(file, default));
    }

    [Theory]
    [InlineData("catalogue.json")]
    [InlineData("departments.csv")]
    public async Task What_waits_and_is_put_right_never_counts(string file)
    {
        await using var app = await NewAppAsync();
        var before = await ValuesAsync(app);
        Assert.Equal("held", (await UploadAsync(app, file, Changed(file)))["state"]!.GetValue<string>());

        Assert.Equal("taken", (await UploadAsync(app, file, BuiltIn(file)))["state"]!.GetValue<string>());
        Assert.Equal(before, await ValuesAsync(app));
        Assert.False(await app.Services.GetRequiredService<ReferencePuller>().ConfirmAsync(file, default));
    }

    [Fact]
    public async Task A_confirmation_is_good_for_the_upload_that_was_looked_at()
    {
        await using var app = await NewAppAsync();
        await UploadAsync(app, "catalogue.json", Changed("catalogue.json"));
        Assert.True(await app.Services.GetRequiredService<ReferencePuller>().ConfirmAsync("catalogue.json", default));
        var before = await ValuesAsync(app);

        // Overwritten before it was taken: what nobody has looked at waits.
        Assert.Equal("held", (await UploadAsync(app, "catalogue.json", [.. Changed("catalogue.json"), (byte)'\n']))["state"]!
            .GetValue<string>());
        Assert.Equal(before, await ValuesAsync(app));
    }

    private static async Task<RunningApp> NewAppAsync()
    {
        var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync(), settings: Strict);
        foreach (var (section, online) in ((string, int)[])[("0213", 60), ("0214", 20)])
        {
            await app.AcceptedAsync($$"""
                { "department": "{{section}}", "month": "2021-06",
                  "figures": [ { "measure": "online_procedures", "online": {{online}}, "eligible": 100 } ] }
                """);
        }

        await app.WaitUntilComputedAsync();
        return app;
    }

    // Another formula of a published rate; a register in which a section ends before the month of its figures.
    private static byte[] Changed(string file)
    {
        if (file == "departments.csv")
        {
            var lines = Encoding.UTF8.GetString(BuiltIn(file)).Split('\n').ToList();
            var at = lines.FindIndex(l => l.StartsWith("0214,", StringComparison.Ordinal));
            var cells = lines[at].TrimEnd('\r').Split(',');
            cells[5] = "2021-05";
            cells[6] = "0213";
            lines[at] = string.Join(',', cells) + (lines[at].EndsWith('\r') ? "\r" : "");
            return Encoding.UTF8.GetBytes(string.Join('\n', lines));
        }

        var catalogue = JsonNode.Parse(BuiltIn(file))!;
        catalogue["rulesVersion"] = "2030-01";
        foreach (var indicator in catalogue["indicators"]!.AsArray().Where(i => i!["formula"]!["measure"]?.GetValue<string>()
            == "online_procedures"))
        {
            (indicator!["formula"]!["numerator"], indicator["formula"]!["denominator"]) = ("eligible", "online");
        }

        return Encoding.UTF8.GetBytes(catalogue.ToJsonString());
    }

    private static byte[] BuiltIn(string file)
    {
        using var stream = typeof(SmartToyonakaApp).Assembly.GetManifestResourceStream(file == "departments.csv"
            ? "SmartToyonaka.Domain.Organisation.departments.csv" : "SmartToyonaka.Domain.Indicators.catalogue.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static async Task<IReadOnlyList<string>> ValuesAsync(RunningApp app)
    {
        await app.WaitUntilComputedAsync();
        return [.. (await app.RowsAsync(TableNames.FactIndicator)).Select(r => $"{r.GetString("indicatorid")} {r.GetString("basis")} "
            + $"{r.GetInt32("monthkey") / 100}-{r.GetInt32("monthkey") % 100:00} {r.GetString("status")}: {r.GetString("text")}")
            .Order(StringComparer.Ordinal)];
    }

    private static async Task<JsonNode> UploadAsync(RunningApp app, string file, byte[] content)
    {
        await app.Container(ContainerNames.Reference).GetBlobClient(file).UploadAsync(BinaryData.FromBytes(content), overwrite: true);
        return await PullAsync(app, file, null);
    }

    private static async Task<JsonNode> PullAsync(RunningApp app, string file, string? state)
    {
        var uploaded = (await app.Container(ContainerNames.Reference).GetBlobClient(file).GetPropertiesAsync()).Value;
        await app.Services.GetRequiredService<ReferencePuller>().PullAsync(default);
        var receipt = JsonNode.Parse((await app.Container(ContainerNames.Receipts).GetBlobClient($"reference/{file}.json")
            .DownloadContentAsync()).Value.Content)!;
        Assert.Equal(uploaded.LastModified, receipt["uploadedAt"]!.GetValue<DateTimeOffset>());
        Assert.True(state is null || state == receipt["state"]!.GetValue<string>(), receipt.ToJsonString());
        return receipt;
    }
}
