using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.CrashRecovery;

/// <summary>The scenarios of the kill matrix.</summary>
internal static partial class Scenarios
{
    // A place that several scenarios reach is killed in the first of them.
    public static readonly IReadOnlyList<Scenario> All =
    [
        Submissions(), Drops(), LongDrop(), LostMessage(), Recomputation(), YearOpening(), Closing(), Reviews(), ReferenceData(),
            Reminders(), Forms(),
        Credentials(), FirstStart(),
    ];

    private static Scenario Submissions() => new("submissions",
        r => r.SubmitAsync("first", """
            { "form": "monthly-figures", "responseId": "r1", "department": "0213", "month": "2021-06",
              "figures": [ { "measure": "online_procedures", "online": 472, "eligible": 938 }, { "measure": "seal_abolitions", "count": 5 } ],
              "initiatives": [ { "category": "ai", "name": "議事録作成", "status": "implemented", "month": "2021-05" } ] }
            """),
        r => r.ComputedAsync(),
        r => r.SubmitAsync("correction", """
            { "form": "monthly-figures", "responseId": "r2", "department": "0213", "month": "2021-06",
              "figures": [ { "measure": "online_procedures", "online": 480, "eligible": 938 }, { "measure": "seal_abolitions", "count": 5 } ] }
            """),
        r => r.ComputedAsync(),
        r => r.SubmitAsync("withdrawal", """
            { "form": "initiatives", "responseId": "r3", "department": "0213", "month": "2021-07",
              "initiatives": [ { "category": "ai", "name": "議事録作成", "status": "withdrawn", "month": "2021-07" } ] }
            """),
        r => r.ComputedAsync(),
        r => r.CallAsync("file", HttpMethod.Post, "api/submissions", new MultipartFormDataContent
        {
            { new StringContent("0213"), "department" }, { new StringContent("2020-05"), "month" },
            { new ByteArrayContent("項目,件数\n押印廃止,7\n"u8.ToArray()), "file", "f.csv" },
        }, HttpStatusCode.Accepted),
        r => r.ComputedAsync());

    /// <summary>Files that are accepted, accepted in part and refused, a corrected one, and one that is overwritten between runs.</summary>
    private static Scenario Drops() => new("drops",
        r => r.UploadAsync(ContainerNames.Drops, "overtime/good.csv", TestDrop.Bytes(
            TestDrop.OvertimeHeader, "2021-04,0101,経営計画課,一般,通常,通常,1:30", "2020-04,0101,経営計画課,一般,通常,通常,1:30")),
        r => r.UploadAsync(ContainerNames.Drops, "overtime/part.csv", TestDrop.Bytes(
            TestDrop.OvertimeHeader, "2021-05,0101,経営計画課,一般,通常,通常,1:30", "2021-05,0211,財政課,一般,通常,通常,12:60")),
        r => r.UploadAsync(ContainerNames.Drops, "overtime/refused.csv", TestDrop.Bytes("年月,所属コード")),
        r => r.UploadAsync(ContainerNames.Drops, "e-approval/a.csv",
            TestDrop.Bytes(TestDrop.EApprovalHeader, "2021-04,0211,財政課,100,50,50")),
        r => r.App.RunTimerAsync("PullOvertime"),
        r => r.App.RunTimerAsync("PullEApproval"),
        r => r.ComputedAsync(),
        r => r.UploadAsync(ContainerNames.Drops, "overtime/part.csv", TestDrop.Bytes(
            TestDrop.OvertimeHeader, "2021-05,0101,経営計画課,一般,通常,通常,1:30", "2021-05,0211,財政課,一般,通常,通常,12:50"), "2"),
        r => r.App.RunTimerAsync("PullOvertime"),
        r => r.ComputedAsync())
    {
        Timers = ["PullEApproval", "PullOvertime"],
    };

    /// <summary>A file that is written to the ledger in batches.</summary>
    private static Scenario LongDrop() => new("long drop",
        r => r.UploadAsync(ContainerNames.Drops, "staff/long.csv", TestDrop.Bytes(
            [TestDrop.StaffHeader, .. new[] { "0101,経営計画課", "0211,財政課", "0212,税務管理課" }.SelectMany(s =>
                new[] { 4, 5 }.Select(m => $"2021-{m:D2},{s},一般,通常,{m}"))])),
        r => r.App.RunTimerAsync("PullStaff"),
        r => r.ComputedAsync())
    {
        Settings = ["SmartToyonaka:Drops:EntriesPerCheckpoint=2"],
        Timers = ["PullStaff"],
    };

    /// <summary>
    /// Figures of a drop are in the ledger with their mark, and their message is lost: the sweep requests the recomputation.
    /// </summary>
    private static Scenario LostMessage() => new("lost message",
        r => r.UploadAsync(ContainerNames.Drops, "e-approval/a.csv",
            TestDrop.Bytes(TestDrop.EApprovalHeader, "2021-04,0211,財政課,100,50,50")),
        r => r.App.RunTimerAsync("PullEApproval"),
        r => r.ComputedAsync(),
        r => DropStorageFixture.Account(r.Storage).Table(TableNames.Drops)
            .PutAsync(new("pending", "e-approval-lost", new Dictionary<string, object>
            {
                ["keys"] = $"{BuiltInMeasures.Get(BuiltInMeasures.EApproval).Topic}|2021",
                ["markedat"] = r.Began.AddHours(-1),
            }), CancellationToken.None),
        r => r.App.RunTimerAsync("SweepUnfinished"),
        r => r.ComputedAsync());

    /// <summary>A year that others build on, computed after them; and a message delivered twice.</summary>
    private static Scenario Recomputation() => new("recomputation",
        r => r.SubmitAsync("later year", Seals("2022-04", 3, "r1")),
        r => r.ComputedAsync(),
        r => r.SubmitAsync("earlier year", Seals("2020-06", 2, "r2")),
        r => r.ComputedAsync(),
        r => r.SubmitAsync("initiative", """
            { "form": "initiatives", "responseId": "r3", "department": "0213", "month": "2022-05",
              "initiatives": [ { "category": "ai", "name": "議事録作成", "status": "implemented", "month": "2022-05" } ] }
            """),
        r => r.ComputedAsync(),
        r => r.SubmitAsync("initiative before", """
            { "form": "initiatives", "responseId": "r4", "department": "0213", "month": "2020-05",
              "initiatives": [ { "category": "ai", "name": "要約", "status": "implemented", "month": "2020-05" } ] }
            """),
        r => r.ComputedAsync(),
        r => r.App.RunTimerAsync("UpdateCompleteness"));

    /// <summary>A year that has begun and of which nobody has said anything.</summary>
    private static Scenario YearOpening() => new("year opening",
        r => r.SubmitAsync("", Seals("2021-06", 1, "r1")),
        r => r.ComputedAsync(),
        r => r.App.RunTimerAsync("UpdateCompleteness"),
        r => r.ComputedAsync())
    {
        Timers = ["UpdateCompleteness"],
    };

    /// <summary>A value that waits, and is confirmed.</summary>
    private static Scenario Reviews() => new("reviews",
        r => r.SubmitAsync("", Online(11, 12, "r1")),
        r => r.ComputedAsync(),
        r => r.SubmitAsync("", Online(1011, 1012, "r2")),
        r => r.ComputedAsync(),
        async r =>
        {
            var listed = JsonNode.Parse(await r.CallAsync("", HttpMethod.Get, "api/reviews", null, HttpStatusCode.OK))!;
            r.Remember("review", Assert.Single(listed.AsArray())!["id"]!.GetValue<string>());
        },
        r => r.CallAsync(
            "", HttpMethod.Post, $"api/reviews/{r.Remembered("review")}", JsonContent.Create(new { decision = "confirm", reason = "確かめた" }),
            HttpStatusCode.OK),
        r => r.ComputedAsync())
    {
        HasChecks = true,

        // The secret of the receipt's link is another one each time.
        Look = (_, image) => [.. image.Select(row => Secret().Replace(row, "token="))],
    };

    private static Scenario Closing() => new("closing",
        r => r.SubmitAsync("", Seals("2021-06", 1, "r1")),
        r => r.ComputedAsync(),
        r => CloseAsync(r, new { month = "2021-06", action = "close", reason = "報告書を公表した" }),
        r => r.ComputedAsync(),
        r => CloseAsync(r, new { month = "2021-06", action = "reopen", reason = "誤りが見つかった" }),
        r => r.ComputedAsync(),
        r => CloseAsync(r, new { fiscalYear = 2021, action = "close", reason = "年度の締め" }),
        r => r.ComputedAsync(),
        r => r.App.RunTimerAsync("SweepUnfinished"));

    /// <summary>Two departments that are reminded, and others of whom no address is known.</summary>
    private static Scenario Reminders() => new("reminders",
        r => r.UploadAsync(ContainerNames.Reference, "contacts.csv",
            "所属コード,所属名,メール\n0212,,s0212@city.example.lg.jp\n0213,,s0213@city.example.lg.jp\n"),
        r => r.App.RunTimerAsync("PullReference"),
        r => r.ComputedAsync(),
        r => r.App.RunTimerAsync("SendReminders"),
        r => r.App.RunTimerAsync("SweepUnfinished"))
    {
        // Three business days before the figures of March 2021 are due; nine in the morning in Japan.
        Now = new(2021, 4, 9, 0, 0, 0, TimeSpan.Zero),
        Settings =
        [
            "SmartToyonaka:Reminders:Mode=send", "SmartToyonaka:Reminders:From=shutoku@city.example.lg.jp",
                "SmartToyonaka:Reminders:Responsible=kikaku@city.example.lg.jp",
            "SmartToyonaka:Reminders:Link=https://func-toyonaka.example/",
        ],
        Timers = ["PullReference", "SendReminders"],
        Ignored = ["changedat", "attempt"],
        ReachesOutside = true,
        Look = OnceOrUnknown,
    };

    private static Scenario ReferenceData() => new("reference data",
        r => r.SubmitAsync("", Seals("2021-06", 1, "r1")),
        r => r.ComputedAsync(),
        r => r.UploadAsync(ContainerNames.Reference, "departments.csv",
            "所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\n0213,市民税課,03,総務部,2015-04,,,,\n9901,未来課,99,未来部,2020-04,,,,\n"),
        r => r.UploadAsync(ContainerNames.Reference, "catalogue.json",
            File.ReadAllText(Path.Combine(Repository.Root, "functions", "Domain", "Indicators", "catalogue.json"))
            .Replace("\"rulesVersion\": \"2022-03\"", "\"rulesVersion\": \"2023-03\"", StringComparison.Ordinal)),
        r => r.UploadAsync(ContainerNames.Reference, "holidays.csv", "日付,名称\n2022-01-03,wrong,\nx,y\n"),
        r => r.UploadAsync(ContainerNames.Reference, "report-texts/2021.json",
            """{ "fiscalYear": 2021, "lastFiscalYear": 2023, "issued": "6月", "issuer": "課", "purpose": ["別の目的"], "measures": {} }"""),
        r => r.App.RunTimerAsync("PullReference"),
        r => r.ComputedAsync())
    {
        Timers = ["PullReference"],
    };

    /// <summary>A form whose answers lie in a workbook, with the mapping that says how to read it.</summary>
    private static Scenario Forms() => new("forms",
        r =>
        {
            r.Graph.File = new Workbook().Sheet("Form1", ["ID", "開始時刻", "完了時刻", "メール", "名前", "所属", "対象の年月", "件数"],
                ["=1", "@44382.5", "@44382.6", "a@example.lg.jp", "豊中 花子", "0213", "令和3年6月", "=7"],
                ["=2", "@44382.5", "@44382.6", "b@example.lg.jp", "豊中 太郎", "0212", "令和3年6月", "=8"]).ToBytes();
            return r.UploadAsync(ContainerNames.Reference, "forms/seals.json", """
                {"form":"seals","version":"1","workbook":{"drive":"b!abc-1","item":"01ABC"},"questions":{
                "r5ec9a97f0a07442dae2aa56ea3344b3c":{"field":"department","column":"所属"},"rd30fffe9430d489c8b049e1a1041dd5a":{"field":"month","column":"対象の年月"},
                "r0b7d3b41a6f24dfb9d1c6f7b0f7a3c11":{"field":"seal_abolitions.count","column":"件数"} } }
                """);
        },
        r => r.App.RunTimerAsync("PullForms"),
        r => r.ComputedAsync())
    {
        Timers = ["PullForms"],
    };

    private static Scenario Credentials() => new("credentials",
        async r =>
        {
            using var issued = await r.Client.PostAsJsonAsync("api/credentials", new { role = "department", department = "0213" });
            Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
            r.Remember("credential", (await issued.JsonAsync())["id"]!.GetValue<string>());
        },
        r => r.CallAsync("", HttpMethod.Delete, $"api/credentials/{r.Remembered("credential")}", null, HttpStatusCode.OK))
    {
        Look = (r, image) =>
        {
            // Without a response, another credential is ordered: the first one, whose token nobody has, is in the list. All of them are
            // revoked.
            var credentials = image.Where(row => row.StartsWith("credentials:", StringComparison.Ordinal)).ToList();
            Assert.InRange(credentials.Count, 1, 2);
            Assert.Contains("isrevoked=True", Assert.Single(credentials, c =>
                c.Contains(r.Remembered("credential"), StringComparison.Ordinal)), StringComparison.Ordinal);
            return [.. image.Except(credentials)];
        },
    };

    private static Scenario FirstStart() =>
        new("first start", r => r.SubmitAsync("first", Seals("2021-06", 1, "r1"))) { IsFirstStart = true };

    private static string Online(int online, int eligible, string responseId) => $$"""
        { "form": "f", "responseId": "{{responseId}}", "department": "0213", "month": "2021-06",
          "figures": [ { "measure": "online_procedures", "online": {{online}}, "eligible": {{eligible}} } ] }
        """;

    private static string Seals(string month, int count, string responseId) =>
        $$"""{ "form": "f", "responseId": "{{responseId}}", "department": "0213", "month": "{{month}}", "figures": [ { "measure": "seal_abolitions", "count": {{count}} } ] }""";

    // A repeated action that was executed already is answered 409.
    private static Task CloseAsync(ScenarioRun r, object order) =>
        r.CallAsync("", HttpMethod.Post, "api/closings", JsonContent.Create(order), HttpStatusCode.Created, HttpStatusCode.Conflict);

    // A mail was sent once, or is shown as unknown; never twice, and never "sent" without having been sent.
    private static List<string> OnceOrUnknown(ScenarioRun run, List<string> image)
    {
        Assert.Equal(run.Graph.Recipients.Distinct(), run.Graph.Recipients);
        var seen = new List<string>();
        var unknown = 0;
        foreach (var row in image)
        {
            if (row.StartsWith("outbox:", StringComparison.Ordinal) && row.Contains("department=021", StringComparison.Ordinal)
                && row.Contains("RowKey=m!", StringComparison.Ordinal))
            {
                var isUnknown = row.Contains("state=unknown", StringComparison.Ordinal);
                var isSent = row.Contains("state=sent", StringComparison.Ordinal);
                var address = $"s{row[(row.IndexOf("department=", StringComparison.Ordinal) + 11)..][..4]}@city.example.lg.jp";
                if (isSent)
                {
                    Assert.Contains(address, run.Graph.Recipients);
                }

                unknown += isUnknown ? 1 : 0;
                seen.Add(isUnknown ? row.Replace("state=unknown", "state=sent", StringComparison.Ordinal)
                    .Replace("reason=broken-off", "reason=", StringComparison.Ordinal) : row);
            }
            else if (!(row.StartsWith("outbox:", StringComparison.Ordinal) && row.Contains("state=unknown", StringComparison.Ordinal)))
            {
                seen.Add(row);
            }
        }

        Assert.InRange(unknown, 0, 1);
        return seen;
    }

    [GeneratedRegex("token=[0-9a-f]+")]
    private static partial Regex Secret();
}
