namespace SmartToyonaka.SupplyChain;

/// <summary>The packages that lock files name, and what is wrong with them.</summary>
internal sealed class Packages
{
    private readonly SortedDictionary<string, Package> byUrl = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>By their addresses.</summary>
    public IReadOnlyCollection<Package> All => byUrl.Values;

    /// <summary>The addresses of those that the program asks for itself.</summary>
    public SortedSet<string> Direct { get; } = new(StringComparer.Ordinal);

    /// <summary>Why the lists cannot be written.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The package of a lock file, which may be known from another.</summary>
    public Package Add(string url, string name, string version, Use use, string file, Func<string> licence)
    {
        if (!byUrl.TryGetValue(url, out var package))
        {
            byUrl[url] = package = new(url, name, version, licence());
        }

        package.Use = package.Use is { } before && before < use ? before : use;
        package.Files.Add(file);
        return package;
    }

    /// <summary>Notes an error; an empty licence.</summary>
    public string Missing(string error)
    {
        Errors.Add(error);
        return "";
    }

    /// <summary>Notes every licence that is not allowed; true when there is no error.</summary>
    public bool Check()
    {
        foreach (var package in All.Where(p => p.Licence.Length > 0 && !Licences.Allow(p.Licence, p.Use)))
        {
            Errors.Add($"{package.Name} {package.Version} ({string.Join(", ", package.Files)}): the licence {package.Licence} is not "
                + $"among those allowed here.");
        }

        return Errors.Count == 0;
    }
}
