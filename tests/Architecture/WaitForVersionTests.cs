using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>The pipeline ends well only where the version that it deployed answers, and no other beside it.</summary>
public sealed class WaitForVersionTests
{
    private const string Old = "0000000000000000000000000000000000000001", New = "0000000000000000000000000000000000000002";

    [Theory]
    [InlineData("22222", 0, 5)]
    [InlineData("1112222222", 0, 8)]
    [InlineData("12121222222", 0, 10)]
    [InlineData("5522222222", 0, 7)]
    [InlineData("2222122222", 0, 10)]
    [InlineData("1", 1, 0)]
    [InlineData("5", 1, 0)]
    [InlineData("12", 1, 0)]
    public async Task It_waits_for_five_answers_in_a_row_of_its_own_version(string answers, int expected, int calls)
    {
        // 1 the old version, 2 the new one, 5 an outage; they begin again when they are over.
        var asked = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/api/health", () => answers[(Interlocked.Increment(ref asked) - 1) % answers.Length] switch
        {
            '5' => Results.StatusCode(503),
            var version => Results.Json(new { status = "ok", version = version == '1' ? Old : New }),
        });
        await app.StartAsync();

        Assert.Equal(expected, await RunAsync(app.Urls.Single() + "/", expected == 0 ? 120 : 2));
        Assert.True(calls == 0 || calls == asked, $"{asked}");
    }

    private static async Task<int> RunAsync(string url, int seconds)
    {
        var start = new ProcessStartInfo(Path.Combine(SourceFiles.Root, ".ci", "wait-for-version"), [url, New, $"{seconds}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["WAIT_FOR_VERSION_PAUSE"] = "0.01";
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
