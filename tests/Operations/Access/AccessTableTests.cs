using System.Net;
using System.Net.Http.Json;
using System.Text;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Access;

/// <summary>Who may do what: the table of <c>docs/access.md</c>, cell by cell, and what App Service says of who is signed in.</summary>
public sealed class AccessTableTests(AccessTableApp running) : IClassFixture<AccessTableApp>
{
    internal const string Own = "0213", Other = "0212";

    private RunningApp App => running.App;

    /// <summary>Every cell of the table, for credentials and for people signed in.</summary>
    public static TheoryData<string, string, string, string, int> Cells()
    {
        var cells = new TheoryData<string, string, string, string, int>();
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "access.md"))
            .SkipWhile(l => !l.StartsWith("| what |", StringComparison.Ordinal)).TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();
        foreach (var line in lines.Skip(2))
        {
            for (var i = 3; i < line.Length; i++)
            {
                foreach (var by in lines[0][i] == "nobody" ? ["nothing"] : new[] { "credential", "entra" })
                {
                    cells.Add(line[1].Trim('`'), line[2], lines[0][i], by,
                        int.Parse(line[i], System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }

        return cells;
    }

    [Fact]
    public void The_table_names_every_function_that_is_open()
    {
        var documented = Cells().Select(c => (string)((object[])c)[0]).Distinct().Select(request => HttpFunctions.OfRequest(request)
            ?? request).Distinct().Order(StringComparer.Ordinal);

        // What is on one side only has to be added to docs/access.md, or to AccessRules.
        Assert.Equal(AccessRules.ByFunction.Keys.Order(StringComparer.Ordinal), documented);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_cell_of_the_table_holds(string request, string whose, string who, string by, int status)
    {
        var (method, path) = (request.Split(' ')[0], request.Split(' ')[1]);
        if (path.Contains("submissions/{id}", StringComparison.Ordinal) || path.Contains("receipts/{id}", StringComparison.Ordinal))
        {
            path = path.Replace("{id}", await running.SubmissionAsync(whose == "own" ? Own : Other), StringComparison.Ordinal);
        }
        else if (path.Contains("seal_abolitions", StringComparison.Ordinal))
        {
            await running.SubmissionAsync(whose == "own" ? Own : Other);
            path = path.Replace("{department}", whose == "own" ? Own : Other, StringComparison.Ordinal);
            if (path.Contains("{entry}", StringComparison.Ordinal))
            {
                using var provenance = await App.Client.GetAsync(
                    $"api/indicators/seal_abolitions/2021-06/provenance/{(whose == "own" ? Own : Other)}");
                path = path.Replace("{entry}", (await provenance.JsonAsync())["figures"]![0]!["links"]!["self"]!.GetValue<string>()
                    .Split('/')[^1], StringComparison.Ordinal);
            }
        }
        else if (path.Contains("api/reports", StringComparison.Ordinal))
        {
            await running.ReportableAsync();
        }
        else if (path.Contains("credentials/{id}", StringComparison.Ordinal))
        {
            using var issued = await App.Client.PostAsJsonAsync("api/credentials", new { role = "reader" });
            path = path.Replace("{id}", (await issued.JsonAsync())["id"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        using var message = new HttpRequestMessage(new HttpMethod(method), path.TrimStart('/'));
        if (method == "POST")
        {
            message.Content = path.StartsWith("/api/drops", StringComparison.Ordinal)
                ? new StringContent("年月,所属コード,所属名,職種,勤務形態,人数\n2021-06,0101,経営計画課,一般,通常,12\n", Encoding.UTF8, "text/csv")
                : path == "/upload" ? FileForm(whose == "own" ? Own : Other)
                : path.StartsWith("/submit", StringComparison.Ordinal) || path.StartsWith("/upload", StringComparison.Ordinal)
                ? new FormUrlEncodedContent(Fields(whose == "own" ? Own : Other))
                : new StringContent(Body(path, whose == "own" ? Own : Other), Encoding.UTF8, "application/json");
        }

        using var answer = await (await running.ClientAsync(who, by)).SendAsync(message);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    [Fact]
    public async Task A_person_who_submits_and_reads_does_both()
    {
        using var client = Signed(["Submitter", "Reader"], "情報政策課の名前ではない");
        using var drops = await client.GetAsync("api/drops");
        Assert.Equal(HttpStatusCode.OK, drops.StatusCode);
        using var both = Signed(["Submitter", "Reader"], Own);
        using var own = await App.SubmitAsync(Figures(Own), client: both);
        using var others = await App.SubmitAsync(Figures(Other), client: both);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Forbidden), (own.StatusCode, others.StatusCode));
        using var seen = await both.GetAsync("api/submissions/" + (await App.AcceptedAsync(Figures(Other)))["id"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    [Fact]
    public async Task A_person_without_a_role_or_a_known_department_is_told_so()
    {
        using var none = Signed([], Own);
        using var first = await App.SubmitAsync(Figures(Own), client: none);
        Assert.Equal("no-role", await first.ProblemAsync(HttpStatusCode.Forbidden));
        using var nowhere = Signed(["Submitter"], "9999");
        using var second = await App.SubmitAsync(Figures(Own), client: nowhere);
        Assert.Equal("department-of-person-unknown", await second.ProblemAsync(HttpStatusCode.Forbidden));
        using var misspelt = Signed(["administrator"], "");
        using var third = await misspelt.GetAsync("api/credentials");
        Assert.Equal("no-role", await third.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("e30=")]
    [InlineData("W10=")]
    public async Task A_header_that_is_no_principal_is_nobody(string header)
    {
        using var answer = await WithHeader(header).GetAsync("api/credentials");
        Assert.Equal("unauthenticated", await answer.ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Another_sign_in_than_Entra_s_two_ids_and_an_endless_header_are_nobody()
    {
        foreach (var header in new[]
        {
            SignedInPerson.Header(["Administrator"], "", provider: "google"),
            SignedInPerson.Header(["Administrator"], "", more: ("oid", Guid.NewGuid().ToString())),
            SignedInPerson.Header(["Administrator"], "", id: "hanako@example.lg.jp"),
        })
        {
            using var answer = await WithHeader(header).GetAsync("api/credentials");
            Assert.Equal("unauthenticated", await answer.ProblemAsync(HttpStatusCode.Unauthorized));
        }

        Assert.Null(EntraPrincipal.Parse(SignedInPerson.Header(["Administrator"], "", more: ("x", new string('x', 30_000))), "department"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.Accepted)]
    public async Task A_page_of_another_site_cannot_submit_for_a_person(string header, string value, HttpStatusCode status)
    {
        using var client = Signed(["Submitter"], Own);
        client.DefaultRequestHeaders.Add(header, value);
        using var answer = await App.SubmitAsync(Figures(Own), client: client);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Where_sign_in_is_off_the_header_means_nothing()
    {
        await using var off = await RunningApp.StartAsync(settings: ["WEBSITE_AUTH_ENABLED=True"]);
        using var client = off.NewClient(null);
        client.DefaultRequestHeaders.Add(EntraPrincipal.Header, SignedInPerson.Header(["Administrator"], ""));
        using var answer = await client.GetAsync("api/credentials");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("SmartToyonaka:Access:EntraSignIn=true")]
    [InlineData("SmartToyonaka:Access:EntraSignIn=true", "WEBSITE_AUTH_ENABLED=False")]
    [InlineData("SmartToyonaka:Access:EntraSignIn=yes", "WEBSITE_AUTH_ENABLED=True")]
    public async Task Where_the_platform_does_not_authenticate_the_program_does_not_start(params string[] settings)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningApp.StartAsync(settings: settings));
        Assert.StartsWith("SmartToyonaka__Access__EntraSignIn", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Who_issued_and_who_revoked_a_credential_is_recorded()
    {
        using var administrator = Signed(["Administrator"], "");
        using var issued = await administrator.PostAsJsonAsync("api/credentials", new { role = "reader" });
        var id = (await issued.JsonAsync())["id"]!.GetValue<string>();
        using var revoked = await App.Client.DeleteAsync("api/credentials/" + id);
        using var list = await App.Client.GetAsync("api/credentials");
        var found = (await list.JsonAsync()).AsArray().Single(c => c!["id"]!.GetValue<string>() == id)!;
        Assert.Equal(("reader", "entra:" + SignedInPerson.Id, "bootstrap"),
            (found["role"]!.GetValue<string>(), found["issuedBy"]!.GetValue<string>(), found["revokedBy"]!.GetValue<string>()));
    }

    internal static string Figures(string department) =>
        $$"""{"form":"access","responseId":"{{Guid.NewGuid()}}","department":"{{department}}","month":"2021-06","figures":[{"measure":"seal_abolitions","count":3}]}""";

    private static MultipartFormDataContent FileForm(string department) => new()
    {
        { new StringContent("submission"), "kind" },
        { new StringContent($"項目,件数,所属,年月\n押印廃止,3,{department},2021-06\n"), "file", "figures.csv" },
    };

    private static Dictionary<string, string> Fields(string department) =>
        new()
        {
            ["department"] = department,
            ["month"] = "2021-06",
            ["key"] = Guid.NewGuid().ToString("N"),
            ["kind"] = "submission",
            ["name"] = "figures.csv",
            ["seal_abolitions.count"] = "3"
        };

    // A month can be closed once only.
    private static string Body(string path, string department) => path switch
    {
        _ when path.Contains("reviews", StringComparison.Ordinal) => """{"decision":"confirm"}""",
        _ when path.EndsWith("closings", StringComparison.Ordinal) =>
            $$"""{"month":"{{new DateOnly(1950, 1, 1).AddMonths(Interlocked.Increment(ref closed)):yyyy-MM}}","action":"close","reason":"test"}""",
        _ when path.Contains("submissions", StringComparison.Ordinal) => Figures(department),
        _ => """{"role":"reader"}""",
    };

    private static int closed;

    private HttpClient Signed(string[] roles, string department) => WithHeader(SignedInPerson.Header(roles, department));

    private HttpClient WithHeader(string header) => running.WithHeader(header);
}
