using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Operations.Maintenance;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>
/// An old file that is put there once more after a newer one undoes no correction without a confirmation; an old form is at least told.
/// </summary>
public sealed class RepeatedValueTests
{
    private const string Code = "repeats_replaced_value", Online = "online_procedures";

    [Theory]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,211,101", "0213,,219,103", "timer")]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,211,101", "0213,,219,103", "post")]
    [InlineData("e-approval", SlipOffice.ApprovalHeader, "0213,,211,101", "0213,,219,103", "workbook")]
    [InlineData("overtime", SlipOffice.OvertimeHeader, "0213,,一般,通常,通常,300:30", "0213,,一般,通常,通常,310:00", "timer")]
    [InlineData("staff", SlipOffice.StaffHeader, "0213,,一般,通常,12", "0213,,一般,通常,13", "timer")]
    public async Task An_old_file_again_waits_and_names_the_upload_that_it_repeats(string folder, string header, string old,
        string corrected, string way)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        var measure = folder == "e-approval" ? "e_approval_documents" : folder;
        var file = $"{header}2021-05,{old}\n2021-06,{old.Replace("0213", "0214", StringComparison.Ordinal)}\n";
        Assert.Empty((await app.DropAsync($"{folder}/old.csv", file)).Waiting());
        Assert.Empty((await app.DropAsync($"{folder}/again.csv", file)).Waiting());
        Assert.Empty((await app.DropAsync($"{folder}/new.csv", $"{header}2021-05,{corrected}\n")).Waiting());
        var before = await app.FiguresAsync(measure, "0213");

        var receipt = await PutAsync(app, folder, file, way);
        Assert.Equal(["2021-05 0213"], receipt.Waiting());
        Assert.Contains($"{folder}/again.csv", receipt["waiting"]![0]!["why"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(before, await app.FiguresAsync(measure, "0213"));

        await app.DecideAsync("reject");
        Assert.Equal(before, await app.FiguresAsync(measure, "0213"));
        Assert.Equal(["2021-05 0213"], (await app.DropAsync($"{folder}/once-more.csv", file)).Waiting());
        await app.DecideAsync("confirm");
        Assert.NotEqual(before, await app.FiguresAsync(measure, "0213"));
        Assert.Empty((await app.DropAsync($"{folder}/at-last.csv", file)).Waiting());
        Assert.Empty(await app.Services.GetRequiredService<Verification>().ConfirmedAsync(default));
    }

    [Fact]
    public async Task What_was_taken_back_is_said_again_on_purpose()
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        const string File = SlipOffice.ApprovalHeader + "2021-05,0213,,211,101\n";
        await app.DropAsync("e-approval/a.csv", File);
        await app.DropAsync("e-approval/b.csv", SlipOffice.ApprovalHeader + "2021-05,0213,,取消,\n");
        Assert.Empty((await app.DropAsync("e-approval/c.csv", File)).Waiting());
        Assert.NotEmpty(await app.FiguresAsync("e_approval_documents", "0213"));
    }

    // Without a key it is a new submission; its receipt says that the value was replaced before.
    [Theory]
    [InlineData("json")]
    [InlineData("form")]
    [InlineData("file")]
    public async Task A_submission_that_undoes_a_correction_is_told_so(string way)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        Assert.Empty(await WarningsAsync(app, way, 10));
        Assert.Empty(await WarningsAsync(app, way, 10));
        Assert.Empty(await WarningsAsync(app, way, 11));
        Assert.Equal([Code], await WarningsAsync(app, way, 10));
        Assert.Empty(await WarningsAsync(app, way, 12));
    }

    [Fact]
    public async Task A_flow_that_sends_an_answer_once_more_undoes_nothing()
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        foreach (var (online, key) in ((int, string)[])[(10, "1"), (11, "2"), (10, "1")])
        {
            using var answer = await app.SubmitAsync(SlipOffice.Figure("0213", "2021-06", Online, $"\"online\": {online}, \"eligible\": 12",
                $"\"form\": \"f\", \"responseId\": \"{key}\","));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        await app.WaitUntilComputedAsync();
        Assert.Contains("202106 online 11", await app.FiguresAsync(Online, "0213"));
    }

    // A year before the newest that 0213 has reported, a month less, and of a section that has reported nothing.
    [Theory]
    [InlineData("0213", "2020-06", "held")]
    [InlineData("0213", "2020-07", "accepted")]
    [InlineData("0214", "2020-06", "accepted")]
    public async Task A_first_value_of_a_year_before_the_newest_waits(string section, string month, string state)
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        Assert.Equal("accepted", await app.StateOfAsync("0213", "2021-06", Online, "\"online\": 10, \"eligible\": 12"));

        Assert.Equal(state, await app.StateOfAsync(section, month, Online, "\"online\": 11, \"eligible\": 12"));
        if (state == "held")
        {
            Assert.DoesNotContain(await app.FiguresAsync(Online, section), f => f.StartsWith("2020", StringComparison.Ordinal));
            await app.DecideAsync("confirm");
            Assert.Contains("202006 online 11", await app.FiguresAsync(Online, section));
        }
    }

    private static async Task<JsonNode> PutAsync(RunningApp app, string folder, string csv, string way)
    {
        switch (way)
        {
            case "timer":
                return await app.DropAsync($"{folder}/old-again.csv", csv);
            case "workbook":
                return await app.DropAsync($"{folder}/old-again.xlsx", BinaryData.FromBytes(ToWorkbook(csv)));
            default:
                using (var asked = await app.Client.PostAsync($"api/drops/{folder}/x.csv?check=true", new StringContent(csv, Encoding.UTF8,
                    "text/csv")))
                {
                    Assert.Equal(["2021-05 0213"], (await asked.JsonAsync()).Waiting());
                }

                using (var answer = await app.Client.PostAsync($"api/drops/{folder}/x.csv", new StringContent(csv, Encoding.UTF8,
                    "text/csv")))
                {
                    var receipt = await answer.JsonAsync();
                    await app.WaitUntilComputedAsync();
                    return receipt;
                }
        }
    }

    private static async Task<IEnumerable<string>> WarningsAsync(RunningApp app, string way, int online)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("0213"), "department" },
            { new StringContent("2021-06"), "month" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"項目,オンライン化済,対象\n行政手続きのオンライン化,{online},12\n")), "file", "f.csv" },
        };
        using var answer = way switch
        {
            "json" => await app.SubmitAsync(SlipOffice.Figure("0213", "2021-06", Online, $"\"online\": {online}, \"eligible\": 12")),
            "form" => await app.Client.PostAsync("api/submissions", new FormUrlEncodedContent([new("department", "0213"),
                new("month", "R3.6"), new($"{Online}.online", $"{online}"), new($"{Online}.eligible", "12")])),
            _ => await app.Client.PostAsync("api/submissions", form),
        };
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var receipt = await answer.JsonAsync();
        Assert.Equal("accepted", receipt["state"]!.GetValue<string>());
        return [.. receipt["warnings"]!.AsArray().Select(w => w!["code"]!.GetValue<string>())];
    }

    private static byte[] ToWorkbook(string csv) =>
        new Workbook().Sheet("Sheet1", [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))]).ToBytes();
}
