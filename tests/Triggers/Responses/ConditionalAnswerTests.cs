using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Http;
using SmartToyonaka.Tests.Support;
using SmartToyonaka.Tests.Triggers.Http;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Tests.Triggers.Responses;

/// <summary>What did not change is not sent again, and what is sent is compressed for who takes it so.</summary>
public sealed class ConditionalAnswerTests(GetIndicatorsTests.AppFixture filled) : IClassFixture<GetIndicatorsTests.AppFixture>
{
    private RunningApp App => filled.App;

    [Theory]
    [InlineData("api/indicators?fiscalYear=2021")]
    [InlineData("api/indicators?fiscalYear=2021&format=csv")]
    [InlineData("api/openapi.json")]
    [InlineData("?fiscalYear=2021")]
    [InlineData("indicators")]
    [InlineData("indicators/online_application_rate/2021-06")]
    public async Task What_did_not_change_is_not_sent_again(string address)
    {
        using var first = await AskAsync(address, null);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.False(first.Headers.CacheControl!.NoStore);

        using var same = await AskAsync(address, first.Headers.ETag!.ToString());
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (same.StatusCode, same.Headers.ETag));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());

        foreach (var other in (string[])["W/\"0\"", "\"0\", W/\"1\""])
        {
            using var changed = await AskAsync(address, other);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            Assert.Equal(await first.Content.ReadAsStringAsync(), await changed.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("api/indicators?fiscalYear=2021")]
    [InlineData("api/indicators?fiscalYear=2021&format=csv")]
    [InlineData("?fiscalYear=2021")]
    public async Task Who_takes_it_compressed_gets_the_same_content(string address)
    {
        using var whole = await AskAsync(address, null);
        var plain = await whole.Content.ReadAsByteArrayAsync();
        using var packed = await AskAsync(address, null, "br, gzip;q=0.5");
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        var bytes = await packed.Content.ReadAsByteArrayAsync();
        Assert.Equal(bytes.Length, packed.Content.Headers.ContentLength);
        Assert.True(bytes.Length < plain.Length / 2);
        using var read = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(read);
        }

        Assert.Equal(plain, read.ToArray());
        using var refused = await AskAsync(address, null, "gzip;q=0, identity");
        Assert.Empty(refused.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_change_of_a_value_is_sent()
    {
        await using var app = await RunningApp.StartAsync();
        using var before = await app.Client.GetAsync("api/indicators?fiscalYear=2021");
        await app.AcceptedAsync(
            """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "platform_members", "count": 10 } ] }""");
        await app.WaitUntilComputedAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, "api/indicators?fiscalYear=2021");
        request.Headers.IfNoneMatch.Add(before.Headers.ETag!);
        using var after = await app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Theory]
    [InlineData("api/indicators")]
    [InlineData("indicators/nonsense")]
    [InlineData("api/submissions/nothing")]
    public async Task Refusals_have_no_version(string address)
    {
        using var refused = await AskAsync(address, "*");
        Assert.True((int)refused.StatusCode >= 400);
        Assert.Null(refused.Headers.ETag);
    }

    [Fact]
    public async Task What_somebody_signed_in_for_is_not_kept()
    {
        using var client = await App.NewDepartmentAsync("0213");
        using var page = await client.GetAsync("submit?month=2022-05");
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.Null(page.Headers.ETag);
    }

    [Theory]
    [InlineData(ConditionalAnswer.MaxHeldBytes, true)]
    [InlineData(ConditionalAnswer.MaxHeldBytes + 1, false)]
    [InlineData((ConditionalAnswer.MaxHeldBytes * 3) + 5, false)]
    [InlineData(1, true)]
    public async Task What_is_large_goes_out_as_it_comes_and_whole(int length, bool hasVersion)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        using var sent = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = new EmptyServices() };
        http.Request.Method = "GET";
        http.Response.Body = sent;
        await new ConditionalAnswer(new Pieces(content)).ExecuteAsync(http);
        Assert.Equal(content, sent.ToArray());
        Assert.Equal(hasVersion, http.Response.Headers.ETag.Count == 1);
    }

    private async Task<HttpResponseMessage> AskAsync(string address, string? known, string? encodings = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        if (encodings is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        }

        // What a signed-in person sees in a page is not kept.
        using var anonymous = App.NewClient(null);
        return await (address.StartsWith("api/", StringComparison.Ordinal) ? App.Client : anonymous).SendAsync(request);
    }

    private sealed class Pieces(byte[] content) : IResult
    {
        public async Task ExecuteAsync(HttpContext http)
        {
            for (var at = 0; at < content.Length; at += 70_000)
            {
                await http.Response.Body.WriteAsync(content.AsMemory(at, Math.Min(70_000, content.Length - at)));
            }
        }
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
