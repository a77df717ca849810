namespace SmartToyonaka.SupplyChain;

/// <summary>Where a package ends up; the first that holds is what counts.</summary>
internal enum Use
{
    Shipped,
    Installed,
    Tests,
}

/// <summary>A package in one version, with the licence that it names.</summary>
internal sealed record Package(string Url, string Name, string Version, string Licence)
{
    public Use? Use { get; set; }

    public SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Uses { get; } = new(StringComparer.Ordinal);

    public string? Integrity { get; set; }

    public string? ContentHash { get; set; }
}
