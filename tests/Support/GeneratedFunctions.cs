using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// What the SDK generates into the app (its functions, and how they are called without reflection) is found by the worker only where the
/// app is the process's entry assembly. In tests it is not, so it is added by hand.
/// </summary>
internal static class GeneratedFunctions
{
    public static void AddTo(IServiceCollection services)
    {
        var builder = new ServicesOnly(services);
        new FunctionMetadataProviderAutoStartup().Configure(builder);
        new FunctionExecutorAutoStartup().Configure(builder);
    }

    /// <summary>
    /// A host builder that registers services at once and does nothing else, which is all that generated code asks of it.
    /// </summary>
    private sealed class ServicesOnly(IServiceCollection services) : IHostBuilder
    {
        public IDictionary<object, object> Properties { get; } = new Dictionary<object, object>();

        public IHostBuilder ConfigureServices(Action<HostBuilderContext, IServiceCollection> configureDelegate)
        {
            configureDelegate(new HostBuilderContext(Properties), services);
            return this;
        }

        public IHost Build() => throw new NotSupportedException();

        public IHostBuilder ConfigureAppConfiguration(Action<HostBuilderContext, IConfigurationBuilder> configureDelegate) =>
            throw new NotSupportedException();

        public IHostBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate) =>
            throw new NotSupportedException();

        public IHostBuilder ConfigureContainer<TContainerBuilder>(Action<HostBuilderContext, TContainerBuilder> configureDelegate) =>
            throw new NotSupportedException();

        public IHostBuilder UseServiceProviderFactory<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory)
            where TContainerBuilder : notnull => throw new NotSupportedException();

        public IHostBuilder UseServiceProviderFactory<TContainerBuilder>(
            Func<HostBuilderContext, IServiceProviderFactory<TContainerBuilder>> factory)
            where TContainerBuilder : notnull => throw new NotSupportedException();
    }
}
