using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>Code, infra and the host's settings give the same things the same names.</summary>
public sealed partial class NameTests
{
    private static readonly JsonDocumentOptions Relaxed = new() { CommentHandling = JsonCommentHandling.Skip };

    private static readonly IReadOnlyList<(string Name, MethodInfo Method)> Functions =
        [.. typeof(SmartToyonakaApp).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Select(m => (m.GetCustomAttribute<FunctionAttribute>()?.Name, Method: m)).Where(f => f.Name is not null)
                .Select(f => (f.Name!, f.Method))];

    [Fact]
    public void Infra_makes_the_tables_queues_and_containers_that_the_code_names()
    {
        using var names = JsonDocument.Parse(SourceFiles.Text("infra", "names.json"));

        Assert.Equal(TableNames.All, Names("tables"));
        Assert.Equal(QueueNames.All, Names("queues"));

        // Where the platform looks for the app's package; the app itself does not open it.
        Assert.Equal([.. ContainerNames.All, "deployments"], Names("containers"));

        IEnumerable<string?> Names(string kind) => names.RootElement.GetProperty(kind).EnumerateArray().Select(n => n.GetString());
    }

    [Fact]
    public void Names_are_what_the_storage_accepts()
    {
        Assert.All(TableNames.All, n => Assert.Matches("^[a-z][a-z0-9]{2,62}$", n));
        Assert.All(QueueNames.All.Concat(ContainerNames.All), n => Assert.Matches("^[a-z0-9](-?[a-z0-9]){2,62}$", n));
        Assert.Equal(TableNames.All.Count, TableNames.All.Distinct().Count());
        Assert.Equal(QueueNames.Recompute + "-poison", QueueNames.RecomputePoison);
    }

    [Fact]
    public void Every_setting_that_a_trigger_names_is_listed() =>
        Assert.Empty(SettingsOfTriggers().Except(Settings().Select(s => s.Key)));

    [Fact]
    public void Every_listed_schedule_is_that_of_a_function()
    {
        var schedules = Settings().Select(s => s.Key)
            .Where(k => k is not ("FUNCTIONS_WORKER_RUNTIME" or "AzureWebJobsStorage" or "AzureWebJobsDisableHomepage"));

        Assert.Empty(schedules.Except(SettingsOfTriggers()));
    }

    [Fact]
    public void The_schedule_of_a_function_is_named_after_it() =>
        Assert.All(TimersOf(Functions), t => Assert.Equal($"%{t.Name}Schedule%", t.Schedule));

    [Fact]
    public void Schedules_have_six_fields_and_the_start_page_of_the_host_is_off()
    {
        var settings = Settings().ToDictionary();

        Assert.All(settings.Where(s => s.Key.EndsWith("Schedule", StringComparison.Ordinal)), s =>
            Assert.Equal(6, s.Value.Split(' ').Length));
        Assert.Equal("true", settings["AzureWebJobsDisableHomepage"]);
    }

    [Fact]
    public void The_host_has_no_route_prefix_and_queue_messages_in_Base64()
    {
        using var host = JsonDocument.Parse(SourceFiles.Text("host.json"), Relaxed);
        var extensions = host.RootElement.GetProperty("extensions");

        Assert.Equal("2.0", host.RootElement.GetProperty("version").GetString());
        Assert.Equal("", extensions.GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.Equal("base64", extensions.GetProperty("queues").GetProperty("messageEncoding").GetString());

        // The contract: five attempts, then the poison queue.
        Assert.Equal(5, extensions.GetProperty("queues").GetProperty("maxDequeueCount").GetInt32());

        // One way of telling for host and program; in this mode the settings of applicationInsights have no effect.
        Assert.Equal("OpenTelemetry", host.RootElement.GetProperty("telemetryMode").GetString());
        Assert.False(host.RootElement.GetProperty("logging").TryGetProperty("applicationInsights", out _));

        Assert.True(TimeSpan.TryParse(host.RootElement.GetProperty("functionTimeout").GetString(),
            System.Globalization.CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public void No_route_breaks_the_others()
    {
        var routes = Functions.SelectMany(f => Triggers<HttpTriggerAttribute>(f.Method).Select(t => (f.Name, t.Route))).ToList();

        Assert.NotEmpty(routes);

        // Without a route a function answers under its name, which nobody documents; "/" breaks every function of the app; a
        // catch-all at the root takes every GET, also those of longer routes, unless it excludes them.
        Assert.All(routes, r => Assert.False(string.IsNullOrEmpty(r.Route), r.Name));
        var others = routes.Where(r => !r.Name.StartsWith("AnswerUnknown", StringComparison.Ordinal)).ToList();
        Assert.All(others, r => Assert.DoesNotMatch(
            @"^/|^\{\*|^\{\w+(?::(?!maxlength\(0\)|regex\(\^admin\$\))[^}]*)?\??\}", r.Route));
        Assert.All(routes.Except(others).Where(r => r.Name != "AnswerUnknownMethodAtRoot"), r =>
            Assert.StartsWith("{*path:regex((?s)^(?!(", r.Route, StringComparison.Ordinal));
    }

    [Fact]
    public void Function_names_are_unique_and_their_doors_are_not_kept_by_the_host()
    {
        Assert.Empty(Functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));

        // The app authenticates requests itself; a host key would answer 401 before the app sees the request.
        Assert.All(Functions.SelectMany(f => Triggers<HttpTriggerAttribute>(f.Method)), t =>
            Assert.Equal(AuthorizationLevel.Anonymous, t.AuthLevel));
    }

    private static IEnumerable<(string Name, string Schedule)> TimersOf(IEnumerable<(string Name, MethodInfo Method)> functions) =>
        functions.SelectMany(f => f.Method.GetParameters().SelectMany(p => p.GetCustomAttributesData())
            .Where(a => a.AttributeType == typeof(TimerTriggerAttribute)).Select(a => (f.Name, (string)a.ConstructorArguments[0].Value!)));

    private static IEnumerable<T> Triggers<T>(MethodInfo method)
        where T : Attribute => method.GetParameters().SelectMany(p => p.GetCustomAttributes<T>());

    // Read from the attributes as they are compiled, so that a constant counts as well as a text.
    private static IEnumerable<string> SettingsOfTriggers() =>
        Functions.SelectMany(f => f.Method.GetParameters()).SelectMany(p => p.GetCustomAttributesData())
            .SelectMany(a => a.ConstructorArguments.Select(c => c.Value).Concat(a.NamedArguments.Select(n => n.TypedValue.Value)))
            .OfType<string>().SelectMany(text => Setting().Matches(text)).Select(m => m.Groups[1].Value).Distinct();

    private static IEnumerable<KeyValuePair<string, string>> Settings()
    {
        using var settings = JsonDocument.Parse(SourceFiles.Text("functions", "local.settings.json"), Relaxed);
        return [.. settings.RootElement.GetProperty("Values").EnumerateObject()
            .Select(v => KeyValuePair.Create(v.Name, v.Value.GetString()!))];
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting();
}
