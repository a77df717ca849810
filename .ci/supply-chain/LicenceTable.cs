using System.Globalization;
using System.Text;

namespace SmartToyonaka.SupplyChain;

/// <summary>The packages and their licences, as people read them.</summary>
internal static class LicenceTable
{
    /// <summary>The whole file.</summary>
    public static string Of(Packages packages)
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
            foreach (var p in packages.All.Where(p => p.Use == use))
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"| {p.Name} | {p.Version} | {p.Licence} | {(p.Url.StartsWith("pkg:nuget/", StringComparison.Ordinal) ? "NuGet" : "npm")} "
                        + $"|\n");
            }
        }

        return text.ToString();
    }
}
