using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Triggers.Messages;

namespace SmartToyonaka.Triggers.Requests;

/// <summary>What is ordered of a credential.</summary>
/// <param name="Role">department, reader, drops or administrator.</param>
/// <param name="Department">The section of a department's credential: code or name.</param>
/// <param name="Folder">The folder of a system that delivers files.</param>
/// <param name="ValidDays">How long it is good for; a year when not given.</param>
public sealed record CredentialOrder(string? Role, string? Department, string? Folder, int? ValidDays);

/// <summary>An issued credential, or why none was issued.</summary>
/// <param name="Credential">What was issued; null where nothing was.</param>
/// <param name="Token">The token, which is told this once.</param>
/// <param name="Code">A stable word for what is wrong with the order.</param>
/// <param name="Fault">The same for people.</param>
public sealed record IssuedCredential(Credential? Credential, string Token, string Code, BilingualText? Fault);

/// <summary>Issues, lists and revokes credentials for administrators, by call and by page.</summary>
public sealed class CredentialOrders(
    CredentialStore store, Authenticator authenticator, ReferenceData reference, AdminJournal journal, TimeProvider clock)
{
    private const int UsualDays = 365, MaxDays = 3 * 366, IdLength = 16;

    /// <summary>All that were issued.</summary>
    public Task<IReadOnlyList<Credential>> ListAsync(CancellationToken cancel) => store.ListAsync(cancel);

    /// <summary>True while somebody can sign in with it.</summary>
    public bool IsValid(Credential credential) => credential.IsValidAt(clock.GetUtcNow());

    /// <summary>Issues what is ordered.</summary>
    public async Task<IssuedCredential> IssueAsync(CredentialOrder order, string by, string reason, CancellationToken cancel)
    {
        var days = order.ValidDays ?? UsualDays;
        if (RoleText.Find(order.Role) is not { } role || days is < 1 or > MaxDays)
        {
            return new(null, "", "invalid-credential-order", AdministrationMessages.CredentialOrder(MaxDays));
        }

        var subject = "";
        if (role == Role.Drops)
        {
            if (!DropUploads.Folders.Contains(order.Folder ?? ""))
            {
                return new(null, "", "folder-unknown", AdministrationMessages.FolderUnknown(string.Join(", ", DropUploads.Folders)));
            }

            subject = order.Folder!;
        }

        if (role == Role.Department)
        {
            var month = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow()));
            var found = (await reference.GetAsync(cancel)).Register.Find(order.Department is { Length: <= 200 } d ? d : "", month);
            if (found.Match != SectionMatch.Found)
            {
                return new(null, "", "department-unknown", AdministrationMessages.DepartmentUnknown);
            }

            subject = found.Section!.Code;
        }

        var (credential, token) = await journal.RecordAsync(
            new(AdminActKind.Credentials, "issue", $"{role.Text()} {subject}".TrimEnd(), by, reason),
            () => store.IssueAsync(role, subject, TimeSpan.FromDays(days), by, cancel), issued => issued.Credential.Id, cancel);
        return new(credential, token, "", null);
    }

    /// <summary>Revokes a credential, here at once; null when there is none of that id.</summary>
    public async Task<Credential?> RevokeAsync(string id, string by, string reason, CancellationToken cancel)
    {
        if (id.Length != IdLength || !id.All(char.IsAsciiHexDigitLower)
            || await journal.RecordAsync(new(AdminActKind.Credentials, "revoke", id, by, reason), () => store.RevokeAsync(id, by, cancel),
                credential => credential is null ? null : "", cancel) is not { } revoked)
        {
            return null;
        }

        authenticator.Forget(id);
        return revoked;
    }
}
