using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Middleware;

/// <summary>Who calls, by credential, session or sign-in.</summary>
public static class MiddlewareServices
{
    /// <summary>Adds what the middleware and the functions ask for it.</summary>
    public static IServiceCollection AddMiddleware(this IServiceCollection services) => services
        .AddSingleton<IStartupFilter, LateRequestFilter>()
        .AddSingleton<SignIn>()
        .AddSingleton<PageSession>()
        .AddSingleton<CredentialOrders>()
        .AddSingleton<PostedSubmissions>()
        .AddSingleton<AdminParts>();
}
