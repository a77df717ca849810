using System.Net;
using System.Text.Json.Nodes;
using static SmartToyonaka.Tests.Intake.Review.HeldValueCalls;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>Values of drops that are far from what was said wait like those of submissions.</summary>
public sealed class HeldDropValuesTests
{
    [Fact]
    public async Task Minutes_taken_for_hours_wait_and_the_receipt_says_so()
    {
        await using var app = await NewAppAsync();
        const string Header = "年月,所属コード,所属名,職種,勤務形態,";
        await DropAsync(app, "staff/a.csv", Header + "人数\n2021-06,0213,,一般,通常,20\n2021-06,0214,,一般,通常,20\n", "PullStaff");

        // The file says that its times are hours; one that leaves it open is held back whole.
        await DropAsync(
            app, "overtime/a.csv", Header + "事由区分,時間外時間（時間）\n2021-06,0213,,一般,通常,通常,18000\n2021-06,0214,,一般,通常,通常,300.5\n", "PullOvertime");
        var receipt = JsonNode.Parse((await app.Container("receipts").GetBlobClient("overtime/a.csv.json")
            .DownloadContentAsync()).Value.Content)!;
        Assert.Equal("0213", Assert.Single(receipt["waiting"]!.AsArray())!["section"]!.GetValue<string>());
        Assert.Contains(receipt["warnings"]!.AsArray(), w => w!["code"]!.GetValue<string>() == "waits_for_confirmation");

        await app.WaitUntilComputedAsync();
        var review = Assert.Single(await ReviewsAsync(app))!;
        Assert.Equal(18000L * 60, review["values"]![0]!["value"]!.GetValue<long>());
        await AssertVerifiedAsync(app);
        using var confirmed = await DecideAsync(app, review["id"]!.GetValue<string>(), "confirm");
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        await app.WaitUntilComputedAsync();
        await AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task A_correction_by_file_that_is_far_from_what_holds_waits()
    {
        await using var app = await NewAppAsync();
        const string Header = "年月,所属コード,所属名,起案件数,電子決裁件数\n";
        await DropAsync(app, "e-approval/a.csv", Header + "2021-06,0213,,200,100\n", "PullEApproval");
        await DropAsync(app, "e-approval/b.csv", Header + "2021-06,0213,,2000,1000\n", "PullEApproval");
        await app.WaitUntilComputedAsync();
        Assert.Equal(200, (await app.IndicatorAsync("e_approval_rate_pooled", "month", "2021-06"))!["denominator"]!.GetValue<double>());
        Assert.Single(await ReviewsAsync(app));
        Assert.Equal(1, (await app.IndicatorAsync("e_approval_rate_pooled", "month", "2021-06"))!["heldValues"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_waiting_value_of_the_base_year_is_counted_where_it_is_compared_with()
    {
        await using var app = await NewAppAsync();
        const string Header = "年月,所属コード,所属名,職種,勤務形態,事由区分,時間外時間\n";
        await DropAsync(app, "overtime/a.csv", Header + "2019-06,0213,,一般,通常,通常,300:30\n2021-06,0213,,一般,通常,通常,310:30\n", "PullOvertime");
        await DropAsync(app, "overtime/b.csv", Header + "2019-06,0213,,一般,通常,通常,3000:30\n", "PullOvertime");
        await app.WaitUntilComputedAsync();
        Assert.Equal(1, (await app.IndicatorAsync("overtime_change", "ytd", "2021-06"))!["heldValues"]!.GetValue<int>());
        Assert.Equal(0, (await app.IndicatorAsync("overtime_change", "month", "2021-05"))?["heldValues"]!.GetValue<int>() ?? 0);
        await AssertVerifiedAsync(app);
    }

    [Fact]
    public async Task Of_the_hours_that_a_head_can_have_one_minute_more_waits()
    {
        await using var app = await NewAppAsync();
        const string Header = "年月,所属コード,所属名,職種,勤務形態,";
        await DropAsync(app, "staff/a.csv", Header + "人数\n2021-06,0213,,一般,通常,20\n2021-06,0214,,一般,通常,20\n", "PullStaff");
        await DropAsync(
            app, "overtime/a.csv", Header + "事由区分,時間外時間\n2021-06,0213,,一般,通常,通常,4000:00\n2021-06,0214,,一般,通常,通常,4000:01\n", "PullOvertime");
        await app.WaitUntilComputedAsync();
        Assert.Equal("0214", Assert.Single(await ReviewsAsync(app))!["department"]!.GetValue<string>());
    }
}
