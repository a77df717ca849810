using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Register, catalogue and holidays.</summary>
public static class ReferenceServices
{
    /// <summary>Adds what reads them and takes uploads of them. Needs the storage, ledger and clock of the app.</summary>
    public static IServiceCollection AddReference(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton((configuration.GetSection(ReferenceOptions.Section).Get<ReferenceOptions>() ?? new()).Checked())
        .AddSingleton<MeasureRegistry>()
        .AddSingleton<ReferenceData>()
        .AddSingleton<RegisterUploadCheck>()
        .AddSingleton<CatalogueUploadCheck>()
        .AddSingleton<OutlineUploadCheck>()
        .AddSingleton<ReferenceFiles>()
        .AddSingleton<ReferenceImpactCheck>()
        .AddSingleton<ReferencePuller>()
        .AddSingleton<ReferenceAdministration>();
}
