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
            Assert.Contains(p, new[] { "contents: read", "id-token: write" }));
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
