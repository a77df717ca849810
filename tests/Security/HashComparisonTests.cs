using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Architecture;

namespace SmartToyonaka.Tests.Security;

/// <summary>Secrets are compared in constant time.</summary>
public sealed class HashComparisonTests
{
    [Fact]
    public void Hashes_of_credentials_are_compared_in_one_place_and_in_constant_time()
    {
        // Tokens are compared by Secret.Matches only, and hashes in no other place.
        var access = SourceFiles.OfFunctions["Operations/Access"].ToList();
        Assert.Matches(@"bool Matches\(byte\[\] hash, string token\) =>\s*CryptographicOperations\.FixedTimeEquals\(hash, Hash\(token\)\);", access.Single(f => f.File == "Operations/Access/Secret.cs").Code);
        var comparing = new Regex(
            @"[Hh]ash\)?\s*(?:==|!=)|(?:==|!=)\s*\w*\.?[Hh]ash\b|[Hh]ash\w*\.(?:Equals|SequenceEqual|CompareTo|AsSpan)\b|SequenceEqual");
        Assert.Empty(access.SelectMany(f => comparing.Matches(f.Code).Select(m => $"{f.File}: {m.Value}")));

        // The rule finds what it looks for.
        Assert.Matches(comparing, "credential.Hash == other");
        Assert.Matches(comparing, "c.Hash.SequenceEqual(other)");
    }

    [Fact]
    public void A_token_is_hashed_and_looked_at_only_where_credentials_are()
    {
        var elsewhere = SourceFiles.OfFunctions.Where(g => g.Key != "Operations/Access").SelectMany(g => g)
            .Where(f => Regex.IsMatch(f.Code, @"\bSecret\.|\bBootstrapHash\b|\bCredential\b[^;]*\.Hash\b"));
        Assert.Empty(elsewhere.Select(f => f.File));
    }

    [Fact]
    public void Keys_of_the_local_host_are_compared_so_as_well() =>
        Assert.Contains("CryptographicOperations.FixedTimeEquals(given, key)", SourceFiles.Text("localhost", "Http", "HostKeys.cs"),
            StringComparison.Ordinal);
}
