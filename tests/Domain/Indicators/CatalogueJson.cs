using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SmartToyonaka.Domain.Indicators;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>The built-in catalogue as a text, to be changed in one place.</summary>
internal static class CatalogueJson
{
    public static string BuiltIn { get; } = ReadBuiltIn();

    public static void AssertRefused(string json, string says) =>
        Assert.Contains(says, Assert.ThrowsAny<FormatException>(() => Parse(json)).Message, StringComparison.Ordinal);

    public static Catalogue Parse(string json) => Catalogue.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>The places of all that is wrong; none for a catalogue that is right.</summary>
    public static IEnumerable<string> Faults(string json)
    {
        try
        {
            Parse(json);
            return [];
        }
        catch (CatalogueException e)
        {
            return [.. e.Faults.Select(f => f.Pointer).Distinct()];
        }
    }

    /// <summary>
    /// The built-in catalogue, or another, with another value at a path; a value that is no JSON is put in as it is.
    /// </summary>
    public static string Changed(string path, string value, string? json = null)
    {
        const string mark = "\"@@@\"";
        var root = JsonNode.Parse(json ?? BuiltIn)!;
        var steps = path.Split('/');
        var node = root;
        foreach (var step in steps[..^1])
        {
            node = node is JsonArray ? node[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!;
        }

        if (node is JsonArray list)
        {
            list[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = "@@@";
        }
        else
        {
            node[steps[^1]] = "@@@";
        }

        return root.ToJsonString().Replace(mark, value, StringComparison.Ordinal);
    }

    /// <summary>A catalogue with more in one of its lists.</summary>
    public static string With(string json, string list, params IReadOnlyList<string> items)
    {
        var root = JsonNode.Parse(json)!;
        foreach (var item in items)
        {
            root[list]!.AsArray().Add(JsonNode.Parse(item));
        }

        return root.ToJsonString();
    }

    private static string ReadBuiltIn()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("SmartToyonaka.Domain.Indicators.catalogue.json")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
