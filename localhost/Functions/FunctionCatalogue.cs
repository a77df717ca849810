using System.Text.Json;
using System.Text.Json.Serialization;
using Localhost.Rpc;
using Localhost.Settings;
using NCrontab;

namespace Localhost.Functions;

/// <summary>The functions of an app, as its worker lists them.</summary>
internal sealed class FunctionCatalogue
{
    private const string DeferredBinding = "supportsDeferredBinding";

    private static readonly JsonSerializerOptions Lenient = new()
    {
        PropertyNameCaseInsensitive = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Dictionary<string, HostedFunction> _loaded = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _errors = [];

    private FunctionCatalogue()
    {
    }

    public IReadOnlyCollection<HostedFunction> Loaded => _loaded.Values;

    /// <summary>The functions that could not be loaded, each with its cause.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public HostedFunction? Find(string name) => _loaded.GetValueOrDefault(name);

    /// <exception cref="WorkerHostException">Two functions have one name.</exception>
    public static FunctionCatalogue Read(IEnumerable<RpcFunctionMetadata> functions, HostSettings settings, HostJson hostJson)
    {
        var catalogue = new FunctionCatalogue();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var function in functions)
        {
            if (!names.Add(function.Name))
            {
                throw new WorkerHostException($"Two functions are called {function.Name}; names must be unique in the app.");
            }

            if (hostJson.Functions.Count == 0 || hostJson.Functions.Contains(function.Name, StringComparer.OrdinalIgnoreCase))
            {
                catalogue.Add(function, settings);
            }
        }

        return catalogue;
    }

    /// <summary>Removes a function that the worker could not load.</summary>
    public void Refuse(HostedFunction function, string cause)
    {
        _loaded.Remove(function.Name);
        _errors.Add($"The function {function.Name} is not loaded: {cause}");
    }

    private void Add(RpcFunctionMetadata function, HostSettings settings)
    {
        try
        {
            var bindings = function.RawBindings.Select(raw => JsonSerializer.Deserialize<RawBinding>(raw, Lenient)!).ToArray();
            var triggers = bindings.Where(binding => binding.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase)).ToArray();
            var trigger = triggers.Length == 1
                ? triggers[0]
                : throw new FunctionLoadException($"it has {triggers.Length} triggers; a function has one.");
            TriggerBinding binding = trigger.Type.ToUpperInvariant() switch
            {
                "HTTPTRIGGER" => Http(function.Name, trigger),
                "TIMERTRIGGER" => Timer(settings, trigger),
                "QUEUETRIGGER" => Queue(settings, trigger),
                _ => throw new FunctionLoadException($"{trigger.Type} is not known here."),
            };
            FillBindings(function, bindings);
            var disabled = bool.TryParse(settings[$"AzureWebJobs.{function.Name}.Disabled"], out var off) && off;
            _loaded.Add(function.Name, new HostedFunction(function.Name, trigger.Name, binding, disabled, function));
        }
        catch (Exception error) when (error is FunctionLoadException or JsonException)
        {
            _errors.Add($"The function {function.Name} is not loaded: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>
    /// The worker reads these when it loads the function, even if it did not list them itself: without them no HTTP call ends.
    /// </summary>
    private static void FillBindings(RpcFunctionMetadata function, RawBinding[] bindings)
    {
        function.Bindings.Clear();
        foreach (var binding in bindings)
        {
            function.Bindings[binding.Name] = new BindingInfo
            {
                Properties = { binding.Properties.ToDictionary(property => property.Key, property => property.Value.ToString()) },
                Type = binding.Type,
                Direction = binding.Direction,
                DataType = Enum.TryParse<BindingInfo.Types.DataType>(binding.DataType, ignoreCase: true, out var type) ? type : default,
            };
        }
    }

    private static HttpBinding Http(string name, RawBinding http)
    {
        // The host reads an empty route as the function's name, the worker as the root: such a function is never reached.
        var route = http.Route switch
        {
            null => name,
            { } blank when string.IsNullOrWhiteSpace(blank) => throw new FunctionLoadException(
                "its route is empty, which the Functions host and its worker read differently; for the root write "
                    + "\"{root:maxlength(0)?}\"."),
            { } given => given,
        };
        var start = route.Trim('/');
        if (start.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
        {
            throw new FunctionLoadException($"the route {route} conflicts with the host's own: no route may begin with admin or runtime.");
        }

        return new HttpBinding(route, http.Methods ?? [], http.AuthLevel);
    }

    private static TimerBinding Timer(HostSettings settings, RawBinding timer)
    {
        var text = settings.Resolve(timer.Schedule ?? "");
        var schedule = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            ?? throw new FunctionLoadException($"the schedule '{text}' is not six NCRONTAB fields (second minute hour day month weekday).");
        return new TimerBinding(schedule, timer.UseMonitor && !RunsWithinAMinute(schedule), timer.RunOnStartup);
    }

    private static QueueBinding Queue(HostSettings settings, RawBinding queue) => new(
        settings.Resolve(queue.QueueName ?? ""),
        string.IsNullOrEmpty(queue.Connection) ? Storage.StorageConnection.Default : queue.Connection,
        "Binary".Equals(queue.DataType, StringComparison.OrdinalIgnoreCase) ? MessageForm.Bytes
            : queue.Properties.TryGetValue(DeferredBinding, out var deferred)
                && "True".Equals(deferred.ToString(), StringComparison.OrdinalIgnoreCase) ? MessageForm.Message
            : MessageForm.Text);

    /// <summary>Schedules of less than a minute are not persisted: the host turns their monitor off.</summary>
    private static bool RunsWithinAMinute(CrontabSchedule schedule)
    {
        var fields = schedule.ToString().Split(' ');
        return fields.Skip(1).All(field => field == "*")
            && schedule.GetNextOccurrences(DateTime.UnixEpoch, DateTime.UnixEpoch.AddMinutes(1)).Take(2).Count() > 1;
    }

    /// <summary>A binding as the SDK writes it into <c>functions.metadata</c>.</summary>
    private sealed record RawBinding
    {
        public string Name { get; init; } = "";

        public string Type { get; init; } = "";

        public BindingInfo.Types.Direction Direction { get; init; }

        public string? DataType { get; init; }

        public KeyLevel AuthLevel { get; init; } = KeyLevel.Function;

        public IReadOnlyList<string>? Methods { get; init; }

        public string? Route { get; init; }

        public string? Schedule { get; init; }

        public bool UseMonitor { get; init; } = true;

        public bool RunOnStartup { get; init; }

        public string? QueueName { get; init; }

        public string? Connection { get; init; }

        public IReadOnlyDictionary<string, JsonElement> Properties { get; init; } = new Dictionary<string, JsonElement>();
    }
}
