using Localhost.Functions;
using Localhost.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Localhost.Http;

/// <summary>The HTTP functions as endpoints.</summary>
internal static class FunctionRoutes
{
    /// <exception cref="WorkerHostException">A route that would break the real host.</exception>
    public static IReadOnlyList<Endpoint> Build(IEnumerable<HostedFunction> functions, HostJson hostJson)
    {
        var http = functions.Where(function => function.Binding is HttpBinding).ToArray();
        CheckConflicts(http);
        return [.. http.Select(function => Build(function, (HttpBinding)function.Binding, hostJson.RoutePrefix))];
    }

    private static Endpoint Build(HostedFunction function, HttpBinding binding, string prefix)
    {
        // Built as the real worker does it: a route that it cannot parse disables all its other routes, too.
        var pattern = Parse(function.Name, $"{prefix}/{binding.Route}");
        var endpoint = new RouteEndpointBuilder(HttpDispatcher.NotReached, pattern, IsCatchAllAtRoot(pattern, prefix) ? -1
            : 0)
        { DisplayName = function.Name };
        endpoint.Metadata.Add(new HttpMethodMetadata(binding.Methods));
        endpoint.Metadata.Add(function);
        return endpoint.Build();
    }

    private static RoutePattern Parse(string function, string template)
    {
        try
        {
            return RoutePatternFactory.Parse(template);
        }
        catch (RoutePatternException error)
        {
            throw new WorkerHostException(
                $"The route of the function {function} breaks every HTTP function on the real Functions host (each would answer 500 after "
                    + $"15 s): "
                + $"'{template}' is no route: {error.Message} For the root write Route = \"{{root:maxlength(0)?}}\".", error);
        }
    }

    /// <summary>
    /// On the real host a catch-all at the root takes every request of its methods, also those of longer, literal routes.
    /// </summary>
    private static bool IsCatchAllAtRoot(RoutePattern pattern, string prefix)
    {
        var depth = prefix.Length == 0 ? 0 : prefix.Split('/').Length;
        return pattern.PathSegments.Count == depth + 1
            && pattern.PathSegments[depth] is { IsSimple: true } segment
            && segment.Parts[0] is RoutePatternParameterPart { IsCatchAll: true };
    }

    private static void CheckConflicts(HostedFunction[] functions)
    {
        foreach (var same in functions.GroupBy(function => ((HttpBinding)function.Binding).Route.Trim('/'),
            StringComparer.OrdinalIgnoreCase))
        {
            var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var function in same)
            {
                var methods = ((HttpBinding)function.Binding).Methods;
                if (methods.Count == 0 && same.Count() > 1)
                {
                    throw Conflict(function.Name, same.First(other => other != function).Name, same.Key);
                }

                foreach (var method in methods)
                {
                    if (!taken.TryAdd(method, function.Name))
                    {
                        throw Conflict(function.Name, taken[method], same.Key);
                    }
                }
            }
        }
    }

    private static WorkerHostException Conflict(string one, string other, string route) =>
        new($"The functions {other} and {one} have the same route '{route}' and a method in common.");
}
