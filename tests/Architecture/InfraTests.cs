using System.Text.Json;
using System.Text.RegularExpressions;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>What infra/ deploys, as its compiler works it out, is what the program needs.</summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed partial class InfraTests
{
    // The built-in roles as Azure documents them; the same in every directory.
    private static readonly Dictionary<string, string> BuiltInRoles = new(StringComparer.Ordinal)
    {
        ["Monitoring Metrics Publisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
        ["Storage Blob Data Contributor"] = "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        ["Storage Blob Data Owner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["Storage Blob Data Reader"] = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
        ["Storage Queue Data Contributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["Storage Table Data Contributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["Storage Table Data Reader"] = "76199698-9eea-4c19-bc75-cec21354c6b6",
    };

    /// <summary>A deployment in which everything is wished for at once.</summary>
    internal const string Everything = """
        param name = 'toyonaka-all'
        param closedNetwork = true
        param immutableDropDays = 30
        param monthlyBudget = { amount: 10000, start: '2027-04-01', contacts: ['operations@example.lg.jp'] }
        param immutableReportDays = 3650
        param lockStorage = true
        param backupDays = 30
        param storageLogs = true
        param alwaysReady = [{ name: 'http', instanceCount: 1 }]
        param alertEmail = 'operations@example.lg.jp'
        param entraClientId = '00000000-0000-0000-0000-00000000000e'
        param powerBiReaders = [{ id: '00000000-0000-0000-0000-000000000001', type: 'Group' }]
        param dropUploaders = [{ id: '00000000-0000-0000-0000-000000000002', type: 'ServicePrincipal' }]
        param receiptReaders = [{ id: '00000000-0000-0000-0000-000000000003', type: 'Group' }]
        param referenceKeepers = [{ id: '00000000-0000-0000-0000-000000000004', type: 'Group' }]
        param publishedReaders = [{ id: '00000000-0000-0000-0000-000000000006', type: 'Group' }]
        param operators = [{ id: '00000000-0000-0000-0000-000000000005', type: 'User' }]
        param extraSettings = { PullOvertimeSchedule: '0 30 20 * * *' }
        """;

    private const string Immutability = "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies";

    public static TheoryData<string> Environments => ["main", "test", "production"];

    [Fact]
    public void Roles_have_the_ids_that_Azure_gives_them() =>
        Assert.Equal(BuiltInRoles, JsonSerializer.Deserialize<Dictionary<string, string>>(SourceFiles.Text("infra", "roles.json")));

    [Fact]
    public void Power_BI_reads_what_is_published()
    {
        using var names = JsonDocument.Parse(SourceFiles.Text("infra", "names.json"));
        Assert.Equal(TableNames.Published, names.RootElement.GetProperty("published").EnumerateArray().Select(n => n.GetString()));
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task Every_environment_makes_the_storage_that_the_code_names(string environment)
    {
        var resources = await Bicep.DeployAsync(SourceFiles.Text("infra", environment + ".bicepparam"));

        Assert.Equal(TableNames.All.Order(), LastNames(resources, "Microsoft.Storage/storageAccounts/tableServices/tables").Order());
        Assert.Equal(QueueNames.All.Order(), LastNames(resources, "Microsoft.Storage/storageAccounts/queueServices/queues").Order());
        Assert.Equal(ContainerNames.All.Append("deployments").Order(),
            LastNames(resources, "Microsoft.Storage/storageAccounts/blobServices/containers").Where(c => c != "backups").Order());

        var account = Account(resources).GetProperty("properties");
        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public async Task A_drop_is_deleted_by_itself_but_not_while_it_must_not_change(string environment)
    {
        var resources = await Bicep.DeployAsync(SourceFiles.Text("infra", environment + ".bicepparam"));
        var drops = OfType(resources, "Microsoft.Storage/storageAccounts/managementPolicies")
            .Single(p => p.GetProperty("name").GetString()!.StartsWith("st", StringComparison.Ordinal)).GetProperty("properties")
            .GetProperty("policy").GetProperty("rules")
            .EnumerateArray().Single(r => r.GetProperty("name").GetString() == "drops").GetProperty("definition");
        var days = drops.GetProperty("actions").GetProperty("baseBlob").GetProperty("delete")
            .GetProperty("daysAfterModificationGreaterThan").GetInt32();

        Assert.Equal(["drops/"], drops.GetProperty("filters").GetProperty("prefixMatch").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(days, drops.GetProperty("actions").GetProperty("version").GetProperty("delete")
            .GetProperty("daysAfterCreationGreaterThan").GetInt32());
        Assert.All(OfType(resources, Immutability).Where(p => Container(p) == ContainerNames.Drops), p =>
            Assert.InRange(p.GetProperty("properties").GetProperty("immutabilityPeriodSinceCreationInDays").GetInt32(), 1, days - 1));
    }

    [BicepFact]
    public async Task Only_drops_where_the_app_adds_uploads_and_deletes_nothing_cannot_be_changed()
    {
        var resources = await Bicep.DeployAsync(Everything);
        var immutable = OfType(resources, "Microsoft.Storage/storageAccounts/blobServices/containers")
            .Where(c => c.GetProperty("properties").TryGetProperty("immutableStorageWithVersioning", out _)).Select(LastName);

        Assert.Equal([ContainerNames.Drops], immutable);
        Assert.Equal(["backups", "drops", "reports"], OfType(resources, Immutability).Select(Container).Order());
        var naming = SourceFiles.OfFunctions.SelectMany(room => room).Where(f => f.Code.Contains("Container(ContainerNames.Drops)",
            StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(naming);
        Assert.All(naming, f => Assert.DoesNotMatch(@"\b(uploads|drops)\.(Delete|Restore|TryWriteNewer)\w*Async\(", f.Code));
    }

    [BicepFact]
    public async Task The_app_has_every_setting_that_triggers_name_and_one_given_by_hand_wins()
    {
        var settings = (await Bicep.DeployAsync(Everything))
            .Single(r => r.GetProperty("name").GetString()!.EndsWith("/appsettings", StringComparison.Ordinal))
            .GetProperty("properties").GetRawText();
        using var local = JsonDocument.Parse(SourceFiles.Text("functions", "local.settings.json"));
        var named = local.RootElement.GetProperty("Values").EnumerateObject()
            .Where(v => v.Name is not ("AzureWebJobsStorage" or "FUNCTIONS_WORKER_RUNTIME")).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, v => Assert.Contains($"'{v.Name}', '{v.Value.GetString()}'", settings, StringComparison.Ordinal));
        Assert.True(settings.IndexOf("'PullOvertimeSchedule', '0 30 20 * * *'",
            StringComparison.Ordinal) > settings.IndexOf("'PullOvertimeSchedule', '0 0 21 * * *'", StringComparison.Ordinal));
        Assert.DoesNotContain("'AzureWebJobsStorage',", settings, StringComparison.Ordinal);
    }

    [BicepFact]
    public async Task Access_is_given_where_it_is_needed_and_nowhere_else()
    {
        // Uploads have a role of their own: InfraProductionTests.
        var grants = OfType(await Bicep.DeployAsync(Everything), "Microsoft.Authorization/roleAssignments")
            .Where(a => !a.GetProperty("properties").GetProperty("principalId").GetString()!.EndsWith('2')).Select(Grant).ToList();

        Assert.Equal(TableNames.Published.Select(t => ("tables/" + t, "Storage Table Data Reader")).Order(), Of(1));
        Assert.Equal([("containers/quarantine", "Storage Blob Data Reader"), ("containers/receipts", "Storage Blob Data Reader")], Of(3));
        Assert.Equal([("containers/reference", "Storage Blob Data Contributor")], Of(4));
        Assert.Equal(
            [("storageAccounts", "Storage Blob Data Contributor"), ("storageAccounts", "Storage Queue Data Contributor"),
                ("storageAccounts", "Storage Table Data Contributor")], Of(5));

        Assert.Equal([("containers/published", "Storage Blob Data Reader")], Of(6));

        // The app's own.
        Assert.Equal(
            [("components", "Monitoring Metrics Publisher"), ("containers/backups", "Storage Blob Data Contributor"),
                ("storageAccounts", "Storage Blob Data Owner"),
                ("storageAccounts", "Storage Queue Data Contributor"), ("storageAccounts", "Storage Table Data Contributor")],
            grants.Where(g => g.Who.StartsWith('[')).Select(g => (g.Where, g.Role)).Order());

        IEnumerable<(string, string)> Of(int principal) => grants.Where(g => g.Who == $"00000000-0000-0000-0000-{principal:D12}")
            .Select(g => (g.Where, g.Role)).Order();
    }

    [BicepFact]
    public async Task A_closed_network_has_a_way_in_to_everything_and_no_other()
    {
        var resources = await Bicep.DeployAsync(Everything);

        Assert.All([Account(resources), Single(resources, "Microsoft.Web/sites")], r =>
            Assert.Equal("Disabled", r.GetProperty("properties").GetProperty("publicNetworkAccess").GetString()));
        Assert.Equal("Deny", Account(resources).GetProperty("properties").GetProperty("networkAcls")
            .GetProperty("defaultAction").GetString());

        // Each way in leads to its own service, from the same subnet, and its name is found in the zone of that service; ids of other
        // resources stay expressions.
        Assert.Contains("outputs.functionsSubnetId", Single(resources, "Microsoft.Web/sites").GetProperty("properties")
            .GetProperty("virtualNetworkSubnetId").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            [("blob", "backup"), ("blob", "storage"), ("queue", "storage"), ("sites", "app"), ("table", "storage")],
            OfType(resources, "Microsoft.Network/privateEndpoints").Select(Way).Order());
        Assert.Equal(
            ["blob", "blob", "queue", "sites", "table"],
            OfType(resources, "Microsoft.Network/privateEndpoints/privateDnsZoneGroups")
                .Select(g => ZoneOfGroup().Match(g.GetProperty("properties").GetRawText()).Groups[1].Value).Order());
        Assert.Equal(
            ["azurewebsites", "blob", "queue", "table"],
            OfType(resources, "Microsoft.Network/privateDnsZones")
                .Select(z => PrivateLink().Match(z.GetProperty("name").GetString()!).Groups[1].Value).Order());
        Assert.Equal(4, OfType(resources, "Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count());
        Assert.Empty(OfType(resources, "Microsoft.Insights/webtests"));
        Assert.Single(OfType(resources, "Microsoft.Consumption/budgets"));
    }

    [BicepFact]
    public async Task One_parameter_closes_it_and_without_it_there_is_no_network()
    {
        var open = await Bicep.DeployAsync(Everything.Replace("param closedNetwork = true\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain(open, r => r.GetProperty("type").GetString()!.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        Assert.All([Account(open), Single(open, "Microsoft.Web/sites")], r =>
            Assert.Equal("Enabled", r.GetProperty("properties").GetProperty("publicNetworkAccess").GetString()));

        var closed = await Bicep.DeployAsync(SourceFiles.Text("infra", "production.bicepparam") + "\nparam closedNetwork = true\n");
        Assert.Equal(5, OfType(closed, "Microsoft.Network/privateEndpoints").Count());
    }

    [Fact]
    public void Every_parameter_is_in_the_documentation_and_no_other()
    {
        var documented = SourceFiles.Text("docs", "deploy.md").Split("## パラメーター / All parameters")[1].Split("\n## ")[0].Split('\n')
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
                .SelectMany(l => Name().Matches(l.Split('|')[1]).Select(m => m.Groups[1].Value));

        Assert.Equal(Parameter().Matches(SourceFiles.Text("infra", "main.bicep")).Select(m => m.Groups[1].Value).Order(),
            documented.Order());
    }

    private static (string Service, string Module) Way(JsonElement endpoint)
    {
        var properties = endpoint.GetProperty("properties");
        var connection = properties.GetProperty("privateLinkServiceConnections")[0].GetProperty("properties");
        Assert.Contains("outputs.endpointsSubnetId", properties.GetProperty("subnet").GetProperty("id").GetString(),
            StringComparison.Ordinal);
        return (connection.GetProperty("groupIds").EnumerateArray().Single().GetString()!,
            ModuleOf().Match(connection.GetProperty("privateLinkServiceId").GetString()!).Groups[1].Value);
    }

    private static (string Who, string Where, string Role) Grant(JsonElement assignment)
    {
        var properties = assignment.GetProperty("properties");

        // An id that is only known when it is deployed stays an expression, of which the place is the first argument.
        var id = assignment.GetProperty("id").GetString()!;
        var scope = (id.StartsWith('[') ? id.Split('\'')[1] : id.Split("/providers/Microsoft.Authorization/")[0]).Split('/');
        var role = BuiltInRoles.Single(r => properties.GetProperty("roleDefinitionId").GetString()!
            .EndsWith(r.Value, StringComparison.Ordinal)).Key;
        return (properties.GetProperty("principalId").GetString()!, scope[^2] is "tables" or "containers" ? $"{scope[^2]}/{scope[^1]}"
            : scope[^2], role);
    }

    private static IEnumerable<JsonElement> OfType(IEnumerable<JsonElement> resources, string type) =>
        resources.Where(r => r.GetProperty("type").GetString() == type);

    // The account of the data; the other one holds the backups.
    private static JsonElement Account(IEnumerable<JsonElement> resources) => OfType(resources, "Microsoft.Storage/storageAccounts")
        .Single(r => r.GetProperty("name").GetString()!.StartsWith("st", StringComparison.Ordinal));

    private static string Container(JsonElement policy) => policy.GetProperty("name").GetString()!.Split('/')[^2];

    private static JsonElement Single(IEnumerable<JsonElement> resources, string type) => Assert.Single(OfType(resources, type));

    private static string LastName(JsonElement resource) => resource.GetProperty("name").GetString()!.Split('/')[^1];

    private static IEnumerable<string> LastNames(IEnumerable<JsonElement> resources, string type) =>
        OfType(resources, type).Select(LastName);

    [GeneratedRegex(@"^param (\w+)", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"'Microsoft\.Resources/deployments', format\('(\w+)-")]
    private static partial Regex ModuleOf();

    [GeneratedRegex(@"outputs\.zoneIds\.value\.(\w+)\]")]
    private static partial Regex ZoneOfGroup();

    [GeneratedRegex(@"privatelink\.(\w+)\.")]
    private static partial Regex PrivateLink();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
