using CsCheck;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Support;
using Xunit.Abstractions;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>By HTTP to the running app: bodies, addresses, headers, and invalid HTTP.</summary>
[Collection(FuzzCollection.Name)]
[Trait(TestCategory.Name, TestCategory.Scaled)]
public sealed class HttpFuzzTests(ITestOutputHelper output)
{
    private const int Workers = 4;

    // Accepted submissions cost storage calls; most inputs are only checked, by the same rules.
    private static readonly Gen<string> Door = Gen.Frequency((30, Gen.Const("/api/submissions/check")), (1, Gen.Const("/api/submissions")));
    private static readonly Gen<string> Language = Gen.OneOf("Accept-Language: ja", "Accept-Language: en");

    private static readonly Gen<(string Type, byte[] Body)> Bodies = Gen.Frequency(
        (50, JsonInputs.Submissions.Select(b => ("application/json", b))),
        (22, FormInputs.Lines.Select(b => (FormInputs.Line, b))),
        (12, FormInputs.Multipart(FormInputs.Csv, HostileValues.Word("f.csv", "f.xlsx", "f.tsv", "", "a.pdf"))
            .Select(b => (FormInputs.Parts, b))),
        (12, FormInputs.Multipart(WorkbookInputs.All, HostileValues.Word("f.xlsx", "f.csv", "f.xlsm", ""))
            .Select(b => (FormInputs.Parts, b))),
        (4, Gen.Select(Gen.OneOf(JsonInputs.Submissions, FormInputs.Lines, FormInputs.Csv), Gen.OneOf(
            "text/csv", "application/json; charset=shift_jis", "application/json; charset=\"utf-8\"", "application/json;;;", "", "x",
                "multipart/form-data", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=" + new string('b', 300),
                    "application/x-www-form-urlencoded; charset=utf-16", "APPLICATION/JSON", "application/json, text/html"), (b, t) =>
                        (t, b))));

    private static readonly Gen<FuzzRequest> Submissions = Gen.Frequency(
        (160, Gen.Select(Door, Bodies, Language, Gen.OneOf(0, 0, 0, 1, 7, 4_000), (path, body, language, chunk) =>
            FuzzRequest.Of("POST", path, [$"Content-Type: {body.Type}", language], body.Body, chunk))),
        (1, Gen.Select(JsonInputs.Sound, Language, (body, language) =>
            FuzzRequest.Of("POST", "/api/submissions", ["Content-Type: application/json", language], body))));

    // Inputs may change initiatives and credentials: no other test uses this app.
    private static readonly Gen<FuzzRequest> Orders = Gen.Frequency(
        (4, Gen.Select(Gen.OneOf("/api/credentials", "/api/closings", "/api/reminders/x", "/api/reminders/summary-202106"),
            JsonInputs.Orders, Language, (path, body, language) =>
                FuzzRequest.Of("POST", path, ["Content-Type: application/json", language], body))),
        (4, Gen.Select(Gen.OneOf("/submit", "/submit/check", "/submit/signin", "/submit/signout"), FormInputs.Lines,
            Gen.OneOf(FormInputs.Line, FormInputs.Line + "; charset=utf-8", "application/json"), (path, body, type) =>
                FuzzRequest.Of("POST", path, [$"Content-Type: {type}", "Accept: text/html"], body))),
        (1, Gen.Select(HostileValues.Text, Language, (id, language) =>
            FuzzRequest.Of("DELETE", "/api/credentials/" + Uri.EscapeDataString(id), [language]))));

    [Fact]
    public async Task Whatever_is_sent_is_taken_or_refused_in_words_and_what_was_taken_can_be_computed_and_read()
    {
        var storage = await TestStorage.NewAccountAsync();
        await using (var app = await RunningApp.StartAsync(storage,
            settings: ["SmartToyonaka:Access:SubmissionsPerMinute=1000000", RunningApp.QueueOff]))
        {
            await SendAsync(app, "submissions", 340, Submissions);
            await SendAsync(app, "orders", 40, Orders);
        }

        // What was accepted is computed, without a failed message.
        await using var later = await RunningApp.StartAsync(storage);
        await later.RunTimerAsync("SweepUnfinished");
        await later.WaitUntilComputedAsync();
        Assert.Equal(0, (await later.Queue(QueueNames.RecomputePoison).GetPropertiesAsync()).Value.ApproximateMessagesCount);
        await SendAsync(later, "addresses", 50, AddressInputs.All);
        await SendAsync(later, "no-http", 15, FuzzRequest.Broken(Gen.OneOf(Submissions, AddressInputs.All)));
    }

    private async Task SendAsync(RunningApp app, string target, int perThousand, Gen<FuzzRequest> gen)
    {
        var connections = Enumerable.Range(0, Workers).Select(_ => new RawHttp(app.Client.BaseAddress!)).ToList();
        await FuzzRun.TryAsync(target, perThousand, gen, r => r.Bytes, async (request, worker, cancel) =>
        {
            var answer = await connections[worker].SendAsync(request.Bytes, request.IsWhole, cancel);
            return AnswerRules.Hold(FunctionOf(request), request.Bytes, answer, request.IsWhole);
        }, output, Workers);
        connections.ForEach(c => c.Dispose());
    }

    // Only where the address names it beyond doubt: dots go up, an escaped slash may be one.
    private static string? FunctionOf(FuzzRequest request)
    {
        var line = System.Text.Encoding.Latin1.GetString(request.Bytes.AsSpan(0, Math.Min(request.Bytes.Length, 300))).Split('\r')[0];
        return request.IsWhole && line.Split(' ') is [_, var target, _] && !target.Split('?')[0].Contains('%', StringComparison.Ordinal)
            && !target.Split('?')[0].Split('/').Skip(1).Any(s => s is "" or "." or "..") ? HttpFunctions.OfRequest(line) : null;
    }
}
