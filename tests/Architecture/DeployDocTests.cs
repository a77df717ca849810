using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Operations.Telemetry;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>
/// Every command of docs/deploy.md that runs without Azure is run, and the names in the others are those of Bicep and code.
/// </summary>
public sealed partial class DeployDocTests : IDisposable
{
    private static readonly string Document = SourceFiles.Text("docs", "deploy.md").Replace("\r\n", "\n", StringComparison.Ordinal);
    private static readonly string Main = SourceFiles.Text("infra", "main.bicep");
    private static readonly List<(string Text, List<string> Answer)> Commands = [.. Block().Matches(Document).SelectMany(b =>
        InBlock(b.Groups[1].Value))];

    private readonly string folder = Directory.CreateTempSubdirectory("deploy-doc-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_command_that_answers_has_its_answer()
    {
        Assert.InRange(Commands.Count, 30, 80);
        var silent = Commands.Where(c => c.Answer.Count == 0).Select(c => c.Text).ToList();
        Assert.All(silent, c => Assert.Matches(@"^(export |rm |unset |az login|output\(\) |\(cd |account=|key=|client=)", c));
    }

    [Fact]
    public void Names_in_commands_are_those_of_Bicep_and_code()
    {
        var text = string.Join('\n', Commands.Select(c => c.Text));
        var functions = typeof(SmartToyonakaApp).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Select(m => m.GetCustomAttribute<FunctionAttribute>()?.Name).ToHashSet();
        Assert.All(Found(@"infra/[\w.]+param", text), f => Assert.True(File.Exists(Path.Combine(SourceFiles.Root, f)), f));
        Assert.All(Found(@"\$\(output (\w+)\)|`output (\w+)`|^output (\w+)$", Document), o =>
            Assert.Contains($"\noutput {o} ", Main, StringComparison.Ordinal));
        Assert.All(Found(@"--(?:container-name|destination) (\w+)", text), c => Assert.Contains(c, ContainerNames.All.Append("backups")));
        Assert.All(Found(@"admin/functions/(\w+)", text), f => Assert.Contains(functions, n => n == f));
        Assert.All(Found(@"\)(api/\w+)", text), p =>
            Assert.Contains($"\"/{p}\"", SourceFiles.Text("functions", "openapi.json"), StringComparison.Ordinal));
        Assert.All(Found(@"--source ([\w/]+)", text), s => Assert.True(Directory.Exists(Path.Combine(SourceFiles.Root, s)), s));
    }

    [Fact]
    public void Names_in_the_text_are_those_of_Bicep_and_code()
    {
        var parameters = string.Concat(((string[])["main", "test", "production"]).Select(e =>
            SourceFiles.Text("infra", e + ".bicepparam"))) + SourceFiles.Text(".github", "workflows", "deploy-to.yml");
        Assert.All(Found(@"(SMARTTOYONAKA_\w+)", Document), v => Assert.Contains(v, parameters, StringComparison.Ordinal));
        Assert.All(Found(@"param (\w+) =", Document), p => Assert.Contains($"\nparam {p} ", Main, StringComparison.Ordinal));
        using var roles = JsonDocument.Parse(SourceFiles.Text("infra", "roles.json"));
        Assert.All(Found(@"(Storage (?:Blob|Table|Queue) Data (?:Owner|Contributor|Reader)|Monitoring Metrics Publisher)", Document), r =>
            Assert.True(roles.RootElement.TryGetProperty(r, out _), r));
        var code = string.Concat(Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "functions", "Operations"), "*.cs",
            SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(Found(@"(SmartToyonaka__\w+)", Document), s => Assert.True(code.Contains(s, StringComparison.Ordinal)
            || code.Contains(s.Replace("__", ":", StringComparison.Ordinal), StringComparison.Ordinal), s));
        Assert.Contains(Authorizing, Document, StringComparison.Ordinal);
    }

    private const string Authorizing = "X-Toyonaka-Credential";

    [Fact]
    public void Every_resource_provider_is_registered_first()
    {
        var used = Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "infra"), "*.bicep", SearchOption.AllDirectories)
            .SelectMany(f => Found(@"'(Microsoft\.\w+)/", File.ReadAllText(f))).Distinct()
            .Except(["Microsoft.Authorization", "Microsoft.Resources"]);
        var registered = Found(@"(Microsoft\.\w+)", Commands.Single(c => c.Text.Contains("provider register",
            StringComparison.Ordinal)).Text);

        Assert.Empty(used.Except(registered));
    }

    [Fact]
    public void Runs_and_alerts_are_counted_right()
    {
        using var settings = JsonDocument.Parse(SourceFiles.Text("functions", "local.settings.json"));
        var runs = settings.RootElement.GetProperty("Values").EnumerateObject()
            .Where(v => v.Name.EndsWith("Schedule", StringComparison.Ordinal))
            .Sum(v => RunsADay(v.Value.GetString()!.Split(' '))) * 30.4;
        var timers = int.Parse(Found(@"timers ([\d,]+)", Document).Single().Replace(",", "", StringComparison.Ordinal),
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(timers, runs - 100, runs + 100);

        var alerts = SourceFiles.Text("infra", "modules", "alerts.bicep");
        Assert.Equal((1, 6), (Regex.Count(alerts, "every: 'PT5M'"), Regex.Count(alerts, "every: 'PT(15M|1H|6H)'")));
        Assert.Contains("one every 5 minutes, six every 15 or rarer", Document, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(TestCategory.Name, TestCategory.Long)]
    public async Task Every_command_that_runs_without_Azure_answers_as_it_says()
    {
        await using var app = await RunningApp.StartAsync();
        List<string> run = [];
        foreach (var (text, answer) in Commands)
        {
            if (Regex.Match(text, @"upload-batch .*--source (\S+) --pattern '(\S+)'") is { Success: true } batch)
            {
                await UploadFirstAsync(app.Container(ContainerNames.Drops), batch.Groups[1].Value, batch.Groups[2].Value);
            }
            else if (await RunAsync(app, text) is { } said)
            {
                Assert.Matches(Pattern(answer), said);
                run.Add(text);

                // A timer that was asked to run is accepted before it has run; what comes next tells of both files.
                await RunningApp.UntilAsync(async () => !text.Contains("PullOvertime", StringComparison.Ordinal)
                    || (await (await app.Client.GetAsync("api/drops")).JsonAsync()).AsArray().Count == 2);
                await app.WaitUntilComputedAsync();
            }
        }

        Assert.Equal(10, run.Count);
    }

    // Null for a command that needs Azure, GitHub or minutes.
    private async Task<string?> RunAsync(RunningApp app, string command)
    {
        const string cli = "dotnet run --project cli -- ";
        if (command.StartsWith(cli, StringComparison.Ordinal))
        {
            var arguments = command[cli.Length..].Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return await CommandAsync(app.Storage, arguments);
        }

        return command.StartsWith("curl ", StringComparison.Ordinal) || command.StartsWith(".ci/", StringComparison.Ordinal)
            ? await BashAsync(app, command) : null;
    }

    private async Task<string> CommandAsync(string storage, string[] arguments)
    {
        var file = Path.Combine(folder, arguments[^1]);
        if (arguments[^1].EndsWith(".csv", StringComparison.Ordinal))
        {
            File.Copy(Path.Combine(SourceFiles.Root, "functions", "Domain", "Organisation", "departments.csv"), file);
            arguments = [.. arguments[..^1], file];
        }
        else if (arguments[0] == "restore")
        {
            Assert.Equal(0, (await CommandLine.RunAsync(storage, "backup", file)).Status);
            (storage, arguments) = (await TestStorage.NewEmptyAccountAsync(), ["restore", file]);
        }

        var (status, told) = await CommandLine.RunAsync(storage, arguments);
        Assert.True(status == 0, told);
        return told;
    }

    private static async Task<string> BashAsync(RunningApp app, string command)
    {
        var script = $$"""
            output() { [[ $1 == url ]] && echo '{{app.Client.BaseAddress}}'; }
            key='{{RunningApp.MasterKey}}'
            {{command.Replace("<credential>", RunningApp.Bootstrap, StringComparison.Ordinal)
                .Replace("$(git rev-parse HEAD)", BuildVersion.Commit, StringComparison.Ordinal)}}
            """;
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = SourceFiles.Root,
        };
        start.Environment["WAIT_FOR_VERSION_PAUSE"] = "0.01";
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, command + "\n" + string.Concat(said));
        return said[0];
    }

    // The first file stands for all.
    private static async Task UploadFirstAsync(BlobContainerClient drops, string source, string pattern)
    {
        var at = Path.Combine(SourceFiles.Root, source);
        var file = Directory.EnumerateFiles(Path.Combine(at, Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern))
            .Order(StringComparer.Ordinal).First();
        await using var content = File.OpenRead(file);
        await drops.GetBlobClient(Path.GetRelativePath(at, file).Replace('\\', '/')).UploadAsync(content);
    }

    private static IEnumerable<(string Text, List<string> Answer)> InBlock(string block)
    {
        List<(string Text, List<string> Answer)> found = [];
        var open = "";
        foreach (var line in block.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            if (line.StartsWith("#>", StringComparison.Ordinal))
            {
                found[^1].Answer.Add(line[2..].Trim());
                continue;
            }

            open = open.Length == 0 ? line : open.TrimEnd('\\') + (open.EndsWith('\\') ? "" : "\n") + line;
            if (!open.EndsWith('\\') && (!open.StartsWith("for ", StringComparison.Ordinal) || line == "done"))
            {
                found.Add((open, []));
                open = "";
            }
        }

        Assert.Equal("", open);
        return found;
    }

    // What differs is written as three dots in one sign.
    private static string Pattern(List<string> answer) =>
        @"^\s*" + string.Join(@"\s+", answer.Select(a => Regex.Escape(a).Replace("…", @"[\s\S]*", StringComparison.Ordinal))) + @"\s*$";

    private static List<string> Found(string pattern, string text) => [.. Regex.Matches(text, pattern, RegexOptions.Multiline)
        .Select(m => m.Groups.Values.Skip(1).FirstOrDefault(g => g.Success)?.Value ?? m.Value).Distinct()];

    // Minutes and hours: *, */n, a-b or a number.
    private static int RunsADay(string[] fields) => Values(fields[1], 60) * Values(fields[2], 24);

    private static int Values(string field, int all) => field switch
    {
        "*" => all,
        ['*', '/', .. var every] => all / int.Parse(every, System.Globalization.CultureInfo.InvariantCulture),
        _ when field.Split('-') is [var from, var to] => int.Parse(to, System.Globalization.CultureInfo.InvariantCulture)
            - int.Parse(from, System.Globalization.CultureInfo.InvariantCulture) + 1,
        _ => 1,
    };

    [GeneratedRegex(@"^\s*```sh\n(.*?)^\s*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
