using Azure.Storage.Blobs;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Security;

/// <summary>Ways out of where one should be: in addresses, and in the names of uploads.</summary>
public sealed class PathTests(AttackedAppFixture attacked) : IClassFixture<AttackedAppFixture>
{
    private static readonly string[] Tricks =
    [
        "..", ".", "../../host.json", "..%2f..%2fhost.json", "%2e%2e%2f%2e%2e%2fhost.json", "..%5c..%5chost.json",
            "..%252f..%252fhost.json", "%c0%ae%c0%ae%c0%af", "%2fetc%2fpasswd",
        "file:%2f%2f%2fetc%2fpasswd", "%00", "submit.css%00.txt", "2021%00", "%0d%0a", "%0a", "%09", "%7f", "%c2%85", "%23", "%3f", "%5c",
            "%2f", "%ff", "%ed%a0%80", "%f0%9f%98%80",
        "%e2%80%aegnp.exe", "%ef%bc%8e%ef%bc%8e%ef%bc%8f", "CON", "~", "%20", "%e3%80%80", "%", "%u0041", "{id}", "-1",
            "99999999999999999999", "2021-06-00", "NaN",
    ];

    public static TheoryData<string> Where => [.. RouteParameters.All.Where(p => p.In == "path").Select(p => p.ToString()).Distinct()];

    [Theory]
    [MemberData(nameof(Where))]
    public async Task A_path_leads_nowhere_else(string where)
    {
        var place = RouteParameters.All.First(p => p.ToString() == where);
        var lengths = new[] { 100, 1_000, 2_000, 7_000 }.Select(n => new string('x', n))
            .Append(string.Concat(Enumerable.Repeat("%e3%81%82", 700)));
        foreach (var trick in Tricks.Concat(lengths))
        {
            var answer = await RawHttp.SendAsync(attacked.Server, place.Method, RouteParameters.Address(place, trick, attacked.Right),
                $"Authorization: Bearer {RunningApp.Bootstrap}", "Content-Length: 0");
            answer.AssertOrderly($"{where} = {trick[..Math.Min(trick.Length, 60)]}");
            Assert.DoesNotContain("\"routePrefix\"", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_address_that_is_too_long_or_no_address_is_refused_by_the_server()
    {
        Assert.Equal(414, (await RawHttp.SendAsync(attacked.Server, "GET", "/api/submissions/" + new string('x', 20_000))).Status);
        Assert.Equal(431, (await RawHttp.SendAsync(attacked.Server, "GET", "/api/health", "X-Long: " + new string('x', 60_000))).Status);
        Assert.Equal(431, (await RawHttp.SendAsync(attacked.Server, "GET", "/api/health",
            [.. Enumerable.Range(0, 200).Select(i => $"X-{i}: 1")])).Status);
        foreach (var target in new[] { "api/health", "\\api\\health", "*", "http://", "/\u0001" })
        {
            Assert.InRange((await RawHttp.SendAsync(attacked.Server, "GET", target)).Status, 400, 405);
        }
    }

    [Fact]
    public async Task Uploads_with_wily_names_are_taken_or_refused_under_their_own_name_and_keep_no_other_from_being_taken()
    {
        var logs = new FormattedLogRecorder();
        await using var app = await RunningApp.StartLoggedAsync(logs, settings: RunningApp.QueueOff);
        string[] names =
        [
            "../../reference/departments.csv", "..\\..\\reference\\departments.csv", "a/../b.csv", "./c.csv", "sub/folder/d.csv",
                "%2e%2e%2fe.csv", "f%00.csv", "g\u202Evsc.exe", "h\u0085.csv", "i\u200B.csv",
            "' or '1' eq '1.csv", "#j?k&l=m.csv", "n|o<p>q\"r*.csv", " s .csv", "..", "...csv", "CON.csv", "t;u,v=w.csv",
                "=HYPERLINK(\"http://x\").csv", "<script>alert(1)</script>.csv", "あ\u3099\U0001F600.csv",
            new string('x', 900) + ".csv", string.Concat(Enumerable.Repeat("あ", 300)) + ".csv",
        ];
        var content = TestDrop.Bytes(TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12");
        var uploaded = new List<string>();
        foreach (var name in names)
        {
            try
            {
                await app.Container(ContainerNames.Drops).GetBlobClient("staff/" + name).UploadAsync(BinaryData.FromBytes(content));
                uploaded.Add(name);
            }
            catch (Azure.RequestFailedException e) when (e.Status is >= 400 and < 500)
            {
                // Storage itself does not take it.
            }
        }

        Assert.True(uploaded.Count >= names.Length - 4, string.Join('\n', names.Except(uploaded)));
        await app.Container(ContainerNames.Drops).GetBlobClient("staff/zz-last.csv")
            .UploadAsync(BinaryData.FromBytes(TestDrop.Bytes(TestDrop.StaffHeader, "2021-05,0101,経営計画課,一般,通常,13")));
        var before = await OthersAsync(app);
        var there = await NamesAsync(app, ContainerNames.Drops);

        // A backslash has become a slash on its way: the name now leads to the register. It is not followed, and said.
        var mine = there.Where(n => n.StartsWith("staff/", StringComparison.Ordinal) && n != "staff/../../reference/departments.csv")
            .ToList();
        Assert.Equal(there.Count(n => n.StartsWith("staff/", StringComparison.Ordinal)) - 1, mine.Count);

        await app.RunTimerAsync("PullStaff");
        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactDrop))
            .Count(r => r.GetString("state") == "taken") == mine.Count);

        // Each has its receipt under its own name, beside nothing else; and nothing was written anywhere else.
        var rows = await app.RowsAsync(TableNames.FactDrop);
        Assert.Single(logs.All, l => l.Event == 3004);
        Assert.Equal(mine.Select(n => n["staff/".Length..]).Order(StringComparer.Ordinal), rows.Select(r => r.GetString("file"))
            .Order(StringComparer.Ordinal));
        Assert.Equal("taken", rows.Single(r => r.GetString("file") == "zz-last.csv").GetString("state"));
        Assert.All(await NamesAsync(app, ContainerNames.Receipts), n => Assert.StartsWith("staff/", n, StringComparison.Ordinal));
        Assert.Equal(before, await OthersAsync(app));
        Assert.Equal(there, await NamesAsync(app, ContainerNames.Drops));

        using var listed = await app.Client.GetAsync("api/drops?folder=staff&count=200");
        Assert.Equal(rows.Count, (await listed.JsonAsync()).AsArray().Count);
        using var page = await app.Client.GetAsync("/");
        Assert.DoesNotContain("<script>alert(1)", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<List<string>> NamesAsync(RunningApp app, string container) =>
        await app.Container(container).GetBlobsAsync().Select(b => b.Name).Order(StringComparer.Ordinal).ToListAsync();

    /// <summary>The blobs of all containers where an upload or its receipt has no business.</summary>
    private static async Task<List<string>> OthersAsync(RunningApp app)
    {
        var found = new List<string>();
        await foreach (var container in new BlobServiceClient(app.Storage).GetBlobContainersAsync())
        {
            // The host keeps its locks in a container of its own.
            if (container.Name is not (ContainerNames.Drops or ContainerNames.Receipts)
                && !container.Name.StartsWith("azure-webjobs", StringComparison.Ordinal))
            {
                found.AddRange((await NamesAsync(app, container.Name)).Select(n => $"{container.Name}/{n}"));
            }
        }

        return found;
    }
}
