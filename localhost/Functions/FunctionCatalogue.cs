using System.Reflection;
using Localhost.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using NCrontab;

namespace Localhost.Functions;

/// <summary>The functions of an app, found by their attributes.</summary>
internal sealed class FunctionCatalogue
{
    private readonly Dictionary<string, LocalFunction> _loaded = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _errors = [];

    private FunctionCatalogue()
    {
    }

    public IReadOnlyCollection<LocalFunction> Loaded => _loaded.Values;

    /// <summary>The functions that could not be loaded, each with its cause.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public LocalFunction? Find(string name) => _loaded.GetValueOrDefault(name);

    public static FunctionCatalogue Load(IEnumerable<Type> classes, HostSettings settings, HostJson hostJson)
    {
        var catalogue = new FunctionCatalogue();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, method) in classes.SelectMany(MethodsOf))
        {
            if (!names.Add(name))
            {
                throw new InvalidOperationException($"Two functions are called {name}; names must be unique in the app.");
            }

            if (hostJson.Functions.Count == 0 || hostJson.Functions.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                catalogue.Load(name, method, settings);
            }
        }

        return catalogue;
    }

    public static bool HasFunctions(Assembly assembly) => assembly.GetTypes().SelectMany(MethodsOf).Any();

    private static IEnumerable<(string Name, MethodInfo Method)> MethodsOf(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select (function.Name, method);

    private void Load(string name, MethodInfo method, HostSettings settings)
    {
        try
        {
            var (parameter, trigger) = TriggerOf(method);
            TriggerBinding binding = trigger switch
            {
                HttpTriggerAttribute http => Bind(name, http),
                TimerTriggerAttribute timer => Bind(settings, timer),
                QueueTriggerAttribute queue => new QueueBinding(settings.Resolve(queue.QueueName), queue.Connection ?? "AzureWebJobsStorage"),
                _ => throw new FunctionLoadException($"{trigger.GetType().Name} is not known here."),
            };
            CheckParameters(method, parameter, binding);
            var disabled = bool.TryParse(settings[$"AzureWebJobs.{name}.Disabled"], out var off) && off;
            _loaded.Add(name, new LocalFunction(name, method, parameter, binding, disabled));
        }
        catch (FunctionLoadException error)
        {
            _errors.Add($"The function {name} is not loaded: {error.Message}");
        }
    }

    private static (ParameterInfo Parameter, TriggerBindingAttribute Trigger) TriggerOf(MethodInfo method)
    {
        if (!method.IsPublic || !method.ReflectedType!.IsVisible)
        {
            throw new FunctionLoadException($"{method.ReflectedType}.{method.Name} must be a public method of a public class.");
        }

        // The real worker awaits Task only; anything else it would take for the result.
        if (method.ReturnType.Name.StartsWith(nameof(ValueTask), StringComparison.Ordinal))
        {
            throw new FunctionLoadException("it returns ValueTask, which the isolated worker does not await; return Task.");
        }

        var triggers = (from parameter in method.GetParameters()
                        let trigger = parameter.GetCustomAttribute<TriggerBindingAttribute>()
                        where trigger is not null
                        select (parameter, trigger)).ToArray();
        return triggers.Length == 1
            ? triggers[0]
            : throw new FunctionLoadException($"it has {triggers.Length} triggers; a function has one.");
    }

    private static HttpBinding Bind(string name, HttpTriggerAttribute http)
    {
        // The host takes the name for an empty route, the worker takes it as the root: such a function is never reached.
        var route = http.Route switch
        {
            null => name,
            { } blank when string.IsNullOrWhiteSpace(blank) => throw new FunctionLoadException(
                "its route is empty, which the Functions host and its worker read differently; for the root write \"{root:maxlength(0)?}\"."),
            { } given => given,
        };
        var start = route.Trim('/');
        if (start.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || start.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
        {
            throw new FunctionLoadException($"the route {route} conflicts with the host's own: no route may begin with admin or runtime.");
        }

        return new HttpBinding(route, http.Methods ?? [], http.AuthLevel);
    }

    private static TimerBinding Bind(HostSettings settings, TimerTriggerAttribute timer)
    {
        var text = settings.Resolve(timer.Schedule);
        var schedule = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            ?? throw new FunctionLoadException($"the schedule '{text}' is not six NCRONTAB fields (second minute hour day month weekday).");
        return new TimerBinding(schedule, timer.UseMonitor && !RunsWithinAMinute(schedule), timer.RunOnStartup);
    }

    /// <summary>Schedules of less than a minute are not kept: the host turns their monitor off.</summary>
    private static bool RunsWithinAMinute(CrontabSchedule schedule)
    {
        var fields = schedule.ToString().Split(' ');
        return fields.Skip(1).All(field => field == "*")
            && schedule.GetNextOccurrences(DateTime.UnixEpoch, DateTime.UnixEpoch.AddMinutes(1)).Take(2).Count() > 1;
    }

    private static void CheckParameters(MethodInfo method, ParameterInfo trigger, TriggerBinding binding)
    {
        Type[] allowed = binding switch
        {
            HttpBinding => [typeof(HttpRequest)],
            TimerBinding => [typeof(TimerInfo)],
            _ => [typeof(string), typeof(BinaryData)],
        };
        if (!allowed.Contains(trigger.ParameterType))
        {
            throw new FunctionLoadException(
                $"its {binding.Kind} parameter is a {trigger.ParameterType.Name}; this host binds {string.Join(" or ", allowed.Select(type => type.Name))}.");
        }

        var unknown = method.GetParameters().FirstOrDefault(parameter => parameter != trigger && binding is not HttpBinding
            && parameter.ParameterType != typeof(FunctionContext) && parameter.ParameterType != typeof(CancellationToken));
        if (unknown is not null)
        {
            throw new FunctionLoadException($"its parameter {unknown.Name} is bound to nothing.");
        }
    }
}
