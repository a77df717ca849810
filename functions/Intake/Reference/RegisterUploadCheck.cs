using System.Text;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Checks an upload of the register, also against what departments have handed in.</summary>
public sealed class RegisterUploadCheck(LedgerStore ledger)
{
    /// <summary>Checks a register by itself and against the current one.</summary>
    public async Task<(byte[]? Utf8, IReadOnlyList<RegisterError> Errors)> CheckAsync(byte[] content, Register now,
        CancellationToken cancel)
    {
        var (utf8, errors) = ReferenceCheck.Register(content);
        if (utf8 is null)
        {
            return (null, errors);
        }

        var would = ReferenceData.ReadRegister(utf8);
        var vanished = RegisterGuard.Vanished(now, would).ToHashSet(StringComparer.Ordinal);
        var withFigures = new HashSet<string>(StringComparer.Ordinal);
        if (vanished.Count > 0)
        {
            await foreach (var row in ledger.ReadAllAsync(cancel))
            {
                if (vanished.Contains(row.Text("section")))
                {
                    withFigures.Add(row.Text("section"));
                }
            }
        }

        var wrong = RegisterGuard.Errors(now, would, Encoding.UTF8.GetString(utf8), withFigures);
        return (wrong.Count == 0 ? utf8 : null, wrong);
    }
}
