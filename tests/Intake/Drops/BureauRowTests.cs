using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>A bureau's row is never a section's figure, in whatever column the bureau is named.</summary>
public sealed class BureauRowTests
{
    private const string A = "2021-04,0101,経営計画課,20,10,10", B = "2021-04,0211,財政課,10,5,5";

    // A total is compared and passed over; what else names a bureau is held.
    [Theory]
    [InlineData("2021-04,,財務部,10,5,5", "")]
    [InlineData("2021-04,財務部,,10,5,5", "")]
    [InlineData(",財務部,,10,5,5", "")]
    [InlineData("財務部,,,10,5,5", "not_a_month")]
    [InlineData("2021-04,02,財務部,10,5,5", "")]
    [InlineData("2021-04,財務部,計,10,5,5", "")]
    [InlineData("2021-04,財務部,財務部,10,5,5", "")]
    [InlineData("2021-04,,財務部(全課),10,5,5", "unknown_section")]
    [InlineData("2021-04,,02 財務部,10,5,5", "unknown_section")]
    [InlineData("2021-04,02,,10,5,5", "unknown_section")]
    [InlineData("2021-04,0213,財務部,10,5,5", "code_and_name_disagree")]
    [InlineData("2021-04,0213,都市経営部,10,5,5", "code_and_name_disagree")]
    public async Task In_the_columns_of_the_section(string row, string code)
    {
        var check = await TestDrop.CheckAsync("e-approval", TestDrop.EApprovalHeader, B, A, row);
        Assert.Equal(code.Length == 0 ? [] : [code], check.Receipt.Errors.Select(e => e.Code).Distinct());
        Assert.All(check.Observations, o => Assert.Contains($"{o.Section} {o.Value("total")}", (string[])["0101 20", "0211 10"]));
    }

    [Theory]
    [InlineData("財務部,,,,一般,通常,通常,30:00", "missing")]
    [InlineData("財務部,2021-04,,,一般,通常,通常,30:00", "missing")]
    [InlineData("都市経営部,2021-04,,,一般,通常,新型コロナ,30:00", "missing")]
    [InlineData("財務部計,2021-04,,,一般,通常,通常,30:00", "")]
    [InlineData(",,,,一般,通常,新型コロナ,1:00", "")]
    public async Task In_a_column_that_is_not_read(string row, string code)
    {
        var check = await TestDrop.CheckAsync("overtime", "部局名," + TestDrop.OvertimeHeader, "財務部,2021-04,0211,財政課,一般,通常,通常,10:00",
            "財務部,2021-04,0213,市民税課,一般,通常,通常,20:00", row);
        Assert.Equal(code.Length == 0 ? [] : [code], check.Receipt.Errors.Select(e => e.Code).Distinct());
        Assert.DoesNotContain(1800, check.Observations.SelectMany(o => o.Cells).Select(c => c.Value));
        Assert.DoesNotContain(3000, check.Observations.Select(o => o.Cells.Sum(c => c.Value)));
    }

    [Theory]
    [InlineData("職種", "2021-04,0211,財政課,財務部,通常,通常,30:00")]
    [InlineData("勤務形態", "2021-04,0211,財政課,一般,財務部,通常,30:00")]
    [InlineData("事由区分", "2021-04,0211,財政課,一般,通常,財務部,30:00")]
    [InlineData("年月", "財務部,0211,財政課,一般,通常,通常,30:00")]
    public async Task In_another_column(string column, string row)
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, row);
        Assert.Contains(check.Receipt.Errors, e => e.Column == column);
        Assert.Empty(check.Observations);
    }

    [Theory]
    [InlineData("財務部", "department_unknown")]
    [InlineData("02", "department_unknown")]
    [InlineData("財務部計", "department_unknown")]
    [InlineData("財務部 市民税課", "")]
    public void In_a_submission(string department, string code)
    {
        var check = SubmissionCheck.Check(FormSubmission.Read([new("department", department), new("month", "2021-06"),
            new("online_procedures.online", "9"), new("online_procedures.eligible", "12")]), ReferenceData.BuiltInRegister);
        Assert.Equal(code.Length == 0 ? [] : [code], check.Errors.Select(e => e.Code));
    }

    [Fact]
    public async Task In_the_rows_of_a_submission_of_a_section()
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        using var answer = await app.Client.PostAsync("api/submissions/check", new MultipartFormDataContent
        {
            { new StringContent("2021-06"), "month" },
            {
                new StringContent("所属,項目,オンライン化済,対象\n市民税課,行政手続きのオンライン化,9,12\n財務部,キャッシュレス決済,3,5\n"), "file", "f.csv"
            },
        });
        Assert.Contains((await answer.JsonAsync())["errors"]!.AsArray(),
            e => e!["code"]!.GetValue<string>() == "differs_within_submission");
    }
}
