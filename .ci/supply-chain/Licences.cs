using System.Text.RegularExpressions;

namespace SmartToyonaka.SupplyChain;

/// <summary>Which licences are allowed here, and how those are told that a package does not name.</summary>
internal static class Licences
{
    /// <summary>SPDX has no name for a dedication in the author's own words.</summary>
    public const string PublicDomain = "LicenseRef-public-domain";

    // Licences under which a package may be shipped, installed or used here; each part of an expression has to be one of them.
    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "MS-PL", "BlueOak-1.0.0", PublicDomain];

    // A weak copyleft, for what is only run by tests and never given to anybody.
    private static readonly string[] AllowedInTests = ["MPL-2.0"];

    // Packages that name a page instead of a licence, and what the project's own repository holds there.
    private static readonly Dictionary<string, string> ByAddress = new()
    {
        ["https://raw.githubusercontent.com/xunit/xunit/master/license.txt"] = "Apache-2.0",
        ["https://github.com/MiloszKrajewski/K4os.Compression.LZ4/blob/master/LICENSE?raw=true"] = "MIT",
        // "released into the public domain … Anybody may use, alter and distribute the code without restriction"
        ["http://geraintluff.github.io/tv4/LICENSE.txt"] = PublicDomain,
    };

    /// <summary>What the project's own repository holds at an address that is named instead of a licence; else null.</summary>
    public static string? At(string address) => ByAddress.GetValueOrDefault(address);

    /// <summary>Of "A OR B" one has to be allowed, of "A AND B" both.</summary>
    public static bool Allow(string expression, Use? use)
    {
        string[] may = use == Use.Tests ? [.. Allowed, .. AllowedInTests] : Allowed;
        return expression.Split(" OR ").Any(one => one.Split(" AND ").All(part => may.Contains(part.Trim('(', ')', ' '))));
    }

    /// <summary>For packages that bring the text of a licence instead of its name.</summary>
    public static string? Recognised(string text)
    {
        var words = Regex.Replace(text, @"\s+", " ");
        return words.Contains("Permission is hereby granted, free of charge, to any person obtaining a copy", StringComparison.Ordinal) ? "MIT"
            : words.Contains("Apache License", StringComparison.Ordinal)
                && words.Contains("Version 2.0, January 2004", StringComparison.Ordinal) ? "Apache-2.0"
            : null;
    }
}
