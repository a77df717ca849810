using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace SmartToyonaka.SupplyChain;

/// <summary>Packages of NuGet; their licences are read from the packages, so they have to be restored.</summary>
internal sealed class NuGetPackages(Packages packages)
{
    private static readonly string Cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Reads a packages.lock.json.</summary>
    public void ReadLock(string file, Use use)
    {
        foreach (var framework in JsonNode.Parse(File.ReadAllText(file))!["dependencies"]!.AsObject())
        {
            var resolved = framework.Value!.AsObject().Where(p => p.Value!["type"]!.GetValue<string>() != "Project")
                .ToDictionary(p => p.Key, p => p.Value!["resolved"]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase);
            foreach (var (id, entry) in framework.Value!.AsObject().Where(p => resolved.ContainsKey(p.Key)))
            {
                var package = Add(id, resolved[id], use, file, entry!["contentHash"]!.GetValue<string>());
                package.Uses.UnionWith((entry["dependencies"]?.AsObject() ?? []).Where(d => resolved.ContainsKey(d.Key))
                    .Select(d => Url(NameOf(d.Key), resolved[d.Key])));
                if (entry["type"]!.GetValue<string>() == "Direct")
                {
                    packages.Direct.Add(package.Url);
                }

                // A lock file spells an id as its own entry does, dependencies as they please.
                string NameOf(string given) => resolved.Keys.First(k => k.Equals(given, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    /// <summary>Reads a project.assets.json: one project as it was restored.</summary>
    public void ReadAssets(string file)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        var target = json["targets"]!.AsObject().First().Value!.AsObject().Where(p => p.Value!["type"]!.GetValue<string>() == "package")
            .ToList();
        var versions = target.Select(p => p.Key.Split('/'))
            .ToDictionary(p => p[0], p => (Name: p[0], Version: p[1]), StringComparer.OrdinalIgnoreCase);
        foreach (var (key, entry) in target)
        {
            var (id, version) = (key.Split('/')[0], key.Split('/')[1]);
            var package = Add(id, version, Use.Shipped, "project.assets.json", json["libraries"]![key]!["sha512"]!.GetValue<string>());
            package.Uses.UnionWith((entry!["dependencies"]?.AsObject() ?? []).Where(d => versions.ContainsKey(d.Key))
                .Select(d => Url(versions[d.Key].Name, versions[d.Key].Version)));
        }

        foreach (var dependency in json["project"]!["frameworks"]!.AsObject()
            .SelectMany(f => (f.Value!["dependencies"]?.AsObject() ?? []).Select(d => d.Key)).Where(versions.ContainsKey))
        {
            packages.Direct.Add(Url(versions[dependency].Name, versions[dependency].Version));
        }
    }

    private Package Add(string id, string version, Use use, string file, string contentHash)
    {
        var package = packages.Add(Url(id, version), id, version, use, file, () => Licence(id, version));

        // Of what is in the package without its signature; no hash of the file that is downloaded.
        package.ContentHash = contentHash;
        return package;
    }

    private string Licence(string id, string version)
    {
        var folder = Path.Combine(Cache, id.ToLowerInvariant(), version.ToLowerInvariant());
        var nuspec = Path.Combine(folder, id.ToLowerInvariant() + ".nuspec");
        if (!File.Exists(nuspec))
        {
            return packages.Missing($"{id} {version} is not restored ({nuspec} is missing); run 'dotnet restore' first.");
        }

        var metadata = XDocument.Load(nuspec).Root!.Elements().First(e => e.Name.LocalName == "metadata").Elements().ToList();
        var licence = metadata.FirstOrDefault(e => e.Name.LocalName == "license");
        if (licence?.Attribute("type")?.Value == "expression")
        {
            return licence.Value.Trim();
        }

        // The older way: a text that the package brings, named or just there.
        var file = licence?.Attribute("type")?.Value == "file" ? licence.Value.Trim().Replace('\\', '/') : "LICENSE.TXT";
        if (File.Exists(Path.Combine(folder, file)) && Licences.Recognised(File.ReadAllText(Path.Combine(folder, file))) is { } known)
        {
            return known;
        }

        var address = metadata.FirstOrDefault(e => e.Name.LocalName == "licenseUrl")?.Value.Trim() ?? "";
        return Licences.At(address)
            ?? packages.Missing($"{id} {version}: its licence cannot be told ({licence?.Value} {address}).");
    }

    private static string Url(string id, string version) => $"pkg:nuget/{id}@{version}";
}
