using System.Net;
using System.Net.Http.Json;
using SmartToyonaka.Storage;
using SmartToyonaka.Tests.Drops;

namespace SmartToyonaka.Tests.Killed;

/// <summary>What is done while the process is killed.</summary>
internal static class Scenarios
{
    public static readonly IReadOnlyList<Scenario> All = [Submissions()];

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
}
