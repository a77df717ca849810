using System.Text;

namespace SmartToyonaka.Domain.Measures;

/// <summary>By what initiatives are told apart: two names that look the same are one.</summary>
public static class InitiativeName
{
    /// <summary>
    /// The same for names that differ only in how they are typed: composed or not (が), full or half width (Ａ, A), in what nobody sees, and
    /// in spaces.
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
