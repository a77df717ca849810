using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// What is not English on a page that is in English: neither the name of a section, nor between “ and ”, nor marked as Japanese, nor the
/// name or heading of a file, nor typed by somebody.
/// </summary>
internal static partial class EnglishPage
{
    // What the tests type and what their made-up offices are called.
    private static readonly string[] Typed =
    [
        "相続人代表者設定", "相続人代表者の設定", "広報紙の電子版", "窓口の予約", "A社", "試行", "報告書", "もう一度", "見本の値", "数字.csv", "戻す", "長い理由 <b>",
    ];

    // The longest first: 市民税課 is not 市民課.
    private static readonly Regex Names = new(string.Join('|', ReferenceData.BuiltInRegister.Sections
        .SelectMany(s => s.Variants.Append(s.Name).Append(s.BureauName)).Concat(Typed).Concat(OfSample()).Distinct()
        .OrderByDescending(n => n.Length)
        .Select(Regex.Escape)), RegexOptions.CultureInvariant);

    private static IEnumerable<string> OfSample() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "submissions"), "*.json")
            .SelectMany(f => Said().Matches(Regex.Unescape(File.ReadAllText(f))).Select(m => m.Groups[1].Value)).Where(t => t.Length > 0);

    /// <summary>Fails with the texts that are in Japanese; a page in Japanese is passed over.</summary>
    public static async Task AssertAsync(IPage page, string state)
    {
        var texts = await page.EvaluateAsync<string[]>("""
            () => document.documentElement.lang !== 'en' ? [] : [document.title,
                ...[...document.querySelectorAll('body *')].filter(e => !e.closest('[lang=ja], script, style, textarea, .path, #table-lines, td[data-head=Column]'))
                    .flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data)
                        .concat(['aria-label', 'title', 'placeholder', 'alt'].map(a => e.getAttribute(a) || '')))
            ].filter(t => /[\u3041-\u30ff\u4e00-\u9fff]/.test(t))
            """);
        var left = texts.Where(t => Japanese().IsMatch(Names.Replace(Quoted().Replace(t, ""), ""))).Distinct().ToList();
        Assert.True(left.Count == 0, $"{state} is in English and says: {string.Join(" | ", left.Select(t => t.Trim()))}");
    }

    [GeneratedRegex("[\u3041-\u30ff\u4e00-\u9fff]")]
    private static partial Regex Japanese();

    [GeneratedRegex("\"(?:name|note)\": *\"([^\"]*)\"")]
    private static partial Regex Said();

    [GeneratedRegex("“[^”]*”")]
    private static partial Regex Quoted();
}
