using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>
/// Titles, names of sheets and of files that name another section or month than the rows make them wait, with what was read where; those
/// that name who asked, when the file was made, or nothing, do not.
/// </summary>
public sealed class NameMismatchTests(NameMismatchTests.Office office) : IClassFixture<NameMismatchTests.Office>
{
    private const string Header = "項目,オンライン化済,対象\n", Row = "行政手続きのオンライン化,9,12\n";

    private static int folders;

    [Theory]
    [InlineData("2021-06", "")]
    [InlineData("202106", "")]
    [InlineData("時間外_2021-06", "")]
    [InlineData("時間外2021年6月分", "")]
    [InlineData("R3.6", "")]
    [InlineData("令和3年6月", "")]
    [InlineData("6月分", "")]
    [InlineData("overtime_20210705", "")]
    [InlineData("2021-07-05 overtime", "")]
    [InlineData("7月5日作成", "")]
    [InlineData("5月末現在", "")]
    [InlineData("2021-04~2021-05", "")]
    [InlineData("2021-04_2021-05", "")]
    [InlineData("令和3年度", "")]
    [InlineData("v2021", "")]
    [InlineData("2021-05", "令和3年5月")]
    [InlineData("202105", "令和3年5月")]
    [InlineData("overtime_2021_05", "令和3年5月")]
    [InlineData("時間外2021年5月分", "令和3年5月")]
    [InlineData("staff_R3.5", "令和3年5月")]
    [InlineData("令和２年６月", "令和2年6月")]
    [InlineData("時間外_5月", "5月")]
    [InlineData("５月分（修正）", "5月")]
    public void The_month_of_a_name(string name, string other) =>
        Assert.Equal(other, TableTitle.OtherMonthOfFile(name, [TestData.Month("2021-06")]) ?? "");

    [Theory]
    [InlineData("市民税課 オンライン化の状況", true, "")]
    [InlineData("財務部市民税課", true, "")]
    [InlineData("市民税課・固定資産税課", true, "")]
    [InlineData("提出先 デジタル戦略課", true, "")]
    [InlineData("デジタル戦略課 御中", true, "")]
    [InlineData("オンライン化調査票(情報政策課)", true, "")]
    [InlineData("オンライン化の状況", true, "")]
    [InlineData("0213_6月", true, "")]
    [InlineData("0401-0630", true, "")]
    [InlineData("2021", true, "")]
    [InlineData("固定資産税課 オンライン化の状況", true, "固定資産税課")]
    [InlineData("固定資産税課", false, "固定資産税課")]
    [InlineData("財務部 固定資産税課(6月)", true, "固定資産税課")]
    [InlineData("0214_6月", true, "固定資産税課")]
    [InlineData("0214", true, "固定資産税課")]
    [InlineData("0214", false, "")]
    public void The_section_of_a_name(string text, bool isFile, string other) =>
        Assert.Equal(other, NameMismatches.Section(text, ReferenceData.BuiltInRegister, "0213", isFile) ?? "");

    [Theory]
    [InlineData("figures.csv", "", "")]
    [InlineData("0213_2021-06.csv", "", "")]
    [InlineData("figures.csv", "市民税課 6月分\n", "")]
    [InlineData("figures.csv", "固定資産税課 6月分\n", "figures.csv")]
    [InlineData("固定資産税課.csv", "", "固定資産税課.csv")]
    [InlineData("2021-05.csv", "", "2021-05.csv")]
    [InlineData("R3.5.csv", "市民税課\n", "R3.5.csv")]
    public async Task A_file_of_a_submission(string name, string title, string place)
    {
        var receipt = await SubmitAsync(name, new StringContent(title + Header + Row));
        AssertNames(receipt, place);
    }

    [Theory]
    [InlineData("figures.xlsx", "Sheet1", "オンライン化の状況", "")]
    [InlineData("figures.xlsx", "市民税課", "オンライン化の状況", "")]
    [InlineData("figures.xlsx", "固定資産税課", "オンライン化の状況", "固定資産税課")]
    [InlineData("figures.xlsx", "Sheet1", "固定資産税課 オンライン化の状況", "A1")]
    [InlineData("0214.xlsx", "Sheet1", "オンライン化の状況", "0214.xlsx")]
    public async Task A_workbook_of_a_submission(string name, string sheet, string title, string place)
    {
        var book = new Workbook().Sheet(sheet, [title], ["項目", "オンライン化済", "対象"], ["行政手続きのオンライン化", "9", "12"]);
        AssertNames(await SubmitAsync(name, new ByteArrayContent(book.ToBytes())), place);
    }

    [Theory]
    [InlineData("2021-06", "", 1, "")]
    [InlineData("make", "固定資産税課\n", 2, "")]
    [InlineData("0213", "市民税課 電子決裁\n", 1, "")]
    [InlineData("人事課提出", "", 1, "")]
    [InlineData("2021-05", "", 2, "令和3年5月")]
    [InlineData("5月分", "", 1, "5月")]
    [InlineData("固定資産税課", "", 1, "固定資産税課")]
    [InlineData("make", "固定資産税課 電子決裁\n", 1, "固定資産税課")]
    public async Task A_drop(string name, string title, int sections, string word)
    {
        var rows = string.Concat(new[] { "0213", "0301" }.Take(sections).Select(s => $"2021-06,{s},,200,100\n"));
        var receipt = await office.App.DropAsync($"e-approval/{Interlocked.Increment(ref folders)}/{name}.csv",
            title + SlipOffice.ApprovalHeader + rows);
        Assert.Equal(word.Length == 0 ? 0 : sections, receipt.Waiting().Count());
        Assert.All(receipt["waiting"]!.AsArray(),
            w => Assert.Contains($"「{word}」", w!["why"]!.GetValue<string>(), StringComparison.Ordinal));
        await office.App.DropAsync($"e-approval/{Interlocked.Increment(ref folders)}/undo.csv",
            SlipOffice.ApprovalHeader + "2021-06,0213,,取消,取消\n2021-06,0301,,取消,取消\n");
    }

    private async Task<JsonNode> SubmitAsync(string name, HttpContent file)
    {
        using var answer = await office.App.Client.PostAsync("api/submissions", new MultipartFormDataContent
        {
            { new StringContent("0213"), "department" }, { new StringContent("2021-06"), "month" }, { file, "file", name },
        });
        var receipt = await answer.JsonAsync();
        await office.App.AcceptedAsync(SlipOffice.Figure("0213", "2021-06", "online_procedures", "\"withdraw\": true"));
        return receipt;
    }

    private static void AssertNames(JsonNode receipt, string place)
    {
        Assert.Equal(place.Length == 0 ? "accepted" : "held", receipt["state"]!.GetValue<string>());
        Assert.Equal(place.Length == 0 ? 0 : 1, receipt["warnings"]!.AsArray().Count);
        Assert.All(receipt["warnings"]!.AsArray(), w =>
        {
            Assert.Equal("title_names_other", w!["code"]!.GetValue<string>());
            Assert.Contains(place, w["pointer"]!.GetValue<string>(), StringComparison.Ordinal);
        });
    }

    /// <summary>An office of which nothing holds.</summary>
    public sealed class Office : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
