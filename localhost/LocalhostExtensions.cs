using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Localhost;

/// <summary>What only this host has. For tests and for programs that start an app; never for the app itself.</summary>
public static class LocalhostExtensions
{
    /// <summary>Loads the functions of these classes and no others.</summary>
    public static FunctionsApplicationBuilder OnlyFunctionsOf(this FunctionsApplicationBuilder builder, params Type[] classes)
    {
        builder.Local.Classes = classes;
        return builder;
    }

    /// <summary>Takes this text for host.json instead of the file next to the assembly.</summary>
    public static FunctionsApplicationBuilder UseHostJson(this FunctionsApplicationBuilder builder, string json)
    {
        builder.Local.HostJson = json;
        return builder;
    }

    /// <summary>The address the started host answers at, with its real port, ending in a slash.</summary>
    public static Uri BaseAddress(this IHost host)
    {
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        return addresses?.FirstOrDefault() is { } address
            ? new Uri(address.TrimEnd('/') + "/")
            : throw new InvalidOperationException("The host has no address: it is not started.");
    }
}
