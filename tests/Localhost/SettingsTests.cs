using Localhost;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
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
        var configuration = LocalApp.Builder(typeof(Named), $"{name}__Both=line").Configuration;
        Environment.SetEnvironmentVariable("AzureWebJobsDisableHomepage", null);

        Assert.Equal("dotnet-isolated", configuration["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Equal("environment", configuration["AzureWebJobsDisableHomepage"]);
        Assert.Equal("environment", configuration[$"{name}:Environment"]);
        Assert.Equal("line", configuration[$"{name}:Both"]);
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

    [Theory]
    [InlineData(typeof(NotPublic), "public method of a public class")]
    [InlineData(typeof(Unbound), "bound to nothing")]
    [InlineData(typeof(AnotherType), "binds TimerInfo")]
    [InlineData(typeof(NotAwaited), "ValueTask")]
    [InlineData(typeof(EmptyRoute), "maxlength(0)")]
    public async Task What_the_real_host_cannot_call_is_not_loaded(Type functions, string said)
    {
        await using var app = await LocalApp.StartAsync(functions);

        Assert.Contains(said, Assert.Single(app.Logs.At(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_functions_of_one_name_stop_the_host() =>
        Assert.Throws<InvalidOperationException>(LocalApp.Builder(typeof(SameName)).ConfigureFunctionsWebApplication().Build);

    [Theory]
    [InlineData("AzureWebJobsStorage=", "AzureWebJobsStorage is missing")]
    [InlineData("AzureWebJobsStorage__accountName=someone", "managed identity")]
    [InlineData("AzureFunctionsJobHost__extensions__queues__batchSize=33", "batchSize is '33'; it must be from 1 to 32")]
    [InlineData("AzureFunctionsJobHost__extensions__queues__visibilityTimeout=soon", "visibilityTimeout is 'soon'")]
    public async Task A_wrong_setting_stops_the_host_with_one_clear_line(string setting, string said)
    {
        // Before the setting that is tried, so that it decides.
        using var host = LocalApp.Builder(typeof(Queued), "AzureWebJobsStorage=", setting).Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_root_is_the_folder_of_the_assembly_and_not_the_working_directory()
    {
        var environment = LocalApp.Builder(typeof(Named)).Environment;

        Assert.Equal(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory), Path.TrimEndingDirectorySeparator(environment.ContentRootPath));
    }

    [Fact]
    public async Task The_host_listens_on_this_machine_only_unless_told_otherwise()
    {
        await using var app = await LocalApp.StartAsync(typeof(Named));
        Assert.Equal("127.0.0.1", app.Host.BaseAddress().Host);

        using var told = FunctionsApplication.CreateBuilder(["--urls=http://127.0.0.2:0"]).OnlyFunctionsOf(typeof(Named)).ConfigureFunctionsWebApplication().Build();
        await told.StartAsync();
        Assert.Equal("127.0.0.2", told.BaseAddress().Host);
        await told.StopAsync();
    }

    [Fact]
    public void The_app_finds_nothing_that_the_real_worker_does_not_give() =>
        Assert.Null(LocalApp.Builder(typeof(NoFunctions)).Build().Services.GetService<TimeProvider>());

    public sealed class NoFunctions;

    public sealed class Named
    {
        [Function("NamedTimer")]
        public static void OnTimer([TimerTrigger("%NoSuchSetting%")] TimerInfo timer)
        {
        }

        [Function("NamedHttp")]
        public static IResult OnHttp([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "named")] HttpRequest request) => Results.Text("up");
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
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/me")] HttpRequest request) => Results.Ok();
    }

    public sealed class AdministrationRoute
    {
        [Function("AdministrationRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "administration")] HttpRequest request) => Results.Ok();
    }

    public sealed class RuntimeRoute
    {
        [Function("RuntimeRoute")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "Runtime")] HttpRequest request) => Results.Ok();
    }

    public sealed class NotPublic
    {
        [Function("NotPublic")]
        internal static void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer)
        {
        }
    }

    public sealed class Unbound
    {
        [Function("Unbound")]
        public static void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, string what)
        {
        }
    }

    public sealed class AnotherType
    {
        [Function("AnotherType")]
        public static void Run([TimerTrigger("0 0 0 1 1 *")] string timer)
        {
        }
    }

    public sealed class NotAwaited
    {
        [Function("NotAwaited")]
        public static ValueTask Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => ValueTask.CompletedTask;
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
