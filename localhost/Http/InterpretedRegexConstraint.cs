using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Localhost.Http;

/// <summary>
/// The constraint <c>regex(…)</c> of routes. The framework's own compiles its pattern to machine code on the first request of each
/// start, which for a long pattern takes longer than all requests that would gain by it.
/// </summary>
/// <param name="pattern">As in the template.</param>
internal sealed class InterpretedRegexConstraint(string pattern) : IRouteConstraint
{
    // As the framework's own.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values,
        RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is not null
        && Regex.IsMatch(Convert.ToString(value, CultureInfo.InvariantCulture)!, pattern,
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Timeout);
}
