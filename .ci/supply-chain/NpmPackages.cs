using System.Text.Json.Nodes;

namespace SmartToyonaka.SupplyChain;

/// <summary>Packages of npm, which its lock files name with their licences.</summary>
internal sealed class NpmPackages(Packages packages)
{
    /// <summary>Reads a package-lock.json.</summary>
    public void ReadLock(string file, Use use)
    {
        var entries = JsonNode.Parse(File.ReadAllText(file))!["packages"]!.AsObject();
        foreach (var (path, entry) in entries)
        {
            if (path.Length == 0)
            {
                packages.Direct.UnionWith(Needed(path, entry!));
                continue;
            }

            var name = NameOf(path);
            var version = entry!["version"]!.GetValue<string>();
            var package = packages.Add(Url(name, version), name, version, use, file, () => entry["license"]?.GetValue<string>() is { } told
                ? (Licences.At(told) ?? told).Trim('(', ')')
                : packages.Missing($"{name} {version} of {file} names no licence."));
            package.Integrity = entry["integrity"]?.GetValue<string>();
            package.Uses.UnionWith(Needed(path, entry));
        }

        // As Node.js looks for a module: beside the one that asks, then outwards.
        IEnumerable<string> Needed(string path, JsonNode entry)
        {
            var names = new[] { "dependencies", "optionalDependencies", "peerDependencies" }.SelectMany(kind =>
                entry[kind]?.AsObject().Select(d => d.Key) ?? []);
            foreach (var name in names)
            {
                for (var at = path; ; at = Outwards(at))
                {
                    var candidate = at.Length == 0 ? $"node_modules/{name}" : $"{at}/node_modules/{name}";
                    if (entries[candidate] is { } found)
                    {
                        yield return Url(name, found["version"]!.GetValue<string>());
                        break;
                    }

                    if (at.Length == 0)
                    {
                        break; // optional, or a peer that is not there
                    }
                }
            }
        }

        static string Outwards(string path) => path.LastIndexOf("/node_modules/", StringComparison.Ordinal) is > 0 and var end ? path[..end]
            : "";

        static string NameOf(string path) => path[(path.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..];
    }

    private static string Url(string name, string version) => $"pkg:npm/{name.Replace("@", "%40", StringComparison.Ordinal)}@{version}";
}
