using System.Net;
using System.Text.RegularExpressions;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Publishing.Pages.Provenances;
using SmartToyonaka.Publishing.Pages.Uploads;
using SmartToyonaka.Tests.Intake.OfficeFiles;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// Whatever the check of a drop can find, its page is English in English: Japanese is only what stands in the file, or belongs there.
/// </summary>
public sealed partial class UploadPageLanguageTests
{
    private static readonly PageViewer English = new(true, true, "/upload", true);
    private static readonly UploadOffer Offer = new(UploadKind.All, MayChoose: true, []);

    /// <summary>The codes and files of <see cref="AdviceTests"/>.</summary>
    public static TheoryData<string, string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string, string>();
            foreach (var file in AdviceTests.Files)
            {
                files.Add((string)file[0], (string)file[1], (string)file[2]);
            }

            foreach (var warned in AdviceTests.Warnings)
            {
                files.Add((string)warned[0], "staff", (string)warned[1]);
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_a_check_finds_is_told_in_english(string code, string folder, string file)
    {
        var receipt = (await AdviceTests.CheckAsync(folder, file, code)).Receipt;
        Assert.Contains(code, receipt.Errors.Select(e => e.Code).Concat(receipt.Warnings.Select(w => w.Code)));
        AssertEnglish(receipt);
    }

    [Fact]
    public void What_waits_is_told_in_english()
    {
        var receipt = new DropReceipt("staff", "file.csv", DropState.Taken, 1, 1, 0, 1, 0, "UTF-8",
            new DateTimeOffset(2021, 5, 6, 0, 0, 0, TimeSpan.Zero), [],
            [new(1, "人数", "code", "日本語", "0101", "2021-04", "English")], [])
        {
            Waiting = [new("0101", "2021-04", "日本語", "Far from earlier ones.")],
            PairsWithdrawn = 1,
        };
        AssertEnglish(receipt);
        Assert.Contains("Far from earlier ones.", Text(receipt), StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_of_old_is_told_in_its_own_language()
    {
        var old = System.Text.Json.JsonSerializer.Deserialize<DropError>(
            """{"line":2,"column":"人数","code":"missing","message":"空です。"}""",
            System.Text.Json.JsonSerializerOptions.Web)!;
        Assert.Equal("空です。", old.Text.In(english: true));
    }

    private static void AssertEnglish(DropReceipt receipt)
    {
        var text = Quoted().Replace(Text(receipt), "");
        Assert.False(Japanese().IsMatch(text), text);
    }

    // What a person reads: without the headings of the file's columns and the link to the other language.
    private static string Text(DropReceipt receipt)
    {
        var kind = UploadKind.Find(receipt.Folder)!;
        var pages = UploadResultPage.OfDropCheck(English, Offer, new(receipt.File, new(kind, "", ""), "ticket"), receipt).ToString()
            + UploadResultPage.OfDrop(English, Offer, receipt.File, kind, receipt);
        return WebUtility.HtmlDecode(Tag().Replace(OfFile().Replace(pages, ""), " "));
    }

    [GeneratedRegex("[\u3041-\u30ff\u4e00-\u9fff]")]
    private static partial Regex Japanese();

    [GeneratedRegex("“[^”]*”")]
    private static partial Regex Quoted();

    [GeneratedRegex("<td data-head=\"Column\">[^<]*</td>|<[^>]*lang=\"ja\"[^>]*>[^<]*<")]
    private static partial Regex OfFile();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
