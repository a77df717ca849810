using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Localhost.Settings;

/// <summary>host.json, with the overrides that app settings named <c>AzureFunctionsJobHost__…</c> make.</summary>
internal sealed class HostJson
{
    public static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly IConfiguration _values;

    private HostJson(IConfiguration values, string routePrefix)
    {
        _values = values;
        RoutePrefix = routePrefix;
    }

    /// <summary>What stands before every route. Read from the file alone: the real worker knows no override of it.</summary>
    public string RoutePrefix { get; }

    public IConfigurationSection Logging => _values.GetSection("logging");

    public IConfigurationSection Queues => _values.GetSection("extensions:queues");

    /// <summary>The functions to load; all when empty.</summary>
    public IReadOnlyCollection<string> Functions => [.. _values.GetSection("functions").GetChildren().Select(name => name.Value!)];

    public static HostJson Load(string folder, string? text, HostSettings settings)
    {
        var path = Path.Combine(folder, "host.json");
        text ??= File.Exists(path) ? File.ReadAllText(path) : "{}";
        try
        {
            var file = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).Build();
            var values = new ConfigurationBuilder()
                .AddConfiguration(file)
                .AddConfiguration(settings.Values.GetSection("AzureFunctionsJobHost"))
                .Build();
            return new HostJson(values, (file["extensions:http:routePrefix"] ?? "api").Trim('/'));
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new WorkerHostException($"host.json cannot be read: {error.InnerException?.Message ?? error.Message}", error);
        }
    }
}
