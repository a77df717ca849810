using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SmartToyonaka.Operations.Access;

/// <summary>Who may call, and how often.</summary>
public static class AccessServices
{
    /// <summary>Adds credentials and their limits. Needs the storage and clock of the app.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(AccessOptions.From(configuration))
        .AddSingleton<CredentialStore>()
        .AddSingleton<FailedSignInLimiter>()
        .AddSingleton<Authenticator>()
        .AddSingleton<SubmissionRateLimiter>();
}
