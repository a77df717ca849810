using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Architecture;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// axe-core, which finds barriers in a page, and with it the validator of its HTML; installed once from the lock file beside this one into
/// <c>.local/axe</c>.
/// </summary>
internal static class Axe
{
    private static readonly string[] Files = ["package.json", "package-lock.json"];
    private static readonly Lazy<Task<string>> Source = new(InstallAsync);

    /// <summary>Fails when axe-core or the validator of HTML finds anything, with what and where.</summary>
    public static async Task AssertFindsNothingAsync(IPage page, string state)
    {
        await AssertFindsNoBarrierAsync(page, state);
        await HtmlValidator.AssertValidAsync(page, state);
    }

    /// <summary>Fails when axe-core finds anything, with what and where; paper has no targets.</summary>
    public static async Task AssertFindsNoBarrierAsync(IPage page, string state, bool isPaper = false)
    {
        // By evaluation, as a script element is what the page's own policy forbids; once for each page loaded.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(await Source.Value);
        }

        var found = await page.EvaluateAsync<JsonElement>("""
            async isPaper => (await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                rules: { 'target-size': { enabled: !isPaper } },
                resultTypes: ['violations']
            })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} (${n.failureSummary})`))
            """, isPaper);
        Assert.True(found.GetArrayLength() == 0, $"{state}: {string.Join(Environment.NewLine, found.EnumerateArray())}");
    }

    /// <summary>The folder of the installed packages.</summary>
    public static async Task<string> InstalledAsync()
    {
        await Source.Value;
        return Path.Combine(SourceFiles.Root, ".local", "axe");
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(SourceFiles.Root, ".local", "axe");
        Directory.CreateDirectory(folder);
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        var wanted = SourceFiles.Text("tests", "Publishing", "Pages", "package-lock.json");
        var stamp = Path.Combine(folder, ".installed");
        if (!File.Exists(script) || !File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != wanted)
        {
            foreach (var file in Files)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, file), SourceFiles.Text("tests", "Publishing", "Pages", file));
            }

            await NpmAsync(folder);
            await File.WriteAllTextAsync(stamp, wanted);
        }

        return await File.ReadAllTextAsync(script);
    }

    private static async Task NpmAsync(string folder)
    {
        // npm is a script on Windows, which only its shell can start.
        string[] command = [.. OperatingSystem.IsWindows() ? new[] { "cmd.exe", "/c", "npm" } : ["npm"], "ci", "--ignore-scripts",
            "--no-audit", "--no-fund", "--loglevel=error"];
        using var npm = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true
        })!;
        var said = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm ci failed in {folder}: {string.Concat(said)}");
    }
}
