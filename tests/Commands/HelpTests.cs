using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using SmartToyonaka.Cli.Commands;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Domain;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Commands;

/// <summary>Every command explains itself in Japanese and in English, and documents name commands that there are.</summary>
public sealed partial class HelpTests
{
    private static readonly IReadOnlyList<BilingualText> Texts =
    [
        .. typeof(HelpMessages).Assembly.GetTypes().Where(t => t.Namespace == typeof(HelpMessages).Namespace)
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType == typeof(BilingualText)).Select(p => (BilingualText)p.GetValue(null)!),
        OptionMessages.Port(7071),
    ];

    public static TheoryData<string> Commands => [.. All.Select(c => c.Name)];

    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "docs"), "*.md").Select(f => $"docs/{Path.GetFileName(f)}")
            .Append("README.md").Where(f => Named(f).Count > 0).Order(StringComparer.Ordinal),
    ];

    private static IReadOnlyList<(string Name, Command Command)> All { get; } = [.. Under("", CommandTree.Create())];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_and_all_it_takes_are_explained_in_both_languages(string name)
    {
        var command = All.Single(c => c.Name == name).Command;
        var said = command.Options.Where(o => o is not (System.CommandLine.Help.HelpOption or VersionOption)).Select(o => o.Description)
            .Concat(command.Arguments.Select(a => a.Description)).Append(command.Description);

        Assert.All(said, text => Assert.Contains(Texts, t => text == t.Ja || text == t.En));
    }

    [Fact]
    public void Texts_of_the_command_line_are_in_both_languages()
    {
        Assert.True(Texts.Count > 60);
        Assert.All(Texts, t =>
        {
            Assert.Matches(Japanese(), t.Ja);
            Assert.DoesNotMatch(Japanese(), t.En);
        });
    }

    [Theory]
    [InlineData("ja_JP.UTF-8", "認証情報を発行し、1回だけ表示する", "有効な日数", "credential", "issue", "--help")]
    [InlineData("en_US.UTF-8", "Issues a credential and prints it, once", "Days until it expires", "credential", "issue", "--help")]
    [InlineData("ja_JP.UTF-8", "何度も失敗した計算を見る、送り直す", "確認を待っている値", "--help")]
    [InlineData("C", "Lists computations that failed too often, sends them back", "Copies ledger", "--help")]
    public async Task Help_is_in_the_language_of_the_terminal(string language, string first, string second, params string[] arguments)
    {
        var (status, said) = await CommandLine.RunWithAsync(new() { ["LC_ALL"] = language }, arguments);

        Assert.Equal(0, status);
        var text = Spaces().Replace(said, "");
        Assert.Contains(Spaces().Replace(first, ""), text, StringComparison.Ordinal);
        Assert.Contains(Spaces().Replace(second, ""), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja_JP.UTF-8", "どれか1つ", "credential", "issue")]
    [InlineData("C", "Give one of", "credential", "issue", "--reader", "--administrator")]
    [InlineData("ja_JP.UTF-8", "控えか --ledger", "restore")]
    [InlineData("en_GB.UTF-8", "Name a folder", "export")]
    [InlineData("ja_JP.UTF-8", "1〜65535", "verify", "--port", "0")]
    public async Task What_is_wrong_is_one_line_in_the_language_of_the_terminal(string language, string text, params string[] arguments)
    {
        var (status, said) = await CommandLine.RunWithAsync(new() { ["AzureWebJobsStorage"] = "none", ["LC_ALL"] = language }, arguments);

        Assert.Equal(1, status);
        Assert.Contains(text, said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd().Split('\n'));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Commands_that_a_document_names_are_there(string document) =>
        Assert.All(Named(document), words => Assert.True(IsThere(words), words));

    [Theory]
    [InlineData("poison list", true)]
    [InlineData("backup TARGET", true)]
    [InlineData("poison", true)]
    [InlineData("poison clear", false)]
    [InlineData("reviews", false)]
    public void A_command_is_known_by_its_words(string words, bool isThere) => Assert.Equal(isThere, IsThere(words));

    [Fact]
    public void The_document_for_operations_has_every_command() => Assert.All(
        All.Where(c => c.Command.Subcommands.Count == 0 && c.Name is not ("sample" or "start")),
        c => Assert.Contains($"`{c.Name}", SourceFiles.Text("docs", "operations.md"), StringComparison.Ordinal));

    private static IEnumerable<(string Name, Command Command)> Under(string path, Command command) =>
        command.Subcommands.SelectMany(c => Under($"{path} {c.Name}".Trim(), c)).Prepend((path, command));

    private static List<string> Named(string document) =>
        [.. Call().Matches(SourceFiles.Text(document.Split('/'))).Select(m => m.Groups[1].Value.Trim())];

    // A command that has commands of its own takes nothing else.
    private static bool IsThere(string words)
    {
        var parts = words.Split(' ');
        return All.FirstOrDefault(c => c.Name == parts[0]).Command is { } command
            && (parts.Length == 1 || command.Subcommands.Count == 0 || command.Subcommands.Any(c => c.Name == parts[1]));
    }

    [GeneratedRegex(@"(?:cli --|`…) ((?!-)[a-z][a-z-]*(?: [A-Za-z0-9][\w./-]*)?)")]
    private static partial Regex Call();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]")]
    private static partial Regex Japanese();
}
