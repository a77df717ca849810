using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Samples;

/// <summary>What departments hand in: one file per department, month and status.</summary>
internal static class Submissions
{
    /// <summary>Writes submissions/.</summary>
    public static void Write(string folder, List<Section> register)
    {
        var bodies = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var row in Tables.Rows(Tables.Submitted))
        {
            foreach (var entry in row[2].Split(", "))
            {
                var (month, value) = (entry.Split(' ')[0], entry.Split(' ')[1].Split('/').Select(Number).ToArray());
                var part = row[0] == "online_procedures" ? "online" : "cashless";
                var figures = Body(month.TrimEnd('*'), row[1], month.EndsWith('*') ? "planned" : "actual")["figures"]!.AsArray();
                figures.Add(value.Length == 1
                    ? new JsonObject { ["measure"] = row[0], ["count"] = value[0] }
                    : new JsonObject { ["measure"] = row[0], [part] = value[0], ["eligible"] = value[1] });
            }
        }

        string[] kind = [];
        foreach (var line in File.ReadLines(Path.Combine(folder, "initiatives.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '[')
            {
                kind = line.Trim('[', ']').Split(' ');
                continue;
            }

            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var (month, owner) = (cells[0].Split(' ')[0], cells[0].Split(' ')[1]);
            var assumed = string.Join('・', new[] { month.EndsWith('?') ? "月" : "", owner.EndsWith('?') ? "所管課" : "" }.Where(word =>
                word != ""));
            foreach (var name in Names(cells[1]))
            {
                Body(month.TrimEnd('?'), owner.TrimEnd('?'), "actual")["initiatives"]!.AsArray().Add(new JsonObject
                {
                    ["category"] = kind[0],
                    ["name"] = name,
                    ["status"] = kind[1],
                    ["month"] = month.TrimEnd('?'),
                    ["partners"] = new JsonArray([.. Partners(cells.ElementAtOrDefault(2) ?? "").Select(p => JsonValue.Create(p))]),
                    ["countsTowardTarget"] = kind.Length == 2,
                    ["note"] = assumed == "" ? "" : $"{assumed}は報告書に記載がないため仮定",
                });
            }
        }

        var options = new JsonSerializerOptions
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        var target = OutputFolder.Empty(Path.Combine(folder, "submissions"));
        foreach (var (name, body) in bodies)
        {
            File.WriteAllText(Path.Combine(target, name + ".json"), body.ToJsonString(options) + "\n");
        }

        JsonObject Body(string month, string owner, string status)
        {
            var code = register.Single(s => s.Name == owner && s.Exists(Month.Parse(month))).Code;
            var name = $"{month}-{code}{(status == "planned" ? "-planned" : "")}";
            bodies.TryAdd(name, new JsonObject
            {
                ["form"] = "monthly-figures",
                ["responseId"] = "sample-" + name,
                ["department"] = code,
                ["month"] = month,
                ["status"] = status,
                ["figures"] = new JsonArray(),
                ["initiatives"] = new JsonArray(),
            });
            return bodies[name];
        }
    }

    private static IEnumerable<string> Names(string name)
    {
        if (Regex.Match(name, @"(\d\d)\.\.(\d\d)") is not { Success: true } range)
        {
            return [name];
        }

        var (first, last) = (Number(range.Groups[1].Value), Number(range.Groups[2].Value));
        return Enumerable.Range(first, last - first + 1).Select(n => name.Replace(range.Value, $"{n:00}"));
    }

    // A comma inside brackets belongs to the partner's name.
    private static string[] Partners(string text) => text == "" ? [] : Regex.Split(text, "、(?![^（]*）)");

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
