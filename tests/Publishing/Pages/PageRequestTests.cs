using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Triggers.Middleware;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>What the page answers to requests that no well-behaved browser sends, or sends twice.</summary>
public sealed partial class PageRequestTests(PageApp app) : IClassFixture<PageApp>
{
    [Fact]
    public async Task A_double_click_hands_in_once_and_going_back_to_change_asks_again()
    {
        using var client = NewClient("0213");
        var fields = Fields(await client.GetStringAsync("submit?month=2021-05"), ("online_procedures.online", "200"),
            ("online_procedures.eligible", "930"));

        var receipts = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await client.PostAsync("submit", new FormUrlEncodedContent(fields));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            receipts.Add(answer.Headers.Location?.ToString());
        }

        Assert.Equal(receipts[0], receipts[1]);
        Assert.Single((await app.HistoryAsync("0213", "2021-05"))["entries"]!.AsArray());

        fields["online_procedures.online"] = "210";
        using var changed = await client.PostAsync("submit", new FormUrlEncodedContent(fields));
        var page = await changed.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, changed.StatusCode);
        Assert.Contains("すでに提出されています", page, StringComparison.Ordinal);
        using var again = await client.PostAsync("submit",
            new FormUrlEncodedContent(Fields(page, ("online_procedures.online", "210"), ("online_procedures.eligible", "930"))));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(2, (await app.HistoryAsync("0213", "2021-05"))["entries"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public void The_cookie_is_for_TLS_alone_where_the_caller_uses_it(string scheme, bool secure)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = scheme;
        PageSession.SignOut(context.Request);

        Assert.Equal(secure, context.Response.Headers.SetCookie.ToString().Contains("secure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cookie_opens_pages_only_and_no_script_reads_it()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress =
            app.App.Client.BaseAddress
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "submit/signin") { Content = SignIn("0214") };
        using var answer = await client.SendAsync(request);
        var cookies = answer.Headers.GetValues("Set-Cookie").Select(c => c.ToLowerInvariant()).ToList();
        var cookie = cookies[0];

        // The figures' page is at the root, so there is one for the whole site.
        Assert.Equal(["path=/"], cookies.Select(c => c.Split("; ").Single(p => p.StartsWith("path", StringComparison.Ordinal))));
        Assert.All(cookies, c => Assert.All(["httponly", "samesite=strict"], part => Assert.Contains(part, c, StringComparison.Ordinal)));
        Assert.All(cookies, c => Assert.DoesNotContain("secure", c, StringComparison.Ordinal));
        Assert.All(cookies, c => Assert.DoesNotContain("expires", c, StringComparison.Ordinal));

        // Sent by hand to the API it opens nothing.
        using var api = new HttpRequestMessage(HttpMethod.Get, "api/completeness?fiscalYear=2021");
        api.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var refused = await client.SendAsync(api);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData("submit")]
    [InlineData("submit/check")]
    [InlineData("submit/signin")]
    public async Task What_another_site_posts_is_from_nobody(string address)
    {
        using var client = NewClient("0401");
        var fields = Fields(await client.GetStringAsync("submit?month=2021-05"), ("online_procedures.online", "200"),
            ("online_procedures.eligible", "930"), ("credential", app.CredentialOf("0401")));
        foreach (var (header, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
            ("Origin", "https://example.com") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
            request.Headers.Add(header, value);
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));

            // And nobody who signs in then sends it on.
            Assert.DoesNotContain("online_procedures", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Empty((await app.HistoryAsync("0401", "2021-05"))["entries"]!.AsArray());
    }

    [Fact]
    public async Task Another_department_cannot_be_spoken_for()
    {
        using var client = NewClient("0602");
        var fields = Fields(await client.GetStringAsync("submit?month=2021-05"), ("online_procedures.online", "200"),
            ("online_procedures.eligible", "930"));
        fields["department"] = "0603";
        using var answer = await client.PostAsync("submit", new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var check = await client.PostAsync("submit/check", new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Forbidden, check.StatusCode);
        Assert.Empty((await app.HistoryAsync("0603", "2021-05"))["entries"]!.AsArray());
    }

    [Fact]
    public async Task What_was_said_is_never_markup_and_the_page_runs_nothing_of_its_own()
    {
        using var client = NewClient("0801");
        using var answer = await client.GetAsync("submit?month=2021-09");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("相続人代表者設定 &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(app.CredentialOf("0801"), page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<script(?![^>]* src=)|\son\w+=|style=", page);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Styles_and_scripts_are_kept_by_the_browser_until_they_change()
    {
        var page = await app.App.Client.GetStringAsync("submit");
        foreach (var address in Asset().Matches(page).Select(m => m.Groups[1].Value))
        {
            using var asset = await app.App.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            Assert.Contains("immutable", asset.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

            using var request = new HttpRequestMessage(HttpMethod.Get, address.Split('?')[0]);
            request.Headers.IfNoneMatch.Add(asset.Headers.ETag!);
            using var same = await app.App.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
            Assert.True(same.Headers.CacheControl!.NoCache);
        }
    }

    [Fact]
    public async Task What_was_entered_as_new_stays_new_though_initiatives_have_become_known_since_the_page_was_shown()
    {
        using var client = NewClient("0701");
        var fields = Fields(await client.GetStringAsync("submit?month=2021-04"))
            .Where(f => !f.Key.StartsWith("initiatives.", StringComparison.Ordinal)).ToDictionary();

        // As on a page that was made when none was known: the new one is the first.
        (fields["initiatives.0.category"], fields["initiatives.0.name"], fields["initiatives.0.status"]) = ("ai", "会議録の作成", "implemented");
        fields["action"] = "add";
        using var added = await client.PostAsync("submit", new FormUrlEncodedContent(fields));
        var page = await added.Content.ReadAsStringAsync();
        Assert.Contains("name=\"initiatives.2.name\" value=\"会議録の作成\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"initiatives.3.name\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?s)<table class=\"initiatives\".*\\sselected.*</table>", page);

        // Its errors stand where it stands now.
        (fields["action"], fields["initiatives.0.category"]) = ("submit", "");
        using var wrong = await client.PostAsync("submit", new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("href=\"#initiatives.2.category\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        fields["initiatives.0.category"] = "ai";
        using var handedIn = await client.PostAsync("submit", new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Redirect, handedIn.StatusCode);
        var entry = Assert.Single((await app.HistoryAsync("0701", "2021-04"))["entries"]!.AsArray())!;
        Assert.Equal("会議録の作成", entry["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("assets/")]
    [InlineData("assets/nothing.css")]
    [InlineData("assets/..%2Fhost.json")]
    [InlineData("assets/%2e%2e/host.json")]
    [InlineData("assets/SUBMIT.CSS")]
    [InlineData("submit/receipts/0123456789abcdef0123456789abcdef")]
    public async Task There_is_nothing_else(string address)
    {
        using var client = NewClient("1001");
        using var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_check_by_API_says_what_would_become_of_it_and_stores_nothing()
    {
        using var client = app.App.NewClient(app.CredentialOf("1501"));
        using var answer = await client.PostAsJsonAsync("api/submissions/check", new
        {
            department = "1501",
            month = "2021-09",
            figures = new[] { new { measure = "online_procedures", online = 472, eligible = 938 } },
        });
        var said = await answer.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(said["errors"]!.AsArray());
        var warning = Assert.Single(said["warnings"]!.AsArray())!;
        Assert.Equal("/figures/0/online", warning["pointer"]!.GetValue<string>());
        Assert.Equal("far_from_year_before", warning["code"]!.GetValue<string>());

        using var other = await client.PostAsJsonAsync("api/submissions/check",
            new { department = "0213", month = "2021-09", figures = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using var nobody = await app.App.NewClient(null).PostAsJsonAsync("api/submissions/check", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Empty((await app.HistoryAsync("1501"))["entries"]!.AsArray());
    }

    [Theory]
    [InlineData("submit", true)]
    [InlineData("submit", false)]
    [InlineData("submit/check", true)]
    [InlineData("submit/signin", false)]
    [InlineData("upload", false)]
    [InlineData("upload/confirm", true)]
    [InlineData("confirm", true)]
    [InlineData("admin/months", true)]
    [InlineData("admin/credentials", false)]
    [InlineData("admin/report", true)]
    [InlineData("admin/reference/confirm", true)]
    public async Task A_form_that_is_too_large_gets_a_page_that_says_what_to_do(string address, bool isSignedIn)
    {
        using var client = NewClient("admin");
        using var nobody = app.App.NewClient(null);
        var (large, many) = ($"reason={new string('x', (1024 * 1024) + 1)}", string.Concat(Enumerable.Range(0, 3_000).Select(i => $"f{i}=&")));
        foreach (var form in new[] { large, many })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new StringContent(form, null, "application/x-www-form-urlencoded"),
            };
            request.Headers.Add("Accept", "text/html");
            using var answer = await (isSignedIn ? client : nobody).SendAsync(request);
            var page = await answer.Content.ReadAsStringAsync();

            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "text/html"),
                (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains("ブラウザーの「戻る」で画面に戻り", page, StringComparison.Ordinal);
            Assert.Contains("Go back in the browser", page, StringComparison.Ordinal);
        }
    }

    // A client that keeps cookies, as a browser does, and shows where it is sent on to.
    private HttpClient NewClient(string department)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = app.App.Client.BaseAddress,
            Timeout = RunningApp.Deadline
        };
        using var answer = client.PostAsync("submit/signin", SignIn(department)).GetAwaiter().GetResult();
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private FormUrlEncodedContent SignIn(string department) =>
        new(new Dictionary<string, string>
        {
            ["credential"] = department == "admin" ? RunningApp.Bootstrap : app.CredentialOf(department),
        });

    private static Dictionary<string, string> Fields(string page, params (string Name, string Value)[] entered)
    {
        var fields = Hidden().Matches(page).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        foreach (var (name, value) in entered)
        {
            fields[name] = value;
        }

        return fields;
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)">""")]
    private static partial Regex Hidden();

    [GeneratedRegex("(?:href|src)=\"(/assets/[^\"]+)\"")]
    private static partial Regex Asset();
}
