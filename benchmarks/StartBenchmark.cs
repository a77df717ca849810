using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace SmartToyonaka.Benchmarks;

/// <summary>From the start of the process to the first answered request, against an empty ASP.NET Core app. The storage runs and its tables are there.</summary>
internal static class StartBenchmark
{
    public const string OursCommand = "start-ours", FloorCommand = "start-floor";
    private const int Rounds = 11;

    public static async Task<int> RunAsync()
    {
        await using var storage = await Storage.StartAsync("ours");
        foreach (var path in new[] { "api/health", "api/indicators?fiscalYear=2021" })
        {
            Console.WriteLine($"GET /{path}");
            await Paired.RunAsync(
                "an empty ASP.NET Core app", _ => FirstAnswerAsync("", FloorCommand),
                "ours", _ => FirstAnswerAsync(path, OursCommand, storage.ConnectionStringOf("ours")), Rounds);
        }

        return 0;
    }

    public static int ServeOurs(string connectionString, string port)
    {
        SmartToyonakaApp.Build([$"--port={port}", $"--AzureWebJobsStorage={connectionString}"]).Run();
        return 0;
    }

    public static int ServeFloor(string port)
    {
        var app = WebApplication.CreateBuilder().Build();
        app.MapGet("/", () => Results.Text("ok"));
        app.Run($"http://127.0.0.1:{port}");
        return 0;
    }

    private static async Task<double> FirstAnswerAsync(string path, params string[] command)
    {
        var port = FreePort();
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{path}"));
        using var client = new HttpClient();
        var start = Stopwatch.GetTimestamp();
        using var server = Child.Start(readsOutput: true, [.. command, port.ToString(CultureInfo.InvariantCulture)]);

        // What it prints is taken away, so that it never waits for that.
        var printed = server.StandardOutput.ReadToEndAsync();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(url);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    break;
                }
            }
            catch (HttpRequestException) when (!server.HasExited)
            {
                await Task.Delay(2);
            }
        }

        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        server.Kill();
        await server.WaitForExitAsync();
        await printed;
        return took;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
