using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Security;

/// <summary>
/// Secrets and personal data are sent to every endpoint, validly and invalidly, with and without a working storage; then all log lines of
/// every level are searched for them.
/// </summary>
public sealed class SecretsInLogsTests
{
    private const string Mail = "hanako.toyonaka@example.lg.jp", Person = "豊中桃太郎", Number = "0773091264",
        PersonId = "8d3c1c1e-5a51-4d0e-9a7e-2f8f6c0b1a11";

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task No_secret_and_nobody_is_in_the_log()
    {
        var logged = new LogRecorder();
        var storage = await TestStorage.NewAccountAsync();
        await using var proxy = await FaultyStorage.StartAsync(storage);
        await using var app = await RunningApp.StartLoggedAsync(logged, storage, proxy,
            settings: ["SmartToyonaka:Access:EntraSignIn=true", "WEBSITE_AUTH_ENABLED=True"]);
        var secrets = new List<string> { RunningApp.Bootstrap, Key(storage), Key(proxy.ConnectionString), Mail, Person, "桃太郎", Number };

        var issued = new List<string>();
        foreach (var order in new object[] { new { role = "department", department = "0213" }, new { role = "reader" },
            new { role = "administrator" } })
        {
            using var answer = await app.Client.PostAsJsonAsync("api/credentials", order);
            issued.Add((await answer.JsonAsync())["token"]!.GetValue<string>());
        }

        // The secret follows the id, which is not secret.
        secrets.AddRange(issued.Select(t => t[21..]));
        var (wrong, garbage) = (issued[0][..^4] + "AbCd", "sty_" + new string('9', 16) + "_this-was-never-issued-by-anybody-0123456789");
        secrets.AddRange([wrong[21..], garbage[21..], "Zm9vYmFyLW5vdC1hLWNyZWRlbnRpYWw"]);

        await UseAsync(app, issued, [wrong, garbage, "Zm9vYmFyLW5vdC1hLWNyZWRlbnRpYWw"]);
        await HandInAsync(app);
        proxy.Decide = (service, method, _) => service == "Table" && method != "GET" ? CallFault.Busy : CallFault.None;
        await HandInAsync(app);
        proxy.Decide = (service, _, _) => service == "Table" ? CallFault.Busy : CallFault.None;
        await UseAsync(app, issued, [garbage]);
        proxy.Decide = (_, _, _) => CallFault.None;
        foreach (var timer in new[] { "PullStaff", "PullOvertime", "PullReference", "SweepUnfinished" })
        {
            await app.RunTimerAsync(timer);
        }

        await RunningApp.UntilAsync(async () => (await app.RowsAsync(TableNames.FactDrop)).Count == 2);
        await app.WaitUntilComputedAsync();
        using var revoked = await app.Client.DeleteAsync("api/credentials/" + issued[1][4..20]);
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        await UseAsync(app, [issued[1]], []);

        // The recorder had the lowest level, and errors occurred.
        Assert.Contains(logged.Lines, l => l.StartsWith("Trace", StringComparison.Ordinal)
            || l.StartsWith("Debug", StringComparison.Ordinal));
        Assert.Contains(logged.Lines, l => l.Contains("the storage did not answer", StringComparison.Ordinal));
        Assert.Contains(logged.Lines, l => l.Contains("caller refused with 401", StringComparison.Ordinal));
        var spellings = secrets.SelectMany(s =>
            new[] { s, Uri.EscapeDataString(s), Convert.ToBase64String(Encoding.UTF8.GetBytes(s)).TrimEnd('=')[..^1] }).Distinct().ToList();
        Assert.Empty(from line in logged.Lines
                     from s in spellings
                     where line.Contains(s,
            StringComparison.OrdinalIgnoreCase)
                     select $"{s} in {line[..Math.Min(line.Length, 1_000)]}");
    }

    /// <summary>Credentials in every place where one can be put.</summary>
    private static async Task UseAsync(RunningApp app, IEnumerable<string> right, IEnumerable<string> wrong)
    {
        foreach (var credential in right.Concat(wrong))
        {
            using var client = app.NewClient(credential);
            foreach (var path in new[] { "api/drops", "api/completeness?fiscalYear=2021", "api/submissions/none",
                "api/tables/factfigure?fiscalYear=2021", "api/indicators/ai_tasks/2021-06/provenance" })
            {
                using var answer = await client.GetAsync(path);
                Assert.True((int)answer.StatusCode is < 500 or 503, $"{path}: {(int)answer.StatusCode}");
            }

            using var browser = app.NewClient(null);
            using var signedIn = await browser.PostAsync("submit/signin",
                new FormUrlEncodedContent([new("credential", credential), new("to", "/")]));
            browser.DefaultRequestHeaders.Add("Cookie", $"smart-toyonaka={DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{credential}");
            using var page = await browser.GetAsync("submit?month=2021-06");
            using var basic = app.NewClient(null);
            basic.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("x:" + credential)));
            using var refused = await basic.GetAsync("api/drops");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var person = app.NewClient(null);
        person.DefaultRequestHeaders.TryAddWithoutValidation(EntraPrincipal.Header,
            Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
            {
                auth_typ = "aad",
                claims = new[] { ("oid", PersonId), ("name", Person), ("preferred_username", Mail), ("roles", "Submitter"),
                ("department", "0213") }.Select(c => new { typ = c.Item1, val = c.Item2 }),
            })));
        using var own = await person.GetAsync("api/completeness?fiscalYear=2021");
        Assert.True(own.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{(int)own.StatusCode}");
    }

    /// <summary>People's data where it belongs and where it does not.</summary>
    private static async Task HandInAsync(RunningApp app)
    {
        foreach (var submission in new object[]
        {
            new { form = Mail, responseId = $"{Number} {Person}", department = "0213", month = "2021-06",
                figures = new[] { new { measure = "seal_abolitions", count = 3 } } },
            new { department = Person, month = Mail, figures = new[] { new { measure = Number, count = 3 } } },
            new { department = "0213", month = "2021-06",
                initiatives = new[] { new { category = "ai", name = $"{Person} {Number}", status = "implemented",
                    partners = new[] { Person }, note = Mail } } },
            new { form = "monthly", responseId = "1", responder = Mail, answers = new { r1 = Person } },
        })
        {
            using var answer = await app.Client.PostAsJsonAsync("api/submissions", submission);
            Assert.True((int)answer.StatusCode is < 500 or 503, $"{(int)answer.StatusCode}");
        }

        using var broken = await app.Client.PostAsync("api/submissions",
            new StringContent($"{{ \"department\": \"{Person}", Encoding.UTF8, "application/json"));
        using var form = await app.Client.PostAsync("api/submissions",
            new FormUrlEncodedContent([new("department", Person), new("month", Number), new("電子メール", Mail)]));
        Assert.True((int)broken.StatusCode >= 400 && (int)form.StatusCode >= 400);

        var drops = app.Container(ContainerNames.Drops);
        await drops.GetBlobClient("staff/people.csv")
            .UploadAsync(BinaryData.FromBytes(TestDrop.Bytes("職員番号,氏名," + TestDrop.StaffHeader,
                $"{Number},{Person},2021-04,0101,経営計画課,一般,通常,12", $"{Number},{Person},2021-04,0302,{Person},{Mail},通常,{Number}")),
                    overwrite: true);
        await drops.GetBlobClient("overtime/people.csv").UploadAsync(BinaryData.FromBytes(TestDrop.Bytes(Person, Mail, Number)),
            overwrite: true);
        var reference = app.Container(ContainerNames.Reference);
        await reference.GetBlobClient("contacts.csv")
            .UploadAsync(BinaryData.FromString($"所属コード,メール\r\n0213,{Mail}\r\n9999,{Person} <{Mail}>\r\n"), overwrite: true);
        await reference.GetBlobClient("departments.csv").UploadAsync(BinaryData.FromString($"所属コード,所属名\r\n{Number},{Person}\r\n"),
            overwrite: true);
    }

    private static string Key(string connection) =>
        connection.Split(';').Single(p => p.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];
}
