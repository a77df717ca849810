using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Reference;

/// <summary>
/// Errors of a register that only show in comparison with the current one: codes whose leading zeros Excel removed, sections with figures
/// that are missing. Pure.
/// </summary>
public static class RegisterGuard
{
    /// <summary>The codes of sections that an upload leaves out.</summary>
    public static IReadOnlyList<string> Vanished(Register now, Register would) =>
        [.. now.Sections.Select(s => s.Code).Distinct().Where(c => would.Newest(c) is null).Order(StringComparer.Ordinal)];

    /// <summary>Everything that is wrong.</summary>
    /// <param name="now">The register that holds.</param>
    /// <param name="would">The upload.</param>
    /// <param name="text">The upload as text, for the lines of errors.</param>
    /// <param name="withFigures">Of the sections that vanish, those that have figures.</param>
    public static IReadOnlyList<RegisterError> Errors(Register now, Register would, string text, IReadOnlySet<string> withFigures)
    {
        var lines = text.Split('\n');
        var errors = new List<RegisterError>();
        var lost = new HashSet<string>(StringComparer.Ordinal);
        foreach (var code in would.Sections.Select(s => s.Code).Distinct().Where(c => now.Newest(c) is null))
        {
            if (now.Sections.Select(s => s.Code).FirstOrDefault(c => IsShortened(c, code) && would.Newest(c) is null) is { } whole)
            {
                lost.Add(whole);
                errors.Add(RegisterError.Of(
                    LineOf(lines, code), RegisterReader.Code, "lost_zeros", ReferenceMessages.CodeLostZeros(code, whole)));
            }
        }

        var bureaux = now.Sections.Select(s => s.BureauCode).ToHashSet(StringComparer.Ordinal);
        foreach (var bureau in would.Sections.Select(s => s.BureauCode).Distinct().Where(b => !bureaux.Contains(b)))
        {
            if (lost.Count == 0 && bureaux.FirstOrDefault(b => IsShortened(b, bureau)) is { } whole)
            {
                errors.Add(RegisterError.Of(0, RegisterReader.BureauCode, "lost_zeros", ReferenceMessages.BureauLostZeros(bureau, whole)));
            }
        }

        foreach (var code in Vanished(now, would).Where(c => withFigures.Contains(c) && !lost.Contains(c)))
        {
            var section = now.Newest(code)!;
            var renamed = would.Sections.FirstOrDefault(s => Register.NameKey(s.Name) == Register.NameKey(section.Name)
                && now.Newest(s.Code) is null);
            errors.Add(RegisterError.Of(0, RegisterReader.Code, "section_vanished", renamed is null
                ? ReferenceMessages.SectionVanished(code, section.Name)
                : ReferenceMessages.SectionRenumbered(code, section.Name, renamed.Code)));
        }

        return errors;
    }

    private static bool IsShortened(string whole, string code) =>
        whole.Length > code.Length && code.Length > 0 && code.All(char.IsAsciiDigit) && whole.StartsWith('0')
            && whole.TrimStart('0') == code.TrimStart('0');

    private static int LineOf(string[] lines, string code) => Array.FindIndex(lines, l => l.Split(',')[0].Trim().Trim('"') == code) + 1;
}
