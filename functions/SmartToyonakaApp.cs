using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmartToyonaka.Access;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing;
using SmartToyonaka.Reference;
using SmartToyonaka.Storage;
using SmartToyonaka.Submissions;
using SmartToyonaka.Triggers.Middleware;

namespace SmartToyonaka;

/// <summary>The app: what runs on Azure, on this machine and in tests.</summary>
public static class SmartToyonakaApp
{
    /// <summary>Builds the app.</summary>
    /// <param name="args">Settings as <c>--Name=value</c>, beside those of the environment.</param>
    /// <param name="configure">Changes registrations before the app is built: a clock, say.</param>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message is one line that says which.</exception>
    public static IHost Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        TextSupport.Require();
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<ErrorMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(AccessOptions.From(builder.Configuration));
        builder.Services.AddSingleton(new StorageAccount(builder.Configuration));
        builder.Services.AddHostedService<StorageSetup>();

        builder.Services.AddSingleton<ReferenceData>().AddSingleton<ReferencePuller>();
        builder.Services.AddSingleton<CredentialStore>().AddSingleton<Authenticator>().AddSingleton<SubmissionRate>();
        builder.Services.AddSingleton<LedgerStore>().AddSingleton<RecomputeQueue>();
        builder.Services.AddSingleton<SubmissionStore>().AddSingleton<SubmissionDoor>();
        builder.Services.AddSingleton<TopicYearStore>().AddSingleton<ClosingStore>().AddSingleton<DimensionPublisher>();
        builder.Services.AddSingleton<Recomputation>().AddSingleton<PublishedIndicators>().AddSingleton<RecomputeBacklog>();

        configure?.Invoke(builder.Services);
        return builder.Build();
    }
}
