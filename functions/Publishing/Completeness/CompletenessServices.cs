using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Publishing.Completeness.Reminders;

namespace SmartToyonaka.Publishing.Completeness;

/// <summary>What is owed, due and late.</summary>
public static class CompletenessServices
{
    /// <summary>
    /// Adds what publishes it, and the reminders. Needs the storage, ledger, reference data, periods, drops, Graph and clock of the app.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddCompleteness(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<CompletenessPublisher>()
        .AddSingleton<DueFigures>()
        .AddReminders(configuration);
}
