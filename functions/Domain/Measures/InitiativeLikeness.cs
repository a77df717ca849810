namespace SmartToyonaka.Domain.Measures;

/// <summary>Tells names that are told apart but look alike to people: 会議録の作成, 会議録作成.</summary>
public static class InitiativeLikeness
{
    // A share of the pairs of characters that both have, and of the length where one name contains the other.
    private const double LeastShare = 0.6, LeastLength = 0.5;
    private const int ShortestContained = 3;

    /// <summary>True for names that are not the same (<see cref="InitiativeName.AreSame"/>) and that may mean the same.</summary>
    public static bool AreAlike(string one, string other)
    {
        var (a, b) = (Plain(one), Plain(other));
        if (InitiativeName.AreSame(one, other) || a.Length == 0 || b.Length == 0)
        {
            return false;
        }

        if (a == b)
        {
            return true;
        }

        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        return (shorter.Length >= ShortestContained && shorter.Length >= LeastLength * longer.Length
                && longer.Contains(shorter, StringComparison.Ordinal))
            || SharedPairs(a, b) >= LeastShare;
    }

    // What is set in between the words of a name says nothing of its meaning.
    private static string Plain(string name) =>
        string.Concat(InitiativeName.Key(name).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    // Twice what both have by what there is (Dice's coefficient), of pairs of neighbouring characters.
    private static double SharedPairs(string a, string b)
    {
        var left = Pairs(b);
        var shared = Pairs(a).Count(left.Remove);
        return a.Length < 2 || b.Length < 2 ? 0 : 2.0 * shared / (a.Length + b.Length - 2);
    }

    private static List<string> Pairs(string text) =>
        [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2))];
}
