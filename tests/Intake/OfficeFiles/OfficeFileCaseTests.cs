using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>Files as offices saved them (<c>tests/Fixtures/office-files</c>), each put in where people put it.</summary>
public sealed class OfficeFileCaseTests(OfficeFileCaseTests.Running running) : IClassFixture<OfficeFileCaseTests.Running>
{
    private RunningApp App => running.App;

    [Theory]
    [InlineData("cp932-nec-name-column-unread", "overtime", "taken", 1, "")]
    [InlineData("cp932-nec-selected-ibm-name", "staff", "taken", 1, "")]
    [InlineData("empty-word-told-to-enter-0", "overtime", "refused", 0, "missing")]
    [InlineData("equal-rows-of-other-column", "staff", "taken", 2, "")]
    [InlineData("era-code-yymm-taken-for-serial", "e-approval", "refused", 0, "month_ambiguous")]
    [InlineData("footnotes", "e-approval", "taken", 1, "")]
    [InlineData("formula-protected-codes", "e-approval", "taken", 2, "")]
    [InlineData("hours-as-days-of-excel", "overtime", "refused", 0, "days_of_excel")]
    [InlineData("job-class-subtotal", "staff", "taken", 1, "")]
    [InlineData("joined-files-with-bom", "e-approval", "taken", 2, "")]
    [InlineData("month-2021.1-is-october", "e-approval", "taken-in-part", 4, "month_is_fraction")]
    [InlineData("month-far-future", "e-approval", "refused", 0, "month_in_future")]
    [InlineData("title-funtani", "overtime", "taken", 2, "")]
    [InlineData("total-row-word-right-of-section", "overtime", "taken", 2, "")]
    [InlineData("unit-row-below-header", "overtime", "taken", 2, "")]
    [InlineData("workbook-as-drop", "overtime", "taken", 1, "")]
    public async Task A_drop_gives_what_a_careful_clerk_expects(string name, string folder, string state, int rowsTaken, string code)
    {
        var input = Directory.GetFiles(Folder(name)).Single(f => !f.EndsWith("expected.txt", StringComparison.Ordinal));
        var receipt = await DropAsync($"{folder}/{name}{Path.GetExtension(input)}", await File.ReadAllBytesAsync(input), folder);

        Assert.Equal((state, rowsTaken), (receipt["state"]!.GetValue<string>(), receipt["rowsTaken"]!.GetValue<int>()));
        Assert.Equal(code.Length == 0 ? [] : [code], receipt["errors"]!.AsArray().Select(e => e!["code"]!.GetValue<string>()).Distinct());
    }

    [Fact]
    public async Task An_empty_word_is_told_the_words_and_an_empty_month_a_month()
    {
        var check = await SmartToyonaka.Tests.Intake.Drops.TestDrop.CheckAsync("overtime",
            await ReadAsync("empty-word-told-to-enter-0", "drop.csv"));

        Assert.Equal(["年月", "職種", "事由区分"], check.Receipt.Errors.Select(e => e.Column));
        Assert.DoesNotContain(check.Receipt.Errors, e => e.Message.Contains("0件", StringComparison.Ordinal));
        Assert.Contains("2021-04", check.Receipt.Errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("一般、医療職", check.Receipt.Errors[1].Message, StringComparison.Ordinal);
        Assert.Contains("災害", check.Receipt.Errors[2].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("equal-rows-of-other-column", "staff", "6")]
    [InlineData("job-class-subtotal", "staff", "15")]
    [InlineData("title-funtani", "overtime", "1830 90")]
    [InlineData("unit-row-below-header", "overtime", "1830 90")]
    [InlineData("total-row-word-right-of-section", "overtime", "1800")]
    public async Task The_figures_are_those_of_the_rows(string name, string folder, string values)
    {
        var check = await SmartToyonaka.Tests.Intake.Drops.TestDrop.CheckAsync(folder, await ReadAsync(name, "drop.csv"));

        Assert.Equal(values, string.Join(' ', check.Observations.SelectMany(o => o.Cells).Select(c => c.Value)));
    }

    [Theory]
    [InlineData("Overtime/x.csv", "overtime")]
    [InlineData("時間外勤務/x.csv", "overtime")]
    [InlineData("x.csv", "overtime")]
    public async Task A_drop_in_no_known_folder_is_told_of(string path, string meant)
    {
        var receipt = await DropAsync(path, await ReadAsync("folder-misspelt", "x.csv"), "overtime");

        Assert.Equal("refused", receipt["state"]!.GetValue<string>());
        var error = Assert.Single(receipt["errors"]!.AsArray())!;
        Assert.Equal("unknown_folder", error["code"]!.GetValue<string>());
        Assert.Contains($"{meant}/", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        var listed = JsonNode.Parse(await App.Client.GetStringAsync("api/drops"))!.AsArray();
        Assert.Contains(listed, d => $"{d!["folder"]}/{d["file"]}".TrimStart('/') == path);
    }

    [Fact]
    public async Task A_forms_answer_without_its_number_is_refused()
    {
        foreach (var body in (string[])["a.json", "b.json"])
        {
            using var answer = await App.SubmitAsync(Encoding.UTF8.GetString(await ReadAsync("forms-without-response-id", body)));
            await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
            Assert.Contains((await answer.JsonAsync())["errors"]!.AsArray(), e => e!["code"]!.GetValue<string>() == "response_id_missing");
        }
    }

    [Fact]
    public async Task A_month_that_may_have_lost_its_zero_is_refused_in_json()
    {
        using var answer = await App.SubmitAsync(Encoding.UTF8.GetString(await ReadAsync("month-2021.1-json", "body.json")));
        await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("month_is_fraction", Assert.Single((await answer.JsonAsync())["errors"]!.AsArray())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_register_that_lost_its_zeros_is_refused()
    {
        await using var app = await RunningApp.StartAsync();
        await app.Container(ContainerNames.Reference).GetBlobClient("departments.csv")
            .UploadAsync(BinaryData.FromBytes(await ReadAsync("register-saved-by-excel-lost-zeros", "departments.csv")), overwrite: true);
        await app.Services.GetRequiredService<ReferencePuller>().PullAsync(CancellationToken.None);
        var receipt = await ReceiptAsync(app, "reference/departments.csv.json");

        Assert.Equal("refused", receipt["state"]!.GetValue<string>());
        Assert.All(receipt["errors"]!.AsArray(), e => Assert.Equal("lost_zeros", e!["code"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("semicolons-in-partners", "initiatives.csv", "0101")]
    [InlineData("sheet-kinyuurei-visible", "figures.xlsx", "0213")]
    public async Task A_submission_file_is_accepted(string name, string file, string department)
    {
        using var form = new MultipartFormDataContent { { new StringContent(department), "department" },
            { new StringContent("2021-10"), "month" } };
        form.Add(new ByteArrayContent(await ReadAsync(name, file)), "file", file);
        using var answer = await App.Client.PostAsync("api/submissions", form);

        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        Assert.Equal(1, (await answer.JsonAsync())["created"]!.GetValue<int>());
    }

    private async Task<JsonNode> DropAsync(string path, byte[] content, string folder)
    {
        await App.Container(ContainerNames.Drops).GetBlobClient(path).UploadAsync(BinaryData.FromBytes(content), overwrite: true);
        await App.Services.GetRequiredService<DropPuller>().PullAsync(folder, CancellationToken.None);
        return await ReceiptAsync(App, path + ".json");
    }

    private static async Task<JsonNode> ReceiptAsync(RunningApp app, string name)
    {
        var blob = app.Container(ContainerNames.Receipts).GetBlobClient(name);
        Assert.True(await blob.ExistsAsync(), $"no receipt {name}");
        return JsonNode.Parse((await blob.DownloadContentAsync()).Value.Content.ToString())!;
    }

    private static Task<byte[]> ReadAsync(string name, string file) => File.ReadAllBytesAsync(Path.Combine(Folder(name), file));

    private static string Folder(string name) => Path.Combine(Repository.Root, "tests", "Fixtures", "office-files", name);

    /// <summary>One app for all of them.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await RunningApp.StartAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
