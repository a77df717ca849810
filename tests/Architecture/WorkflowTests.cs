using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>Workflows trust nothing that can change under their hands, keep no secret, and may do no more than they need.</summary>
public sealed partial class WorkflowTests
{
    private static readonly IReadOnlyList<string> Files =
        [.. Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, ".github", "workflows"), "*.yml").Select(f => Path.GetFileName(f))
            .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Workflows => [.. Files];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_are_pinned_by_hash(string workflow)
    {
        var uses = Uses().Matches(Text(workflow)).Select(m => m.Groups[1].Value).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses.Where(u => !u.StartsWith("./", StringComparison.Ordinal)), u =>
            Assert.Matches(@"^[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", u));
        Assert.All(uses.Where(u => u.StartsWith("./", StringComparison.Ordinal)), u =>
            Assert.True(File.Exists(Path.Combine(SourceFiles.Root, u)), u));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_secret_is_used_and_rights_are_given_job_by_job(string workflow)
    {
        var text = Text(workflow);

        Assert.DoesNotContain("secrets.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets:", text, StringComparison.Ordinal);
        Assert.Contains("\npermissions: {}\n", text, StringComparison.Ordinal);
        Assert.All(Permission().Matches(text).Select(m => m.Value.Trim()), p =>
            Assert.Contains(p, new[] { "contents: read", "id-token: write", "actions: write" }));

        // Only to cancel its own older runs.
        Assert.Equal(workflow == "deploy.yml" ? 1 : 0, text.Split("actions: write").Length - 1);
        Assert.Equal(text.Contains("Azure/login", StringComparison.Ordinal) || workflow == "deploy.yml",
            text.Contains("id-token: write", StringComparison.Ordinal));
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_has_one_version_everywhere() =>
        Assert.All(
            Files.SelectMany(w => Uses().Matches(Text(w))).Select(m => m.Groups[1].Value).Distinct().GroupBy(u => u.Split('@')[0]),
            versions => Assert.Single(versions));

    [Fact]
    public void An_environment_that_is_deployed_to_has_its_parameters() =>
        Assert.All(
            Environment().Matches(Text("deploy.yml")).SelectMany(m => m.Groups[1].Value.Split(", "))
                .Where(e => !e.Contains('{', StringComparison.Ordinal)),
            e => Assert.True(File.Exists(Path.Combine(SourceFiles.Root, "infra", e + ".bicepparam")), e));

    [Fact]
    public void An_approval_that_waits_for_one_environment_holds_up_no_other()
    {
        Assert.DoesNotContain("concurrency:", Text("deploy.yml"), StringComparison.Ordinal);
        Assert.DoesNotContain("concurrency:", Text("what-if.yml"), StringComparison.Ordinal);
        Assert.Contains("group: deploy-${{ inputs.environment }}\n      cancel-in-progress: false", Text("deploy-to.yml"),
            StringComparison.Ordinal);
    }

    // A job that waits for its environment's approval stands in its concurrency group meanwhile.
    [Fact]
    public void Production_is_asked_for_after_older_runs_that_wait_were_cancelled()
    {
        Assert.Contains("  supersede:\n", Text("deploy.yml"), StringComparison.Ordinal);
        Assert.Contains("      - run: .ci/cancel-older\n", Text("deploy.yml"), StringComparison.Ordinal);
        Assert.Contains("  production:\n    needs: [what-if-production, supersede]\n", Text("deploy.yml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100 250 300", "300", "cancelled: 100|cancelled: 250")]
    [InlineData("300 301", "300", "")]
    [InlineData("", "300", "")]
    public async Task Only_older_runs_are_cancelled(string waiting, string own, string cancelled)
    {
        var folder = Directory.CreateTempSubdirectory("smart-toyonaka-gh-");
        try
        {
            // Takes the program's place: answers the list, and notes what is cancelled.
            var (gh, notes) = (Path.Combine(folder.FullName, "gh.sh"), Path.Combine(folder.FullName, "cancelled"));
            await File.WriteAllTextAsync(gh, $$"""
                gh() {
                  if [ "$2" = list ]; then for run in {{waiting}}; do echo "$run"; done; return; fi
                  [ "$2" = cancel ] && [ "$4" = owner/repository ] && echo "$5" >>'{{notes}}'
                }
                """);
            var start = new ProcessStartInfo("bash", Path.Combine(SourceFiles.Root, ".ci", "cancel-older")) { RedirectStandardOutput = true };
            start.Environment["BASH_ENV"] = gh;
            start.Environment["GITHUB_REPOSITORY"] = "owner/repository";
            start.Environment["GITHUB_RUN_ID"] = own;
            using var script = Process.Start(start)!;
            var said = await script.StandardOutput.ReadToEndAsync();
            await script.WaitForExitAsync();

            Assert.Equal(0, script.ExitCode);
            Assert.Equal(cancelled, string.Join('|', said.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
            Assert.Equal(cancelled.Replace("cancelled: ", "", StringComparison.Ordinal), File.Exists(notes)
                ? string.Join('|', await File.ReadAllLinesAsync(notes)) : "");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_deployment_ends_when_its_own_version_answers() =>
        Assert.Contains(".ci/wait-for-version \"$URL\" \"$GITHUB_SHA\"", Text("deploy-to.yml"), StringComparison.Ordinal);

    private static string Text(string workflow) => SourceFiles.Text(".github", "workflows", workflow)
        .Replace("\r\n", "\n", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s+(?:- )?uses: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^ +[a-z-]+: (?:read|write)\b", RegexOptions.Multiline)]
    private static partial Regex Permission();

    [GeneratedRegex(@"^\s+environment: \[?([^\]\n]+)", RegexOptions.Multiline)]
    private static partial Regex Environment();
}
