using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>The services of reminders.</summary>
public static class ReminderServices
{
    /// <summary>Adds them. Needs the storage, ledger, reference data, Graph and clock of the app.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong.</exception>
    public static IServiceCollection AddReminders(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(ReminderOptions.Of(configuration))
        .AddSingleton<Outbox>()
        .AddSingleton<IHousekeeping>(s => s.GetRequiredService<Outbox>())
        .AddSingleton<MissingFiguresReader>()
        .AddSingleton<MonthlySummary>()
        .AddSingleton<ReminderComposer>().AddSingleton<ReminderSender>();
}
