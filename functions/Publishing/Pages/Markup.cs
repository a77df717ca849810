using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SmartToyonaka.Publishing.Pages;

/// <summary>
/// HTML made of literals of this program and of values. Values are encoded wherever they are put in, so that nothing a person or a file
/// said can become markup; only <see cref="Markup"/> itself is put in as it is.
/// </summary>
/// <param name="Html">The HTML.</param>
public sealed record Markup(string Html)
{
    /// <summary>Nothing.</summary>
    public static readonly Markup None = new("");

    /// <summary>Makes HTML of an interpolated string.</summary>
    public static Markup Of(ref MarkupWriter html) => new(html.ToString());

    /// <summary>One after the other.</summary>
    public static Markup Join(IEnumerable<Markup> all) => new(string.Concat(all.Select(m => m.Html)));

    public override string ToString() => Html;
}

/// <summary>Writes the literals of an interpolated string as they are and its values encoded.</summary>
[InterpolatedStringHandler]
public readonly ref struct MarkupWriter(int literalLength, int formattedCount)
{
    // Japanese stays readable; what HTML gives a meaning to does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder html = new(literalLength + formattedCount * 16);

    public void AppendLiteral(string text) => html.Append(text);

    public void AppendFormatted(Markup? markup) => html.Append(markup?.Html);

    public void AppendFormatted(IEnumerable<Markup> all)
    {
        foreach (var markup in all)
        {
            html.Append(markup.Html);
        }
    }

    public void AppendFormatted(string? text) => html.Append(text is null ? "" : Encoder.Encode(text));

    public void AppendFormatted(int number) => html.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(char character) => html.Append(Encoder.Encode(character.ToString()));

    public override string ToString() => html.ToString();
}
