using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>
/// Slips as clerks and exports make them, by every door: each waits or is refused, and none changes anything that is published.
/// </summary>
public sealed partial class SlipTests(SlipOffice office) : IClassFixture<SlipOffice>
{
    private const string Held = "held", Online = "online_procedures";

    private static readonly string Nine = SlipOffice.Figure("0213", "2021-06", Online, "\"online\": 9, \"eligible\": 12");

    private static int files;

    // What is right: 11 of 12 procedures of 0213 for June 2021, said last.
    [Theory]
    [InlineData("ten times as much", "0213", "2021-06", Online, "\"online\": 110, \"eligible\": 120", Held)]
    [InlineData("a hundred times as much", "0213", "2021-06", Online, "\"online\": 1100, \"eligible\": 1200", Held)]
    [InlineData("two numbers run together", "0213", "2021-06", Online, "\"online\": 1112, \"eligible\": 1212", Held)]
    [InlineData("digits of the month before it", "0213", "2021-06", Online, "\"online\": 611, \"eligible\": 612", Held)]
    [InlineData("a digit lost of one", "0213", "2021-06", Online, "\"online\": 1, \"eligible\": 12", Held)]
    [InlineData("digits lost of both", "0213", "2021-06", Online, "\"online\": 1, \"eligible\": 1", Held)]
    [InlineData("a dash for what is not known", "0213", "2021-06", Online, "\"online\": \"－\", \"eligible\": 12", Held)]
    [InlineData("nought for not yet", "0213", "2021-06", Online, "\"online\": 0, \"eligible\": 12", Held)]
    [InlineData("the city's sum for the section's", "0213", "2021-06", Online, "\"online\": 400, \"eligible\": 938", Held)]
    [InlineData("a month left out, ten times as much", "0213", "2021-09", Online, "\"online\": 110, \"eligible\": 120", Held)]
    [InlineData("ten times as much in a new year", "0213", "2022-06", Online, "\"online\": 120, \"eligible\": 130", Held)]
    [InlineData("a year of long ago", "0213", "2018-06", Online, "\"online\": 11, \"eligible\": 12", Held)]
    [InlineData("another era's year", "0213", "H3.6", Online, "\"online\": 11, \"eligible\": 12", "department_not_in_month")]
    [InlineData("both fields changed about", "0213", "2021-06", Online, "\"online\": 12, \"eligible\": 11", "share_exceeds_whole")]
    [InlineData("a share for a count", "0213", "2021-06", Online, "\"online\": 91.7, \"eligible\": 12", "number_not_whole")]
    [InlineData("a share with its sign", "0213", "2021-06", Online, "\"online\": \"91%\", \"eligible\": 12", "number_percent")]
    [InlineData("a minus", "0213", "2021-06", Online, "\"online\": -11, \"eligible\": 12", "number_negative")]
    [InlineData("nothing entered", "0213", "2021-06", Online, "\"online\": \"\", \"eligible\": 12", "number_missing")]
    [InlineData("withheld", "0213", "2021-06", Online, "\"online\": \"x\", \"eligible\": 12", "number_unknown")]
    [InlineData("a comma astray", "0213", "2021-06", Online, "\"online\": \"1,1\", \"eligible\": 12", "number_grouping")]
    [InlineData("an error of Excel", "0213", "2021-06", Online, "\"online\": \"#REF!\", \"eligible\": 12", "cell_error")]
    [InlineData("what Excel shows of a long number", "0213", "2021-06", Online, "\"online\": \"1.1E+01\", \"eligible\": 12", "cell_error")]
    [InlineData("a key held down", "0213", "2021-06", Online, "\"online\": \"1111111111111111111\", \"eligible\": 12", "number_too_large")]
    [InlineData("a part of another measure", "0213", "2021-06", Online, "\"cashless\": 1, \"eligible\": 2", "part_unknown,number_missing")]
    [InlineData("a measure misspelt", "0213", "2021-06", "online_procedure", "\"online\": 11, \"eligible\": 12", "measure_unknown")]
    [InlineData("a file's measure in a form", "0213", "2021-06", "staff", "\"headcount\": 30", "measure_comes_by_file")]
    [InlineData("another section's measure", "0213", "2021-10", "managed_facilities", "\"count\": 149", "measure_not_owed")]
    [InlineData("another section in the list", "0211", "2021-06", Online, "\"online\": 11, \"eligible\": 12", "measure_not_owed")]
    [InlineData("a section that is none", "9999", "2021-06", Online, "\"online\": 11, \"eligible\": 12", "department_unknown")]
    [InlineData("a section of later", "0105", "2020-06", Online, "\"online\": 11, \"eligible\": 12", "department_not_in_month")]
    [InlineData("令和18年 for 8年", "0213", "R18.10", Online, "\"online\": 11, \"eligible\": 12", "month_in_future")]
    [InlineData("a century ahead", "0213", "2121-06", Online, "\"online\": 11, \"eligible\": 12", "month_in_future")]
    [InlineData("a thirteenth month", "0213", "2021-13", Online, "\"online\": 11, \"eligible\": 12", "month_no_such_date")]
    [InlineData("a date of Excel's", "0213", "1903-06", Online, "\"online\": 11, \"eligible\": 12", "month_year_wrong")]
    [InlineData("members ten times as many", "0102", "2021-06", "platform_members", "\"count\": 260", Held)]
    [InlineData("members of one digit", "0102", "2021-06", "platform_members", "\"count\": 2", Held)]
    [InlineData("a month's applications for all so far", "0302", "2021-06", "telework_applicants", "\"count\": 22", Held)]
    [InlineData("more seals than there are", "0301", "2021-03", "seal_abolitions", "\"count\": 11000", Held)]
    [InlineData("a month's seals for all", "0301", "2021-03", "seal_abolitions", "\"count\": 110", Held)]
    [InlineData("facilities of one digit less", "0304", "2021-10", "managed_facilities", "\"count\": 14", Held)]
    [InlineData("cashless of another unit", "0401", "2021-06", "cashless_services", "\"cashless\": 1400, \"eligible\": 4000", Held)]
    public async Task By_a_program(string what, string department, string month, string measure, string numbers, string expected)
    {
        using var answer = await office.App.SubmitAsync(SlipOffice.Figure(department, month, measure, numbers));
        await AssertAsync(what, expected, await OutcomeAsync(answer));
    }

    [Theory]
    [InlineData("a plan ten times as high", "\"status\": \"planned\",", "\"online\": 110, \"eligible\": 120", Held)]
    [InlineData("a status that is none", "\"status\": \"plan\",", "\"online\": 11, \"eligible\": 12", "status_unknown")]
    [InlineData("a lost number", "\"form\": \"f\", \"responseId\": \"\",", "\"online\": 9, \"eligible\": 9", "response_id_missing")]
    [InlineData("a field misspelt", "\"stauts\": \"planned\",", "\"online\": 9, \"eligible\": 12", "unknown_field")]
    [InlineData("a withdrawal beside a number", "", "\"online\": 9, \"eligible\": 12, \"withdraw\": true", "withdrawn_with_number")]
    [InlineData("a form that is out of date", "\"basedOn\": \"STALE\",", "\"online\": 10, \"eligible\": 12", "409 based-on-overtaken")]
    public async Task Beside_the_numbers(string what, string more, string numbers, string expected)
    {
        more = more.Replace("STALE", office.Stale, StringComparison.Ordinal);
        using var answer = await office.App.SubmitAsync(SlipOffice.Figure("0213", "2021-06", Online, numbers, more));
        await AssertAsync(what, expected, await OutcomeAsync(answer));
    }

    [Fact]
    public async Task What_was_sent_before_a_correction_is_sent_again()
    {
        // By its key it is the first one still, whatever was said since.
        var (first, second) = ("\"online\": 10, \"eligible\": 12", "\"online\": 11, \"eligible\": 12");
        (await office.App.SubmitAsync(SlipOffice.Figure("0213", "2021-06", Online, first), "flow-1")).Dispose();
        (await office.App.SubmitAsync(SlipOffice.Figure("0213", "2021-06", Online, second), "flow-2")).Dispose();
        using var again = await office.App.SubmitAsync(SlipOffice.Figure("0213", "2021-06", Online, first), "flow-1");
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        using var other = await office.App.SubmitAsync(Nine, "flow-2");
        await AssertAsync("a key used twice", "409 key-used-for-other-content", await OutcomeAsync(other));
    }

    [Fact]
    public async Task By_another_department()
    {
        using var client = await office.App.NewDepartmentAsync("0214");
        using var answer = await office.App.SubmitAsync(Nine, client: client);
        await AssertAsync("another department's figure", "403 other-department", await OutcomeAsync(answer));
    }

    [Theory]
    [InlineData("ten times as much", "month=R3.6&online_procedures.online=110&online_procedures.eligible=120", Held)]
    [InlineData("full width, a digit more", "month=Ｒ３／６&online_procedures.online=１１１&online_procedures.eligible=１２０", Held)]
    [InlineData("another section's measure", "month=R3.10&managed_facilities.count=149", "measure_not_owed")]
    public async Task By_a_form_s_fields(string what, string fields, string expected)
    {
        var pairs = ("department=0213&" + fields).Split('&').Select(f => f.Split('=')).Select(f => KeyValuePair.Create(f[0], f[1]));
        using var answer = await office.App.Client.PostAsync("api/submissions", new FormUrlEncodedContent(pairs));
        await AssertAsync(what, expected, await OutcomeAsync(answer));
    }

    [Theory]
    [InlineData("ten times as much", "項目,オンライン化済,対象\n行政手続きのオンライン化,110,120\n", Held)]
    [InlineData("a row of another section's", "項目,件数\n包括施設管理,149\n", "measure_not_owed")]
    [InlineData("columns changed about", "項目,対象,オンライン化済\n行政手続きのオンライン化,11,12\n", "share_exceeds_whole")]
    [InlineData("a row of another month", "項目,年月,オンライン化済,対象\n行政手続きのオンライン化,2021-07,11,12\n", "differs_within_submission")]
    [InlineData("the row twice", "項目,オンライン化済,対象\n行政手続きのオンライン化,11,12\n行政手続きのオンライン化,10,12\n", "measure_doubled")]
    public async Task By_a_file(string what, string csv, string expected)
    {
        foreach (var (name, content) in new[] { ("f.csv", Encoding.UTF8.GetBytes(csv)), ("f.xlsx", ToWorkbook(csv)) })
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent("0213"), "department" },
                { new StringContent("2021-06"), "month" },
                { new ByteArrayContent(content), "file", name },
            };
            using var answer = await office.App.Client.PostAsync("api/submissions", form);
            await AssertAsync($"{what}, {name}", expected, await OutcomeAsync(answer));
        }
    }

    [Theory]
    [InlineData("ten times as much", "110", "120", Held)]
    [InlineData("a digit lost", "１", "12", Held)]
    [InlineData("a share for a count", "91.7", "12", "number_not_whole")]
    [InlineData("both fields changed about", "12", "11", "share_exceeds_whole")]
    public async Task By_an_answer_of_Forms(string what, string online, string eligible, string expected)
    {
        const string Mapping = """
            { "form": "slips", "version": "1", "questions": {
              "r5ec9a97f0a07442dae2aa56ea3344b3c": "department", "rd30fffe9430d489c8b049e1a1041dd5a": "month",
              "r0b7d3b41a6f24dfb9d1c6f7b0f7a3c11": "online_procedures.online",
              "r7c2f4f0d8a5b4e0c9b1d2e3f4a5b6c7d": "online_procedures.eligible" } }
            """;
        await office.App.Container("reference").GetBlobClient("forms/slips.json")
            .UploadAsync(BinaryData.FromString(Mapping), overwrite: true);
        using var answer = await office.App.SubmitAsync($$"""
            { "form": "slips", "responseId": "{{Interlocked.Increment(ref files)}}", "answers": {
              "r5ec9a97f0a07442dae2aa56ea3344b3c": "0213", "rd30fffe9430d489c8b049e1a1041dd5a": "令和3年6月",
              "r0b7d3b41a6f24dfb9d1c6f7b0f7a3c11": "{{online}}", "r7c2f4f0d8a5b4e0c9b1d2e3f4a5b6c7d": "{{eligible}}" } }
            """);
        await AssertAsync(what, expected, await OutcomeAsync(answer));
    }

    [Fact]
    public async Task By_the_page()
    {
        using var client = await SignedInAsync();
        var page = await client.GetStringAsync("submit?month=2021-06&department=0213");
        var fields = Fields(page, ("online_procedures.online", "110"), ("online_procedures.eligible", "120"));
        using var asked = await client.PostAsync("submit", new FormUrlEncodedContent(fields));
        var question = await asked.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("大きく違", question, StringComparison.Ordinal);

        await AssertAsync("ten times as much", Held, Held);

        // What was confirmed is what was shown: of other numbers the page asks again.
        var confirmed = Fields(question, ("online_procedures.online", "1100"), ("online_procedures.eligible", "1200"));
        confirmed["confirm"] = ConfirmBox().Match(question).Groups[1].Value;
        Assert.NotEmpty(confirmed["confirm"]);
        using var again = await client.PostAsync("submit", new FormUrlEncodedContent(confirmed));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("大きく違", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertAsync("a hundred times as much, with the confirmation of other numbers", Held, Held);

        // A page of before the correction, in which something else is changed.
        fields["online_procedures.online"] = "11";
        fields["online_procedures.eligible"] = "13";
        fields["online_procedures.basedOn"] = "1";
        using var stale = await client.PostAsync("submit", new FormUrlEncodedContent(fields));
        await AssertAsync("a page that is out of date", "Conflict", $"{stale.StatusCode}");
    }

    [Theory]
    [InlineData("minutes for hours", "overtime", "0213,,一般,通常,通常,18000:00", Held)]
    [InlineData("minutes for hours, bare", "overtime", "0213,,一般,通常,通常,18000", "unit_unclear")]
    [InlineData("ten times the hours", "overtime", "0213,,一般,通常,通常,3000:00", Held)]
    [InlineData("a tenth of the hours", "overtime", "0213,,一般,通常,通常,30:00", Held)]
    [InlineData("hours of nobody", "overtime", "9999,,一般,通常,通常,300:00", "unknown_section")]
    [InlineData("ten times the documents", "e-approval", "0213,,2000,1000", Held)]
    [InlineData("a tenth of the documents", "e-approval", "0213,,20,10", Held)]
    [InlineData("another section's documents", "e-approval", "0213,,310,250", Held)]
    [InlineData("another section's hours", "overtime", "0213,,一般,通常,通常,410:30", Held)]
    [InlineData("a share for a count", "e-approval", "0213,,200,50％", "percent")]
    [InlineData("a comma read as a point", "e-approval", "0213,,1.234,100", "not_whole")]
    [InlineData("a comma without quotes", "e-approval", "0213,,1,234,100", "")]
    [InlineData("a minus", "staff", "0213,,一般,通常,△30", "negative")]
    [InlineData("noughts for not yet", "e-approval", "0213,,0,0", Held)]
    [InlineData("documents of two columns changed about", "e-approval", "0213,,100,200", "")]
    [InlineData("heads of a digit more", "staff", "0213,,一般,通常,300", Held)]
    [InlineData("a part of the rows", "staff", "0213,,一般,通常,3", Held)]
    [InlineData("rows of a month to come", "staff", "0213,,一般,通常,30", "", "2099-06")]
    public async Task By_a_drop(string what, string folder, string row, string expected, string month = "2021-06")
    {
        var (header, timer) = folder switch
        {
            "overtime" => (SlipOffice.OvertimeHeader, "PullOvertime"),
            "staff" => (SlipOffice.StaffHeader, "PullStaff"),
            _ => (SlipOffice.ApprovalHeader, "PullEApproval"),
        };
        var receipt = await office.DropAsync($"{folder}/slip-{Interlocked.Increment(ref files)}.csv", $"{header}{month},{row}\n", timer);
        var errors = receipt["errors"]!.AsArray().Select(e => e!["code"]!.GetValue<string>()).ToList();
        var outcome = receipt["waiting"]!.AsArray().Count > 0 ? Held : string.Join(',', errors);
        Assert.True(outcome == Held || (receipt["pairsTaken"]!.GetValue<int>() == 0 && errors.Count > 0), receipt.ToJsonString());
        await AssertAsync(what, expected.Length == 0 ? outcome : expected, outcome);
    }

    private async Task AssertAsync(string what, string expected, string outcome)
    {
        Assert.Equal($"{what}: {expected}", $"{what}: {outcome}");
        if (outcome is not (Held or "accepted"))
        {
            // Refused: nothing is on its way.
            await AssertUnchangedAsync();
            return;
        }

        await office.App.WaitUntilComputedAsync();
        await AssertUnchangedAsync();

        // What that leaves is what the next test finds, and the office when all are done.
        await office.RejectAllAsync();
    }

    private Task AssertUnchangedAsync() => office.AssertUnchangedAsync();

    private static async Task<string> OutcomeAsync(HttpResponseMessage answer)
    {
        var body = await answer.JsonAsync();
        return answer.StatusCode switch
        {
            HttpStatusCode.Accepted => body["state"]!.GetValue<string>(),
            HttpStatusCode.UnprocessableEntity => string.Join(',', body["errors"]!.AsArray().Select(e => e!["code"]!.GetValue<string>())),
            _ => $"{(int)answer.StatusCode} {body["type"]!.GetValue<string>().Split(':')[^1]}",
        };
    }

    private static byte[] ToWorkbook(string csv) =>
        new Workbook().Sheet("Sheet1", [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))]).ToBytes();

    private async Task<HttpClient> SignedInAsync()
    {
        using var issued = await office.App.Client.PostAsJsonAsync("api/credentials", new { role = "department", department = "0213" });
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = office.App.Client.BaseAddress };
        using var answer = await client.PostAsync(
            "submit/signin", new FormUrlEncodedContent([new("credential", (await issued.JsonAsync())["token"]!.GetValue<string>())]));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private static Dictionary<string, string> Fields(string page, params (string Name, string Value)[] entered)
    {
        var fields = Hidden().Matches(page).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        foreach (var (name, value) in entered)
        {
            fields[name] = value;
        }

        return fields;
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""name="confirm" value="([^"]*)">""")]
    private static partial Regex ConfirmBox();
}
