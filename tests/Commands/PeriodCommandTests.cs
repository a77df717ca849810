using System.Net;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Commands;

/// <summary>Months are closed and opened again from the command line as through the app, on the same storage.</summary>
public sealed class PeriodCommandTests
{
    [Fact]
    public async Task A_month_closed_there_takes_no_submission_until_it_is_opened_again()
    {
        await using var app = await RunningApp.StartAsync();
        await ExpectAsync(0, "2021-06 is closed", "period", "close", "R3.6", "--reason", "報告書を公表した");
        using (var refused = await app.SubmitAsync(Figures))
        {
            Assert.Equal("month-closed", await refused.ProblemAsync(HttpStatusCode.Locked));
        }

        await ExpectAsync(1, "closed already", "period", "close", "2021-06", "--reason", "もう一度");
        var listed = await ExpectAsync(0, "closed now: 1  2021-06", "period", "list");
        Assert.Contains("close   2021-06  command-line  報告書を公表した", listed, StringComparison.Ordinal);

        await ExpectAsync(0, "2021-06 is open again", "period", "reopen", "2021-06", "--reason", "誤りが見つかった");
        await app.AcceptedAsync(Figures);
        await ExpectAsync(0, "FY2019 is closed", "period", "close", "--fiscal-year", "2019", "--reason", "年度の締め");
        await ExpectAsync(0, "closed now: 12", "period", "list");

        // Computed by the running app.
        await app.WaitUntilComputedAsync();
        using var answer = await app.Client.GetAsync("api/closings");
        Assert.Equal(3, (await answer.JsonAsync()).AsArray().Count);

        async Task<string> ExpectAsync(int status, string text, params string[] arguments)
        {
            var (ended, said) = await RunAsync(app.Storage, "C.UTF-8", arguments);
            Assert.True(status == ended && said.Contains(text, StringComparison.Ordinal), $"{ended}: {said}");
            return said;
        }
    }

    [Theory]
    [InlineData("Give either a month", "period", "close", "--reason", "x")]
    [InlineData("Give either a month", "period", "close", "2021-06", "--fiscal-year", "2021", "--reason", "x")]
    [InlineData("Give either a month", "period", "reopen", "2021-13", "--reason", "x")]
    [InlineData("Give a --reason", "period", "close", "2021-06", "--reason", " ")]
    [InlineData("--reason", "period", "close", "2021-06")]
    [InlineData("Required command", "period", "open", "2021-06")]
    public async Task A_wrong_argument_is_one_line(string text, params string[] arguments)
    {
        var (status, said) = await RunAsync("none", "C.UTF-8", arguments);
        Assert.Equal(1, status);
        Assert.Contains(text, said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("ja_JP.UTF-8", "月か年度を締め切る")]
    [InlineData("en_US.UTF-8", "Closes a month or fiscal year")]
    [InlineData("C", "Closes a month or fiscal year")]
    public async Task Its_help_is_in_the_language_of_the_terminal(string language, string text)
    {
        var (status, said) = await RunAsync("none", language, "period", "close", "--help");
        Assert.Equal(0, status);
        Assert.Contains(text, said, StringComparison.Ordinal);
    }

    private static Task<(int Status, string Text)> RunAsync(string storage, string language, params string[] arguments) =>
        CommandLine.RunWithAsync(new() { ["AzureWebJobsStorage"] = storage, ["LC_ALL"] = language }, arguments);

    private const string Figures =
        """{"department":"0213","month":"2021-06","figures":[{"measure":"seal_abolitions","count":3}]}""";
}
