using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>A title, or the name of a file, that names something else than the figures speak of.</summary>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Word">The section or month that it names.</param>
public sealed record NameMismatch(string Pointer, string Word);

/// <summary>
/// Whether titles and names of files name another section or month than what their figures are handed in as: a form that was copied, or a
/// file in the place of another. Titles may name people: only sections and months are told. Pure.
/// </summary>
public static partial class NameMismatches
{
    private const int Longest = 120;

    /// <summary>What of a submission's titles names something else.</summary>
    /// <param name="titles">The titles, and the names of the files.</param>
    /// <param name="register">Names of sections.</param>
    /// <param name="section">Whose figures they are.</param>
    /// <param name="month">The month of the figures.</param>
    public static IReadOnlyList<NameMismatch> Of(IReadOnlyList<RawTitle> titles, Register register, string section, FiscalMonth month) =>
        [.. titles.Select(t => (t.Pointer, Word: (t.IsFile ? TableTitle.OtherMonthOfFile(Stem(t.Text), [month]) : null)
                ?? Section(t.IsFile ? Stem(t.Text) : t.Text, register, section, t.IsFile)))
            .Where(x => x.Word is not null).Select(x => new NameMismatch(x.Pointer, x.Word!))];

    /// <summary>The section that a text names where it names one and not the one given; else null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="register">Names of sections.</param>
    /// <param name="section">Whose figures they are.</param>
    /// <param name="isFile">True for the name of a file, which may begin with a code.</param>
    public static string? Section(string text, Register register, string section, bool isFile)
    {
        // 提出先 デジタル戦略課: who asks, and not of whom it is.
        if (text.Length > Longest || Addressed().IsMatch(Vocabulary.Key(text)))
        {
            return null;
        }

        var named = register.NamedIn(text);
        if (named.Count == 0 && isFile && CodeFirst().Match(Vocabulary.Key(text)) is { Success: true } code
            && register.Newest(code.Value) is { } coded)
        {
            named = [coded];
        }

        return named.Count == 0 || named.Any(s => s.Code == section || register.Becomes(s.Code, section)
            || register.Becomes(section, s.Code)) ? null : named[0].Name;
    }

    /// <summary>The name of a file without its folders and endings.</summary>
    public static string Stem(string file)
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        while (Path.GetExtension(name).ToLowerInvariant() is ".csv" or ".tsv" or ".txt" or ".xlsx" or ".xlsm" or ".xls")
        {
            name = Path.GetFileNameWithoutExtension(name);
        }

        return name;
    }

    [GeneratedRegex("宛|御中|提出|担当|作成|回答|照会|問合|送付|依頼|まとめ|集計|様式|主管|所管|出力|発行|調査|調べ|票", RegexOptions.CultureInvariant)]
    private static partial Regex Addressed();

    // 0213_6月分; not 0401-0630
    [GeneratedRegex("^[0-9]{4,8}(?![0-9]|-[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex CodeFirst();
}
