using System.Text;

namespace SmartToyonaka.Domain.Measures;

/// <summary>The identity of initiatives' names: two names that look the same are equal.</summary>
public static class InitiativeName
{
    /// <summary>
    /// Equal for names that differ only in typing: composed or decomposed (が), full or half width (Ａ, A), invisible characters, and spaces.
    /// </summary>
    public static string Key(string name)
    {
        var key = TextRules.Visible(TextSupport.Nfkc(name));
        if (!key.Any(char.IsWhiteSpace))
        {
            return key;
        }

        var narrow = new StringBuilder(key.Length);
        foreach (var c in key)
        {
            if (!char.IsWhiteSpace(c))
            {
                narrow.Append(c);
            }
            else if (narrow.Length > 0 && narrow[^1] != ' ')
            {
                narrow.Append(' ');
            }
        }

        return narrow.ToString().TrimEnd(' ');
    }

    /// <summary>True for the same name.</summary>
    public static bool AreSame(string one, string other) => one == other || Key(one) == Key(other);
}
