using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>
/// For every code of a submission in <c>docs/messages.md</c>: what gets it is refused and publishes nothing, and corrected as the message
/// says it publishes what its author meant.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed partial class SubmissionAdviceTests(SubmissionAdviceTests.Office office) : IClassFixture<SubmissionAdviceTests.Office>
{
    private static readonly IReadOnlyList<SubmissionAdvice> All = [.. SubmissionAdvice.Bodies, .. SubmissionFileAdvice.All];

    // Followed by a test of its own here.
    private static readonly HashSet<string> Below =
        ["form_unknown", "form_mapping_wrong", "question_unmapped", "initiative_known_as", "too_many_years"];

    // What another class follows, and why it is there.
    private static readonly Dictionary<string, (string Class, string Why)> Elsewhere = new(StringComparer.Ordinal)
    {
        ["misplaced_column"] = ("MisplacedColumnTests", "only measures that a catalogue adds have two numbers that may change places"),
        ["far_from_rest_of_file"] = ("FirstValueTests", "only drops have several months in one file"),
    };

    // What has no figure and no file to correct.
    private static readonly Dictionary<string, string> Excused = new(StringComparer.Ordinal)
    {
        ["submission_too_large"] = "an answer of a workbook that no row holds; the limits before it refuse what is smaller",
    };

    public static TheoryData<int, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, string>();
            foreach (var (number, row) in All.Index())
            {
                rows.Add(number, row.Code);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_is_corrected_as_its_message_says_publishes_what_was_meant(int number, string code)
    {
        await office.ClearAsync();
        await AssertRefusedAsync(All[number].Wrong, code);

        await office.TakeAsync(All[number].Right);
        Assert.Equal(All[number].Published.Split(';'), await office.PublishedAsync());
    }

    [Fact]
    public async Task A_number_beside_a_withdrawal_is_left_out_to_take_back()
    {
        await office.ClearAsync();
        await office.TakeAsync(Figure("\"count\": 12"));
        await AssertRefusedAsync(Figure("\"count\": 13, \"withdraw\": true"), "withdrawn_with_number");

        await office.TakeAsync(Figure("\"withdraw\": true"));
        Assert.Empty(await office.PublishedAsync());
    }

    [Fact]
    public async Task A_name_that_differs_only_in_its_spelling_is_written_so_that_it_reads_differently()
    {
        await office.ClearAsync();
        await office.TakeAsync(Training("RPA研修"));
        Assert.Single(await office.PublishedAsync());
        var (status, answer) = await office.SendAsync(Training("ＲＰＡ研修"));
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("initiative_known_as", answer["notices"]![0]!["code"]!.GetValue<string>());
        Assert.Equal(["ai ＲＰＡ研修 0102 decided True"], await office.PublishedAsync());

        await office.TakeAsync(Training("RPA研修(応用)"));
        Assert.Equal(2, (await office.PublishedAsync()).Count);

        static SentBody Training(string name) => SentBody.Json(
            $$"""{ "department": "0102", "month": "2021-06", "initiatives": [{ "category": "ai", "name": "{{name}}", "status": "decided" }] }""");
    }

    [Fact]
    public async Task What_speaks_of_too_many_years_is_handed_in_in_parts()
    {
        string[] categories = ["ai", "rpa_ai_ocr", "ppp_project"];
        var all = Enumerable.Range(0, 201).Select(i =>
            $$"""{ "category": "{{categories[i % 3]}}", "name": "年次", "status": "decided", "month": "{{1951 + (i / 3)}}-05" }""").ToList();

        // An office of its own: to take 67 years back takes as many withdrawals.
        var own = new Office();
        await own.InitializeAsync();
        try
        {
            await AssertRefusedAsync(Of(all), "too_many_years", own);

            // The newest of each holds.
            await own.TakeAsync(Of(all[..100]));
            await own.TakeAsync(Of(all[100..]));
            Assert.Equal(categories.Order(StringComparer.Ordinal).Select(c => $"{c} 年次 0102 decided True"), await own.PublishedAsync());
        }
        finally
        {
            await own.DisposeAsync();
        }

        static SentBody Of(IEnumerable<string> initiatives) => SentBody.Json(
            $$"""{ "department": "0102", "month": "2021-06", "initiatives": [{{string.Join(", ", initiatives)}}] }""");
    }

    // Uploaded, corrected, and given the question that it lacked.
    [Fact]
    public async Task A_mapping_is_put_there_and_corrected()
    {
        await office.ClearAsync();
        string[] questions = [$"\"r{new string('1', 32)}\": \"department\"", $"\"r{new string('2', 32)}\": \"month\"",
            $"\"r{new string('3', 32)}\": \"platform_members.count\""];
        var answer = SentBody.Json($$"""
            { "form": "advice", "responseId": "1", "answers": { "r{{new string('1', 32)}}": "0102", "r{{new string('2', 32)}}": "2021-06",
              "r{{new string('3', 32)}}": "12" } }
            """);

        await AssertRefusedAsync(answer, "form_unknown");
        await UploadAsync("{ \"form\": \"other\" }");
        await AssertRefusedAsync(answer, "form_mapping_wrong");
        await UploadAsync(Mapping(questions[..2]));
        await AssertRefusedAsync(answer, "question_unmapped");
        await UploadAsync(Mapping(questions));
        await office.TakeAsync(answer);
        Assert.Equal([SubmissionAdvice.Members], await office.PublishedAsync());

        static string Mapping(string[] questions) =>
            $$"""{ "form": "advice", "version": "1", "questions": { {{string.Join(", ", questions)}} } }""";

        async Task UploadAsync(string json)
        {
            await office.App.Container("reference").GetBlobClient("forms/advice.json").UploadAsync(BinaryData.FromString(json),
                overwrite: true);
            office.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void Every_code_of_a_submission_is_followed_or_excused()
    {
        var table = SubmissionTable().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "messages.md"))).Value;
        var codes = Code().Matches(table).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(codes);

        string[] followed = [.. All.Select(r => r.Code), .. HeldAdviceTests.Codes, .. AnswerAdviceTests.Codes, .. Below];
        Assert.Empty(codes.Except(followed).Except(Elsewhere.Keys).Except(Excused.Keys));

        // An excuse that is not needed any more is taken out of the list.
        Assert.Empty(Elsewhere.Keys.Concat(Excused.Keys).Intersect(followed));
        Assert.Empty(Elsewhere.Keys.Concat(Excused.Keys).Except(codes));
        Assert.All(Elsewhere, e => Assert.Single(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), e.Value.Class + ".cs",
            SearchOption.AllDirectories)));
        Assert.All(Elsewhere.Values.Select(e => e.Why).Concat(Excused.Values), Assert.NotEmpty);
    }

    private async Task AssertRefusedAsync(SentBody wrong, string code, AdviceOffice? by = null)
    {
        by ??= office;
        var before = await by.PublishedAsync();
        var (status, answer) = await by.SendAsync(wrong);
        Assert.True((int)status is >= 400 and < 500, answer.ToJsonString());
        var error = answer["errors"]!.AsArray().FirstOrDefault(e => Text(e, "code") == code);
        Assert.True(error is not null, answer.ToJsonString());
        Assert.NotEmpty(Text(error, "message"));
        Assert.Equal(before, await by.PublishedAsync());
    }

    private static SentBody Figure(string numbers) => SentBody.Json(
        $$"""{ "department": "0102", "month": "2021-06", "figures": [{ "measure": "platform_members", {{numbers}} }] }""");

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    /// <summary>
    /// The clock is in a year in which no month is due that the rows are of. Two sections have a code that ends in 101.
    /// </summary>
    public sealed class Office() : AdviceOffice(new(2024, 6, 5, 3, 0, 0, TimeSpan.Zero))
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            var register = await File.ReadAllTextAsync(
                Path.Combine(Repository.Root, "functions", "Domain", "Organisation", "departments.csv"));
            await App.Container("reference").GetBlobClient("departments.csv")
                .UploadAsync(BinaryData.FromString(register.TrimEnd() + "\n00101,臨時課,01,都市経営部,2015-04,,,,\n"));
            await App.RunTimerAsync("PullReference");
            var receipt = App.Container("receipts").GetBlobClient("reference/departments.csv.json");
            await RunningApp.UntilAsync(async () => await receipt.ExistsAsync());
            Assert.Equal("taken", (string)JsonNode.Parse((await receipt.DownloadContentAsync()).Value.Content)!["state"]!);
        }
    }

    [GeneratedRegex(@"## 提出 / Submissions, files and forms\n(.*?)\n## ", RegexOptions.Singleline)]
    private static partial Regex SubmissionTable();

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Code();
}
