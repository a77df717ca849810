using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>
/// <c>docs/psrule.md</c> names every rule of the services in use, and those that it calls tested hold in what is deployed.
/// </summary>
public sealed partial class PsRuleTests
{
    // Of the services that infra/ uses, by PSRule's own folder of rules.
    private static readonly string[] Rules =
    [
        .. Of("Storage", "SecureTransfer MinTLS BlobPublicAccess BlobAccessType SoftDelete ContainerSoftDelete Name Naming Firewall UseReplication"
            + " FileShareSoftDelete DefenderCloud DefenderCloud.MalwareScan DefenderCloud.SensitiveData"),
        .. Of("AppService", "UseHTTPS MinTLS WebSecureFtp HTTP2 ARRAffinity ManagedIdentity RemoteDebug NETVersion PHPVersion NodeJsVersion AlwaysOn"
            + " WebProbe WebProbePath MinPlan PlanInstanceCount"),
        .. Of("AppInsights", "Workspace Name Naming"), .. Of("Log", "Name Naming Replication"),
        .. Of("Alert", "MetricAutoMitigate HighFrequencyQuery"), .. Of("Monitor", "ServiceHealth"),
        .. Of("VNET", "UseNSGs PrivateSubnet LocalDNS SingleDNS PeerState Name Naming SubnetName SubnetNaming BastionSubnet FirewallSubnet"
            + " FirewallSubnetNAT"),
        .. Of("NSG", "AnyInboundSource DenyAllInbound LateralTraversal Associated Name Naming AKSRules"),
        .. Of("PublicIP", "StandardSKU MigrateStandard Name Naming DNSLabel IsAttached AvailabilityZone"),
        .. Of("PrivateEndpoint", "Name"), .. Of("Identity", "UserAssignedName"),
        .. Of("RBAC", "UseGroups UseRGDelegation PIM LimitOwner CoAdministrator LimitMGDelegation"),
        .. Of("Deployment", "OutputSecretValue SecureValue SecureParameter OuterSecret AdminUsername Name"), .. Of("Resource", "UseTags AllowedRegions"),
    ];

    private static readonly Dictionary<string, Action<IReadOnlyList<JsonElement>>> Checks = new(StringComparer.Ordinal)
    {
        ["Azure.Storage.SecureTransfer"] = r => Each(r, Account, a => Is(a, true, "properties", "supportsHttpsTrafficOnly")),
        ["Azure.Storage.MinTLS"] = r => Each(r, Account, a => Is(a, "TLS1_2", "properties", "minimumTlsVersion")),
        ["Azure.Storage.BlobPublicAccess"] = r => Each(r, Account, a => Is(a, false, "properties", "allowBlobPublicAccess")),
        ["Azure.Storage.BlobAccessType"] = r => Each(r, Account + "/blobServices/containers", c => Is(c, "None", "properties", "publicAccess")),
        ["Azure.Storage.SoftDelete"] = r => Each(r, Account + "/blobServices",
            s => Is(s, true, "properties", "deleteRetentionPolicy", "enabled")),
        ["Azure.Storage.ContainerSoftDelete"] = r => Each(r, Account + "/blobServices",
            s => Is(s, true, "properties", "containerDeleteRetentionPolicy", "enabled")
                && At(s, "properties", "containerDeleteRetentionPolicy", "days")!.Value.GetInt32() >= 1),
        ["Azure.Storage.Name"] = r => Named(r, Account, "^[a-z0-9]{3,24}$"),
        ["Azure.AppService.UseHTTPS"] = r => Each(r, Site, s => Is(s, true, "properties", "httpsOnly")),
        ["Azure.AppService.MinTLS"] = r => Each(r, Site, s => Is(s, "1.2", "properties", "siteConfig", "minTlsVersion")),
        ["Azure.AppService.WebSecureFtp"] = r => Each(r, Site, s => Is(s, "Disabled", "properties", "siteConfig", "ftpsState")),
        ["Azure.AppService.HTTP2"] = r => Each(r, Site, s => Is(s, true, "properties", "siteConfig", "http20Enabled")),
        ["Azure.AppService.ARRAffinity"] = r => Each(r, Site, s => Is(s, false, "properties", "clientAffinityEnabled")),
        ["Azure.AppService.ManagedIdentity"] = r => Each(r, Site, s => Is(s, "UserAssigned", "identity", "type")),
        ["Azure.AppService.RemoteDebug"] = r => Each(r, Site, s => At(s, "properties", "siteConfig", "remoteDebuggingEnabled") is null),
        ["Azure.AppService.NETVersion"] = r => Each(r, Site, s => At(s, "properties", "siteConfig", "netFrameworkVersion") is null
            && Is(s, "10.0", "properties", "functionAppConfig", "runtime", "version")),
        ["Azure.AppService.MinPlan"] = r => Each(r, "Microsoft.Web/serverfarms",
            p => Text(p, "sku", "tier") is not ("Free" or "Basic" or "Shared") && Text(p, "sku", "name") is not ("F1" or "D1" or "B1" or "B2" or "B3")),
        ["Azure.AppInsights.Workspace"] = r => Each(r, "Microsoft.Insights/components", c => Text(c, "properties", "WorkspaceResourceId").Length > 0),
        ["Azure.AppInsights.Name"] = r => Named(r, "Microsoft.Insights/components", @"^[a-z0-9.\-_()]{0,254}[a-z0-9\-_()]$"),
        ["Azure.Log.Name"] = r => Named(r, "Microsoft.OperationalInsights/workspaces", "^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$"),
        ["Azure.Alert.MetricAutoMitigate"] = r => Each(r, "Microsoft.Insights/metricAlerts", a => Is(a, true, "properties", "autoMitigate"), 0),
        ["Azure.Alert.HighFrequencyQuery"] = r => Each(r, "Microsoft.Insights/scheduledQueryRules",
            a => Text(a, "properties", "evaluationFrequency") is not ("PT1M" or "")),
        ["Azure.VNET.UseNSGs"] = r => Subnets(r, s => Text(s, "properties", "networkSecurityGroup", "id").Length > 0),
        ["Azure.VNET.PrivateSubnet"] = r => Subnets(r, s => Is(s, false, "properties", "defaultOutboundAccess")),
        ["Azure.VNET.LocalDNS"] = r => Each(r, Network, n => At(n, "properties", "dhcpOptions") is null, 0),
        ["Azure.VNET.SingleDNS"] = r => Each(r, Network, n => At(n, "properties", "dhcpOptions") is null, 0),
        ["Azure.VNET.Name"] = r => Named(r, Network, "^[a-z0-9][a-z0-9_.-]{0,62}[a-z0-9_]$", 0),
        ["Azure.VNET.SubnetName"] = r => Subnets(r, s => Regex.IsMatch(Text(s, "name"), @"^[A-Za-z0-9]((-|\.)*\w){0,79}$")),
        ["Azure.NSG.AnyInboundSource"] = r => Inbound(r, all => !all.Exists(x => x is { Access: "Allow", From: "*" })),
        ["Azure.NSG.DenyAllInbound"] = r => Inbound(r, all => all[0] is not { Access: "Deny", From: "*" }),
        ["Azure.NSG.LateralTraversal"] = r => Each(r, Group, g => Direction(g, "Outbound").MinBy(x => At(x, "priority")!.Value.GetInt32()) is var first
            && Text(first, "access") == "Deny" && Text(first, "destinationAddressPrefix") == "VirtualNetwork"
            && At(first, "destinationPortRanges")!.Value.EnumerateArray().Select(p => p.GetString()).SequenceEqual(["22", "3389"]), 0),
        ["Azure.NSG.Name"] = r => Named(r, Group, @"^[A-Za-z0-9]((-|\.)*\w){0,79}$", 0),
        ["Azure.PublicIP.StandardSKU"] = r => Each(r, Address, a => Is(a, "Standard", "sku", "name"), 0),
        ["Azure.PublicIP.MigrateStandard"] = r => Each(r, Address, a => Is(a, "Standard", "sku", "name"), 0),
        ["Azure.PublicIP.Name"] = r => Named(r, Address, @"^[A-Za-z0-9]((-|\.)*\w){0,79}$", 0),
        ["Azure.PublicIP.DNSLabel"] = r => Each(r, Address, a => At(a, "properties", "dnsSettings") is null, 0),
        ["Azure.PrivateEndpoint.Name"] = r => Named(r, "Microsoft.Network/privateEndpoints", "^[a-z0-9][a-z0-9_.-]{0,62}[a-z0-9_]$", 0),
        ["Azure.Identity.UserAssignedName"] = r => Named(r, "Microsoft.ManagedIdentity/userAssignedIdentities", "^[A-Za-z0-9][A-Za-z0-9-_]{2,127}$"),
        // Where a tag is named by what only the deployment knows, they are still an expression.
        ["Azure.Resource.UseTags"] = r => Assert.All(r.Where(x => At(x, "location") is not null), x =>
            Assert.True(At(x, "tags") is { ValueKind: JsonValueKind.Object } || Text(x, "tags").StartsWith("[union(", StringComparison.Ordinal),
                Text(x, "name"))),
        ["Azure.Deployment.SecureParameter"] = _ => Assert.Empty(Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "infra"), "*.bicep",
            SearchOption.AllDirectories).SelectMany(f => InsecureSecret().Matches(File.ReadAllText(f))).Select(m => m.Value)),
    };

    private const string Account = "Microsoft.Storage/storageAccounts", Site = "Microsoft.Web/sites", Network = "Microsoft.Network/virtualNetworks",
        Group = "Microsoft.Network/networkSecurityGroups", Address = "Microsoft.Network/publicIPAddresses";

    private static readonly string Document = SourceFiles.Text("docs", "psrule.md");

    [Fact]
    public void Every_rule_of_the_services_in_use_stands_once_in_the_document()
    {
        var named = Rule().Matches(Document).Select(m => m.Groups[1].Value).ToList();

        Assert.Empty(named.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(Rules.Except(named));
    }

    [Fact]
    public void The_rules_called_tested_are_the_tested_ones() => Assert.Equal(Checks.Keys.Order(StringComparer.Ordinal),
        Tested().Matches(Document).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));

    [BicepTheory]
    [InlineData("test", false)]
    [InlineData("production", false)]
    [InlineData("production", true)]
    public async Task They_hold_in_what_is_deployed(string environment, bool isClosed)
    {
        var parameters = SourceFiles.Text("infra", environment + ".bicepparam");
        var resources = await Bicep.DeployAsync(parameters + (isClosed ? "\nparam closedNetwork = true\n" : ""));

        Assert.Equal(isClosed, resources.Any(r => Text(r, "type") == Network));
        Assert.All(Checks, check => check.Value(resources));
        if (isClosed)
        {
            Each(resources, Account, a => Is(a, "Deny", "properties", "networkAcls", "defaultAction"));
        }
    }

    private static IEnumerable<string> Of(string service, string rules) => rules.Split(' ').Select(r => $"Azure.{service}.{r}");

    private static void Each(IReadOnlyList<JsonElement> resources, string type, Func<JsonElement, bool> holds, int least = 1)
    {
        var all = resources.Where(r => Text(r, "type").Equals(type, StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.True(all.Count >= least, type);
        Assert.All(all, r => Assert.True(holds(r), r.GetRawText()));
    }

    private static void Named(IReadOnlyList<JsonElement> resources, string type, string pattern, int least = 1) =>
        Each(resources, type, r => Regex.IsMatch(Text(r, "name"), pattern), least);

    private static void Subnets(IReadOnlyList<JsonElement> resources, Func<JsonElement, bool> holds) =>
        Each(resources, Network, n => At(n, "properties", "subnets")!.Value.EnumerateArray().All(holds), 0);

    private static void Inbound(IReadOnlyList<JsonElement> resources, Predicate<List<(string Access, string From)>> holds) =>
        Each(resources, Group, g => holds([.. Direction(g, "Inbound").OrderBy(r => At(r, "priority")!.Value.GetInt32())
            .Select(r => (Text(r, "access"), Text(r, "sourceAddressPrefix")))]), 0);

    private static IEnumerable<JsonElement> Direction(JsonElement group, string direction) => At(group, "properties", "securityRules")!.Value
        .EnumerateArray().Select(r => r.GetProperty("properties")).Where(r => Text(r, "direction") == direction);

    private static bool Is(JsonElement resource, string value, params string[] path) => Text(resource, path) == value;

    private static bool Is(JsonElement resource, bool value, params string[] path) =>
        At(resource, path) is { ValueKind: JsonValueKind.True or JsonValueKind.False } found && found.GetBoolean() == value;

    private static string Text(JsonElement resource, params string[] path) =>
        At(resource, path) is { ValueKind: JsonValueKind.String } found ? found.GetString()! : "";

    private static JsonElement? At(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    [GeneratedRegex(@"`(Azure\.[A-Za-z]+\.[A-Za-z0-9.]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\| `(Azure\.[A-Za-z0-9.]+)` \|.*\| test \|$", RegexOptions.Multiline)]
    private static partial Regex Tested();

    // PSRule's own words, and no @secure() on the line above.
    [GeneratedRegex(@"(?<!@secure\(\)\s)^param \w*(?:password|secret|token|keys?)\b.*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex InsecureSecret();
}
