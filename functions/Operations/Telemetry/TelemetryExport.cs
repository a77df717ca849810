using System.Globalization;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace SmartToyonaka.Operations.Telemetry;

/// <summary>Exports spans, metrics and log lines, if a setting says where to.</summary>
public static class TelemetryExport
{
    /// <summary>
    /// Adds <see cref="Instrumentation"/> and sends them where the settings point: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> (any collector of
    /// OpenTelemetry, in a closed network too) and <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> (Azure). The Functions host sends what it
    /// sees itself, requests above all, and nothing on behalf of the program. All traces are kept, or as many as
    /// <c>SmartToyonaka__Telemetry__SamplingRatio</c> says.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics().AddSingleton<Instrumentation>().AddSingleton<InstanceActivity>();
        var collector = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        var azure = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 } text ? text : null;
        if (!collector && azure is null)
        {
            return services;
        }

        var ratio = SamplingRatio(configuration);
        // The source Microsoft.AspNetCore is left out: its spans are the requests that the host has sent already.
        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(t => t.AddSource(Instrumentation.Name))
            .WithMetrics(m => m.AddMeter(Instrumentation.Name));
        AddLogLines(services);
        if (collector)
        {
            // Endpoint, protocol and headers are read from the environment variables that OpenTelemetry names.
            telemetry.WithTracing(t => t.AddOtlpExporter()).WithMetrics(m => m.AddOtlpExporter()).WithLogging(l => l.AddOtlpExporter());
        }

        if (azure is not null)
        {
            telemetry
                .WithTracing(t => t.AddAzureMonitorTraceExporter(o => Point(o)))
                .WithMetrics(m => m.AddAzureMonitorMetricExporter(o => Point(o)))
                .WithLogging(l => l.AddAzureMonitorLogExporter(o => Point(o)));
        }

        return services;

        void Point(AzureMonitorExporterOptions options)
        {
            // Without a word of ours it keeps five traces a second, and of a burst of submissions next to nothing.
            options.TracesPerSecond = null;
            options.SamplingRatio = ratio;

            // Alerts look for single lines, whatever becomes of their traces.
            options.EnableTraceBasedLogsSampler = false;
            options.ConnectionString = azure;
            options.Credential = Identity(configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);
        }
    }

    // Lines of the frameworks name addresses and bodies; of them only what is wrong is sent.
    private static void AddLogLines(IServiceCollection services)
    {
        services.Configure<OpenTelemetryLoggerOptions>(o => o.IncludeFormattedMessage = true);
        services.AddLogging(logging =>
        {
            foreach (var framework in (string[])["Microsoft", "System", "Azure"])
            {
                logging.AddFilter<OpenTelemetryLoggerProvider>(framework, LogLevel.Warning);
            }
        });
    }

    /// <summary>How many of the traces are kept, 0 to 1; all when the setting is not given.</summary>
    /// <exception cref="InvalidOperationException">The setting is wrong; the message is one line that says what it should be.</exception>
    private static float SamplingRatio(IConfiguration configuration) =>
        configuration["SmartToyonaka:Telemetry:SamplingRatio"] is not { Length: > 0 } text ? 1
            : float.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio) && ratio <= 1 ? ratio
            : throw new InvalidOperationException("SmartToyonaka__Telemetry__SamplingRatio must be a number from 0 to 1, such as 0.25.");

    /// <summary>
    /// The identity that <c>ClientId=…;Authorization=AAD</c> names, as the Functions host reads it; null where it asks for none.
    /// </summary>
    private static ManagedIdentityCredential? Identity(string? authentication)
    {
        var parts = (authentication ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        if (!string.Equals(parts.GetValueOrDefault("Authorization"), "AAD", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return new(parts.GetValueOrDefault("ClientId") is { Length: > 0 } id ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned);
    }
}
