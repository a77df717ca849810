using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Localhost.Settings;

/// <summary>
/// The app settings as the host sees them: <c>Values</c> of local.settings.json, overridden by the environment, overridden by the command
/// line. The app's own defaults are no part of them: on Azure the host does not know those either.
/// </summary>
internal sealed partial class HostSettings
{
    public const string LocalFile = "local.settings.json";

    private const string OwnSection = "Localhost:";

    /// <summary>Settings of this host's own, which the app has no use for.</summary>
    private static readonly string[] Own = ["port", "urls"];

    private readonly IConfigurationRoot _values;
    private readonly IReadOnlyCollection<string> _names;

    private HostSettings(IConfigurationRoot values, IReadOnlyCollection<string> names) => (_values, _names) = (values, names);

    public IConfiguration Values => _values;

    public string? this[string name] => _values[Key(name)];

    /// <exception cref="WorkerHostException">The local file cannot be read.</exception>
    public static HostSettings Load(string folder, IEnumerable<string> args)
    {
        var local = LocalValues(Path.Combine(folder, LocalFile));
        string[] given = [.. args.Select(Normalised)];
        var values = new ConfigurationBuilder().AddInMemoryCollection(local).AddEnvironmentVariables().AddCommandLine(given).Build();
        var named = new ConfigurationBuilder().AddCommandLine(given).Build().AsEnumerable().Where(pair => pair.Value is not null)
            .Select(pair => pair.Key);
        return new HostSettings(values, [.. local.Keys.Union(named, StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>What the worker is told beside the environment that it inherits.</summary>
    public IReadOnlyDictionary<string, string> ForWorker() => _names
        .Where(name => !Own.Contains(name, StringComparer.OrdinalIgnoreCase)
            && !name.StartsWith(OwnSection, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(name => name, name => _values[name] ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>Replaces each <c>%Name%</c> by its setting.</summary>
    /// <exception cref="FunctionLoadException">A name that no setting has.</exception>
    public string Resolve(string text) => Placeholder().Replace(text, match =>
        this[match.Groups[1].Value] is { Length: > 0 } value
            ? value
            : throw new FunctionLoadException(
                $"{match.Value} does not resolve to a value: there is no setting {match.Groups[1].Value}. "
                + $"Names in trigger attributes are looked up in app settings ({LocalFile}, environment), never in the app's own "
                + $"configuration."));

    private static string Key(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    /// <summary>A setting is written A__B on Azure, so that is also understood as an argument.</summary>
    private static string Normalised(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
        {
            return argument;
        }

        var end = argument.IndexOf('=');
        return end < 0 ? Key(argument) : Key(argument[..end]) + argument[end..];
    }

    private static Dictionary<string, string?> LocalValues(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), HostJson.Lenient);
            return document.RootElement.TryGetProperty("Values", out var values)
                ? values.EnumerateObject().ToDictionary(value => Key(value.Name), value => (string?)value.Value.ToString())
                : [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new WorkerHostException($"{file} cannot be read: {error.Message}", error);
        }
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
