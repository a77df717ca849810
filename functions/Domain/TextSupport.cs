using System.Text;

namespace SmartToyonaka.Domain;

/// <summary>What reading Japanese files needs of the machine.</summary>
public static class TextSupport
{
    /// <summary>
    /// NFKC: full-width digits and letters become narrow, half-width kana wide. Invalid Unicode stays unchanged and so matches nothing.
    /// </summary>
    public static string Nfkc(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // .NET refuses a lone surrogate and U+FFFE, which a form may well send.
            return text;
        }
    }

    /// <summary>Registers CP932 and checks that NFKC works, which without ICU silently does nothing.</summary>
    /// <exception cref="InvalidOperationException">The machine lacks ICU or runs in globalization-invariant mode.</exception>
    public static void Require()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if ("Ａ１".Normalize(NormalizationForm.FormKC) != "A1")
        {
            throw new InvalidOperationException(
                "Full-width text cannot be read on this machine: install ICU (package libicu) and do not run in globalization-invariant "
                    + "mode.");
        }
    }
}
