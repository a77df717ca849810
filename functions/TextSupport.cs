using System.Text;

namespace SmartToyonaka;

/// <summary>What reading Japanese files needs of the machine.</summary>
internal static class TextSupport
{
    /// <summary>Makes CP932 known and checks that NFKC works, which without ICU it silently does not.</summary>
    /// <exception cref="InvalidOperationException">The machine lacks ICU or runs in globalization-invariant mode.</exception>
    public static void Require()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        if ("Ａ１".Normalize(NormalizationForm.FormKC) != "A1")
        {
            throw new InvalidOperationException("Full-width text cannot be read on this machine: install ICU (package libicu) and do not run in globalization-invariant mode.");
        }
    }
}
