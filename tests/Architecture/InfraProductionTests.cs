using System.Text.Json;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>What production asks for: nothing is switched off by mistake, nothing is lost, and deploying again always works.</summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class InfraProductionTests
{
    private const string Accounts = "Microsoft.Storage/storageAccounts";

    [BicepTheory]
    [InlineData("SMARTTOYONAKA_ALERT_EMAIL")]
    [InlineData("SMARTTOYONAKA_BUDGET_START")]
    [InlineData("SMARTTOYONAKA_ENTRA_CLIENT_ID")]
    public async Task A_bare_shell_deploys_nothing_instead_of_switching_something_off(string forgotten)
    {
        var without = Bicep.Given.Where(v => v.Key != forgotten).ToDictionary();
        var parameters = SourceFiles.Text("infra", "production.bicepparam");
        var (missing, said) = await Bicep.CheckParametersAsync(parameters, without);
        Assert.NotEqual(0, missing);
        Assert.Contains(forgotten, said, StringComparison.Ordinal);

        // A variable that GitHub does not know comes as an empty one.
        (var empty, said) = await Bicep.CheckParametersAsync(parameters, without.Append(new(forgotten, "")).ToDictionary());
        Assert.NotEqual(0, empty);
        Assert.Contains($"{forgotten} is empty", said, StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task With_everything_given_production_compiles_and_signs_in_mails_and_watches_the_costs()
    {
        Assert.Equal(0, (await Bicep.CheckAsync("production.bicepparam", Bicep.Given)).ExitCode);
        var resources = await Bicep.DeployAsync(SourceFiles.Text("infra", "production.bicepparam"));

        var budget = Single(resources, "Microsoft.Consumption/budgets").GetProperty("properties");
        Assert.Equal("2027-04-01", budget.GetProperty("timePeriod").GetProperty("startDate").GetString());
        Assert.All(budget.GetProperty("notifications").EnumerateObject(), n => Assert.Equal(["operations@example.lg.jp"],
            n.Value.GetProperty("contactEmails").EnumerateArray().Select(c => c.GetString())));
        Assert.Equal("operations@example.lg.jp", Single(resources, "Microsoft.Insights/actionGroups").GetProperty("properties")
            .GetProperty("emailReceivers")[0].GetProperty("emailAddress").GetString());
        Assert.True(resources.Single(r => r.GetProperty("name").GetString()!.EndsWith("/authsettingsV2", StringComparison.Ordinal))
            .GetProperty("properties").GetProperty("platform").GetProperty("enabled").GetBoolean());
    }

    [BicepTheory]
    [InlineData("{ amount: 10000, start: '2027-04-01', contacts: [] }", "too short")]
    [InlineData("{ amount: 10000, start: '2027-04-01' }", "contacts")]
    [InlineData("{ amount: 10000, start: '', contacts: ['a@example.jp'] }", "too short")]
    [InlineData("{ amount: 0, start: '2027-04-01', contacts: ['a@example.jp'] }", "too small")]
    public async Task A_budget_that_nobody_would_hear_of_does_not_compile(string budget, string why)
    {
        var (compiles, said) = await Bicep.CheckParametersAsync($"param name = 'toyonaka'\nparam monthlyBudget = {budget}\n");
        Assert.False(compiles);
        Assert.Contains(why, said, StringComparison.OrdinalIgnoreCase);
    }

    [BicepTheory]
    [InlineData("[]", new[] { "drops", "reports" })]
    [InlineData("['drops']", new[] { "reports" })]
    [InlineData("['drops', 'reports']", new string[0])]
    public async Task A_policy_that_was_locked_is_left_out_and_the_container_stays_immutable(string locked, string[] policies)
    {
        var resources = await Bicep.DeployAsync(SourceFiles.Text("infra", "production.bicepparam")
            .Replace("param lockedContainers = []", $"param lockedContainers = {locked}", StringComparison.Ordinal));

        Assert.Equal(policies, OfType(resources, Accounts + "/blobServices/containers/immutabilityPolicies")
            .Select(p => p.GetProperty("name").GetString()!.Split('/')[^2]).Where(c => c != "backups").Order());
        Assert.True(OfType(resources, Accounts + "/blobServices/containers")
            .Single(c => c.GetProperty("name").GetString()!.EndsWith("/drops", StringComparison.Ordinal)).GetProperty("properties")
            .GetProperty("immutableStorageWithVersioning").GetProperty("enabled").GetBoolean());
    }

    [BicepFact]
    public async Task Nobody_deletes_the_accounts_of_production_and_those_of_test_can_go()
    {
        var production = await Bicep.DeployAsync(SourceFiles.Text("infra", "production.bicepparam"));
        Assert.Equal(2, OfType(production, Accounts).Count());
        Assert.Equal(["CanNotDelete", "CanNotDelete"], OfType(production, "Microsoft.Authorization/locks")
            .Select(l => l.GetProperty("properties").GetProperty("level").GetString()));
        Assert.Empty(OfType(await Bicep.DeployAsync(SourceFiles.Text("infra", "test.bicepparam")), "Microsoft.Authorization/locks"));
    }

    [BicepFact]
    public async Task Whoever_reads_writes_or_deletes_files_is_recorded()
    {
        var settings = OfType(await Bicep.DeployAsync(InfraTests.Everything), "Microsoft.Insights/diagnosticSettings").Select(d => (
            Service: d.GetProperty("id").GetString()!.Split('/').SkipWhile(p => p != "Microsoft.Storage").Skip(3).First(),
            Logs: string.Join(' ', d.GetProperty("properties").GetProperty("logs").EnumerateArray()
                .Select(l => l.GetProperty("category").GetString())))).Order();

        Assert.Equal(
            [("blobServices", "StorageRead StorageWrite StorageDelete"), ("queueServices", "StorageWrite StorageDelete"),
                ("tableServices", "StorageWrite StorageDelete")], settings);
    }

    [BicepFact]
    public async Task Who_uploads_to_drops_can_neither_read_nor_delete()
    {
        var resources = await Bicep.DeployAsync(InfraTests.Everything);
        var permissions = Assert.Single(Single(resources, "Microsoft.Authorization/roleDefinitions").GetProperty("properties")
            .GetProperty("permissions").EnumerateArray());

        Assert.Empty(permissions.GetProperty("actions").EnumerateArray());
        Assert.Equal(["add/action", "write"], permissions.GetProperty("dataActions").EnumerateArray()
            .Select(a => a.GetString()!.Split("/containers/blobs/")[1]));
    }

    [BicepFact]
    public async Task Role_assignments_of_an_identity_made_anew_have_other_names()
    {
        var own = OfType(await Bicep.DeployAsync(InfraTests.Everything), "Microsoft.Authorization/roleAssignments")
            .Where(a => a.GetProperty("properties").GetProperty("principalId").GetString()!.StartsWith('[')).ToList();

        // The principal's id, an output of the identity, is part of the name.
        Assert.Equal(5, own.Count);
        Assert.All(own, a => Assert.Contains("outputs.principalId", a.GetProperty("name").GetString(), StringComparison.Ordinal));
    }

    [BicepFact]
    public async Task Who_tries_it_out_is_an_operator_and_a_pipeline_is_not()
    {
        static IEnumerable<string> Principals(IEnumerable<JsonElement> resources) =>
            OfType(resources, "Microsoft.Authorization/roleAssignments")
                .Select(a => a.GetProperty("properties").GetProperty("principalId").GetString()!)
                .Where(p => p.Contains("deployer()", StringComparison.Ordinal));

        Assert.Equal(3, Principals(await Bicep.DeployAsync(SourceFiles.Text("infra", "main.bicepparam"))).Count());
        Assert.Empty(Principals(await Bicep.DeployAsync(SourceFiles.Text("infra", "production.bicepparam"))));
    }

    [BicepTheory]
    [InlineData("None", new string[0], 0)]
    [InlineData("Telemetry", new[] { "to-AzureActiveDirectory", "to-AzureMonitor" }, 1)]
    [InlineData("Https", new[] { "to-Internet" }, 1)]
    public async Task A_closed_network_lets_out_what_is_said_and_nothing_by_default(string outbound, string[] allowed, int gateways)
    {
        var resources = await Bicep.DeployAsync(InfraTests.Everything + $"\nparam closedOutbound = '{outbound}'\n");

        Assert.All(Single(resources, "Microsoft.Network/virtualNetworks").GetProperty("properties").GetProperty("subnets")
            .EnumerateArray().Select(s => s.GetProperty("properties")), s =>
        {
            Assert.False(s.GetProperty("defaultOutboundAccess").GetBoolean());
            Assert.Contains("networkSecurityGroups", s.GetProperty("networkSecurityGroup").GetProperty("id").GetString(),
                StringComparison.Ordinal);
        });
        Assert.Equal(gateways, OfType(resources, "Microsoft.Network/natGateways").Count());
        var rules = OfType(resources, "Microsoft.Network/networkSecurityGroups")
            .Single(g => g.GetProperty("name").GetString()!.EndsWith("-functions", StringComparison.Ordinal)).GetProperty("properties")
            .GetProperty("securityRules").EnumerateArray().ToList();
        Assert.Equal(allowed, rules.Where(r => r.GetProperty("properties").GetProperty("access").GetString() == "Allow")
            .Select(r => r.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.Contains(rules, r => r.GetProperty("name").GetString() == "to-nowhere-else");
    }

    [Fact]
    public void Every_rule_of_the_linter_is_an_error_and_each_exception_says_why()
    {
        using var config = JsonDocument.Parse(SourceFiles.Text("infra", "bicepconfig.json"));
        var rules = config.RootElement.GetProperty("analyzers").GetProperty("core").GetProperty("rules").EnumerateObject().ToList();
        Assert.All(rules, r => Assert.Equal("error", r.Value.GetProperty("level").GetString()));
        Assert.Equal(730, rules.Single(r => r.Name == "use-recent-api-versions").Value.GetProperty("maxAgeInDays").GetInt32());

        var exceptions = Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "infra"), "*.bicep", SearchOption.AllDirectories)
            .SelectMany(f => File.ReadLines(f).Zip(File.ReadLines(f).Skip(1), (before, line) => (f, before, line)))
            .Where(l => l.line.TrimStart().StartsWith("#disable", StringComparison.Ordinal)).ToList();
        Assert.All(exceptions, e => Assert.StartsWith("//", e.before.TrimStart(), StringComparison.Ordinal));
    }

    private static IEnumerable<JsonElement> OfType(IEnumerable<JsonElement> resources, string type) =>
        resources.Where(r => r.GetProperty("type").GetString() == type);

    private static JsonElement Single(IEnumerable<JsonElement> resources, string type) => Assert.Single(OfType(resources, type));
}
