using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.PowerBi;

/// <summary>
/// One declaration or property of a TMDL file, by the grammar of learn.microsoft.com/analysis-services/tmdl: a tab is a level, an
/// expression that begins on the next line stands two levels deeper than its owner, <c>///</c> describes what follows.
/// </summary>
/// <param name="Keyword"><c>column</c>, <c>dataType</c>, <c>isHidden</c>.</param>
/// <param name="Name">What is declared, without quotes; "" for a property.</param>
/// <param name="Value">After <c>:</c> or <c>=</c>, of one line or many; "" where there is none.</param>
/// <param name="Description">The lines <c>///</c> before it.</param>
internal sealed partial record TmdlNode(string Keyword, string Name, string Value, string Description, IReadOnlyList<TmdlNode> Children)
{
    /// <summary>The nodes at the top of a file.</summary>
    /// <exception cref="FormatException">A line that is none of TMDL, with its file and number.</exception>
    public static IReadOnlyList<TmdlNode> Read(string file)
    {
        var lines = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var at = 0;
        return Nodes(file, lines, ref at, level: 0);
    }

    public IEnumerable<TmdlNode> Of(string keyword) => Children.Where(c => c.Keyword == keyword);

    /// <summary>The value of a property, or "".</summary>
    public string this[string keyword] => Of(keyword).SingleOrDefault()?.Value ?? "";

    public bool Is(string flag) => Of(flag).Any();

    private static List<TmdlNode> Nodes(string file, string[] lines, ref int at, int level)
    {
        var nodes = new List<TmdlNode>();
        var description = "";
        for (; at < lines.Length; at++)
        {
            var line = lines[at];
            if (line.Trim().Length == 0)
            {
                continue;
            }

            var depth = Depth(line);
            if (depth < level)
            {
                break;
            }

            if (line.TrimStart('\t').StartsWith("///", StringComparison.Ordinal))
            {
                description += line.TrimStart('\t')[3..].Trim();
                continue;
            }

            var match = Line().Match(line[depth..]);
            if (depth != level || !match.Success)
            {
                throw new FormatException($"{file}:{at + 1}: {line.Trim()}");
            }

            at++;
            var value = match.Groups["value"].Value;
            if (match.Groups["sign"].Value == "=" && value.Length == 0)
            {
                value = Expression(lines, ref at, level + 2);
            }

            nodes.Add(new(match.Groups["keyword"].Value, Unquoted(match.Groups["name"].Value), value, description,
                Nodes(file, lines, ref at, level + 1)));
            at--;
            description = "";
        }

        return nodes;
    }

    private static string Expression(string[] lines, ref int at, int level)
    {
        var from = at;
        while (at < lines.Length && (lines[at].Trim().Length == 0 || Depth(lines[at]) >= level))
        {
            at++;
        }

        return string.Join('\n', lines[from..at].Select(l => l.Length > level ? l[level..] : "")).TrimEnd();
    }

    private static int Depth(string line) => line.Length - line.TrimStart('\t').Length;

    private static string Unquoted(string name) => name.StartsWith('\'') ? name[1..^1].Replace("''", "'", StringComparison.Ordinal) : name;

    [GeneratedRegex(@"^(?<keyword>\w+)(?: (?<name>(?:cultureInfo |table |role )?(?:'(?:[^']|'')*'|[^\s=:']+)))? ?(?:(?<sign>[:=])(?: (?<value>.*))?)?$")]
    private static partial Regex Line();
}
