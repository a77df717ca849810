using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>The Bicep compiler, where this machine has it: what a deployment would make, worked out without Azure.</summary>
internal static partial class Bicep
{
    private static readonly string? Program = Find();

    /// <summary>What production must be told.</summary>
    public static readonly IReadOnlyDictionary<string, string> Given = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SMARTTOYONAKA_ALERT_EMAIL"] = "operations@example.lg.jp",
        ["SMARTTOYONAKA_BUDGET_START"] = "2027-04-01",
        ["SMARTTOYONAKA_ENTRA_CLIENT_ID"] = "00000000-0000-0000-0000-00000000000e",
    };

    // The template, compiled once: reading it anew for each parameter file is most of the work.
    private static readonly Lazy<Task<string>> Template = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("smart-toyonaka-template-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var file = Path.Combine(folder.FullName, "main.json");
        await RunAsync("build", Path.Combine(SourceFiles.Root, "infra", "main.bicep"), "--outfile", file);
        return file;
    });

    private static readonly Lazy<BicepServer> Server = new(() => new(Start(["jsonrpc", "--stdio"], Given)));

    // Several tests look at the same deployment.
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<JsonElement>>>> Deployed = new(StringComparer.Ordinal);

    /// <summary>Why tests that need the compiler cannot run on this machine; null where they can.</summary>
    public static string? Missing => Program is null
        ? "The Bicep compiler is missing: name it in the environment variable BICEP, or let .ci/run fetch it."
        : null;

    /// <summary>The resources that a parameter file of infra/, or parameters given as Bicep, would make.</summary>
    /// <param name="parameters">The text of a parameter file after its <c>using</c>.</param>
    public static Task<IReadOnlyList<JsonElement>> DeployAsync(string parameters) =>
        Deployed.GetOrAdd(parameters, p => new(() => CompileAsync(p))).Value;

    private static async Task<IReadOnlyList<JsonElement>> CompileAsync(string parameters)
    {
        var folder = Directory.CreateTempSubdirectory("smart-toyonaka-bicep-");
        try
        {
            var answer = await Server.Value.CallAsync("getSnapshot", new
            {
                path = await WriteAsync(folder, parameters),
                metadata = new { subscriptionId = Guid.Empty.ToString(), resourceGroup = "group", location = "japaneast" },
            });

            using var snapshot = JsonDocument.Parse(answer.GetProperty("snapshot").GetString()!);
            Assert.Empty(snapshot.RootElement.GetProperty("diagnostics").EnumerateArray());
            return [.. snapshot.RootElement.GetProperty("predictedResources").EnumerateArray().Select(r => r.Clone())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the compiler says of a parameter file of infra/ with these environment variables, and no other of ours.</summary>
    public static Task<(int ExitCode, string Said)> CheckAsync(string file, IReadOnlyDictionary<string, string> environment) =>
        StartAsync(["build-params", Path.Combine(SourceFiles.Root, "infra", file), "--stdout"], environment);

    /// <summary>What the compiler says of parameters given as Bicep, with what production must be told.</summary>
    public static async Task<(bool Compiles, string Said)> CheckParametersAsync(string parameters)
    {
        var folder = Directory.CreateTempSubdirectory("smart-toyonaka-bicep-");
        try
        {
            var path = await WriteAsync(folder, parameters);
            var answer = await Server.Value.CallAsync("compileParams", new { path, parameterOverrides = new { } });
            return (answer.GetProperty("success").GetBoolean(), string.Join('\n', answer.GetProperty("diagnostics").EnumerateArray()
                .Select(d => d.GetProperty("message").GetString())));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// As <see cref="CheckAsync"/>, of parameters given as Bicep, by the template as it was compiled once: in a third of the time.
    /// </summary>
    public static async Task<(int ExitCode, string Said)> CheckParametersAsync(string parameters,
        IReadOnlyDictionary<string, string> environment)
    {
        var folder = Directory.CreateTempSubdirectory("smart-toyonaka-bicep-");
        try
        {
            return await StartAsync(["build-params", await WriteAsync(folder, parameters), "--stdout"], environment);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A parameter file of the compiled template.
    private static async Task<string> WriteAsync(DirectoryInfo folder, string parameters)
    {
        var file = Path.Combine(folder.FullName, "main.bicepparam");
        var main = Path.GetRelativePath(folder.FullName, await Template.Value).Replace('\\', '/');
        await File.WriteAllTextAsync(file, $"using '{main}'\n{Using().Replace(parameters, "")}");
        return file;
    }

    private static async Task RunAsync(params string[] args)
    {
        var (exitCode, said) = await StartAsync(args, null);
        Assert.True(exitCode == 0, said);
    }

    private static async Task<(int ExitCode, string Said)> StartAsync(string[] args, IReadOnlyDictionary<string, string>? environment)
    {
        var start = Start(args, environment ?? Given);
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }

    private static ProcessStartInfo Start(string[] args, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Program!, args);

        // The compiler brings no ICU of its own.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // The package that .ci/run restores, or one that somebody names.
    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("BICEP") is { Length: > 0 } named)
        {
            return named;
        }

        var version = Version().Match(SourceFiles.Text("Directory.Packages.props")).Groups[1].Value;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var program = Path.Combine(packages, "azure.bicep.commandline.linux-x64", version, "tools", "bicep");
        return OperatingSystem.IsLinux() && File.Exists(program) ? program : null;
    }

    [GeneratedRegex("""Include="Azure\.Bicep\.CommandLine\.linux-x64" Version="([^"]+)""")]
    private static partial Regex Version();

    [GeneratedRegex(@"^using .*$", RegexOptions.Multiline)]
    private static partial Regex Using();
}

/// <summary>A test that needs the Bicep compiler: skipped, with the remedy, on a machine that has none.</summary>
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = Bicep.Missing;
}

/// <summary>As <see cref="BicepFactAttribute"/>, with data.</summary>
internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = Bicep.Missing;
}
