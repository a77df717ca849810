using System.Collections.Immutable;
using Localhost;
using Localhost.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SmartToyonaka.Tests.Localhost;

public sealed class SettingsTests
{
    [Fact]
    public void Settings_come_from_local_settings_json_then_the_environment_then_the_command_line()
    {
        var name = $"S{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable($"{name}__Both", "environment");
        Environment.SetEnvironmentVariable($"{name}__Environment", "environment");
        Environment.SetEnvironmentVariable("AzureWebJobsDisableHomepage", "environment");
        var settings = HostSettings.Load(AppContext.BaseDirectory, [$"--{name}__Both=line", "--port=1", "--Localhost:MasterKey=x"]);
        var configuration = settings.ForWorker();
        Environment.SetEnvironmentVariable("AzureWebJobsDisableHomepage", null);

        Assert.Equal("dotnet-isolated", configuration["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Equal("environment", configuration["AzureWebJobsDisableHomepage"]);
        Assert.Equal("environment", settings[$"{name}:Environment"]);
        Assert.Equal("line", configuration[$"{name}:Both"]);

        // What is the host's own is none of the app's.
        Assert.DoesNotContain("port", configuration.Keys);
        Assert.DoesNotContain("Localhost:MasterKey", configuration.Keys);
    }

    [Fact]
    public async Task A_name_that_no_setting_has_stops_that_function_from_loading_and_no_other()
    {
        // The app's own configuration knows it; the host does not look there.
        await using var app = await LocalApp.StartAsync(
            typeof(Named), builder => builder.Configuration.AddInMemoryCollection([new("NoSuchSetting", "0 0 * * * *")]));

        var error = Assert.Single(app.Logs.At(LogLevel.Error));
        Assert.Contains("NamedTimer is not loaded: %NoSuchSetting% does not resolve", error, StringComparison.Ordinal);
        Assert.Equal("up", await app.Client.GetStringAsync("named"));
    }

    [Theory]
    [InlineData("every day", "six NCRONTAB fields")]
    [InlineData("0 * * * *", "six NCRONTAB fields")]
    [InlineData("00:05:00", "six NCRONTAB fields")]
    public async Task A_schedule_that_is_none_stops_that_function_from_loading(string schedule, string said)
    {
        await using var app = await LocalApp.StartAsync(typeof(Named), null, $"NoSuchSetting={schedule}");

        Assert.Contains(said, Assert.Single(app.Logs.At(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin/me")]
    [InlineData("administration")]
    [InlineData("Runtime")]
    public async Task A_route_in_the_hosts_own_space_is_not_loaded(string route)
    {
        await using var app = await LocalApp.StartAsync(route switch
        {
            "admin/me" => typeof(AdminRoute),
            "administration" => typeof(AdministrationRoute),
            _ => typeof(RuntimeRoute),
        });

        Assert.Contains("no route may begin with admin or runtime", Assert.Single(app.Logs.At(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_that_host_and_worker_read_differently_is_not_loaded()
    {
        await using var app = await LocalApp.StartAsync(typeof(EmptyRoute));

        Assert.Contains("maxlength(0)", Assert.Single(app.Logs.At(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_the_worker_cannot_load_is_not_loaded_and_the_others_are()
    {
        await using var app = await LocalApp.StartAsync(new LocalApp.Options(typeof(Named))
        {
            Configure = builder => builder.Services.AddSingleton<IFunctionMetadataProvider>(
                new WithGhost(new ReflectedFunctions(typeof(Named)))),
        });

        Assert.Contains(app.Logs.At(LogLevel.Error), line => line.Contains("The function Ghost is not loaded", StringComparison.Ordinal));
        Assert.Equal("up", await app.Client.GetStringAsync("named"));
    }

    [Fact]
    public async Task Two_functions_of_one_name_stop_the_host()
    {
        var error = await Assert.ThrowsAsync<WorkerHostException>(() => LocalApp.StartAsync(typeof(SameName)));
        Assert.Contains("names must be unique", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage=", "AzureWebJobsStorage is missing")]
    [InlineData("AzureWebJobsStorage__accountName=someone", "managed identity")]
    [InlineData("AzureFunctionsJobHost__extensions__queues__batchSize=33", "batchSize is '33'; it must be from 1 to 32")]
    [InlineData("AzureFunctionsJobHost__extensions__queues__visibilityTimeout=soon", "visibilityTimeout is 'soon'")]
    public async Task A_wrong_setting_stops_the_host_with_one_clear_line(string setting, string said)
    {
        // Before the setting that is tried, so that it decides.
        var error = await Assert.ThrowsAsync<WorkerHostException>(() =>
            LocalApp.StartAsync(typeof(Queued), null, "AzureWebJobsStorage=", setting));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_listens_on_this_machine_only()
    {
        await using var app = await LocalApp.StartAsync(typeof(Named));
        Assert.Equal("127.0.0.1", app.Host.Address.Host);

        var error = await Assert.ThrowsAsync<WorkerHostException>(() => LocalApp.StartAsync(typeof(Named), null, "urls=http://0.0.0.0:0"));
        Assert.Contains("this machine only", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Says of one function more than there is.</summary>
    private sealed class WithGhost(ReflectedFunctions inner) : IFunctionMetadataProvider
    {
        public async Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory)
        {
            var ghost = new DefaultFunctionMetadata
            {
                Name = "Ghost",
                Language = "dotnet-isolated",
                ScriptFile = "SmartToyonaka.tests.dll",
                EntryPoint = "SmartToyonaka.Tests.Localhost.SettingsTests.NotThere",
                RawBindings = ["""{ "name": "timer", "type": "timerTrigger", "direction": "In", "schedule": "0 0 0 1 1 *" }"""],
            };
            return (await inner.GetFunctionMetadataAsync(directory)).Add(ghost);
        }
    }

    public sealed class Named
    {
        [Function("NamedTimer")]
        public static void OnTimer([TimerTrigger("%NoSuchSetting%")] TimerInfo timer)
        {
        }

        [Function("NamedHttp")]
        public static IResult OnHttp([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "named")] HttpRequest request) =>
            Results.Text("up");
    }

    public sealed class Queued
    {
        [Function("QueuedOnly")]
        public static void Run([QueueTrigger("queue")] string message)
        {
        }
    }

    public sealed class AdminRoute
    {
        [Function("AdminRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/me")] HttpRequest request) =>
            Results.Ok();
    }

    public sealed class AdministrationRoute
    {
        [Function("AdministrationRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "administration")] HttpRequest request) =>
            Results.Ok();
    }

    public sealed class RuntimeRoute
    {
        [Function("RuntimeRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "Runtime")] HttpRequest request) =>
            Results.Ok();
    }

    public sealed class EmptyRoute
    {
        [Function("EmptyRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "")] HttpRequest request) => Results.Ok();
    }

    public sealed class SameName
    {
        [Function("Same")]
        public static void One([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer)
        {
        }

        [Function("same")]
        public static void Two([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer)
        {
        }
    }
}
