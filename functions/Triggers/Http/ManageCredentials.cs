using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Issues, lists and revokes credentials, for an administrator.</summary>
public sealed class ManageCredentials(CredentialStore store, Authenticator authenticator, ReferenceData reference, TimeProvider clock)
{
    private const int MaxDays = 3 * 366;

    private sealed record IssueRequest(string? Role, string? Department, string? Folder, int? ValidDays);

    /// <summary><c>{"role":"department","department":"0213","validDays":365}</c>; the answer holds the token, once.</summary>
    [Function("IssueCredential")]
    public async Task<IResult> Issue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/credentials")] HttpRequest request, CancellationToken cancel)
    {
        if (await Json.OrderAsync<IssueRequest>(request, cancel) is not { } order)
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "unreadable", RequestMessages.NotReadableAsJson);
        }

        var days = order.ValidDays ?? 365;
        if (RoleText.Find(order.Role) is not { } role || days is < 1 or > MaxDays)
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "invalid-credential-order",
                AdministrationMessages.CredentialOrder(MaxDays));
        }

        var subject = "";
        if (role == Role.Drops)
        {
            if (!DropUploads.Folders.Contains(order.Folder ?? ""))
            {
                var folders = string.Join(", ", DropUploads.Folders);
                return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "folder-unknown",
                    AdministrationMessages.FolderUnknown(folders));
            }

            subject = order.Folder!;
        }

        if (role == Role.Department)
        {
            var month = FiscalMonth.Of(JapanTime.Date(clock.GetUtcNow()));
            var found = (await reference.GetAsync(cancel)).Register.Find(order.Department is { Length: <= 200 } d ? d : "", month);
            if (found.Match != SectionMatch.Found)
            {
                return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, "department-unknown",
                    AdministrationMessages.DepartmentUnknown);
            }

            subject = found.Section!.Code;
        }

        var (credential, token) = await store.IssueAsync(
            role, subject, TimeSpan.FromDays(days), AccessMiddleware.CallerOf(request).Id, cancel);
        return Json.Answer(new
        {
            credential.Id,
            role = role.Text(),
            credential.Department,
            credential.Folder,
            credential.IssuedAt,
            credential.ExpiresAt,
            token,
        }, StatusCodes.Status201Created);
    }

    [Function("ListCredentials")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "api/credentials")] HttpRequest request, CancellationToken cancel) =>
        Json.Answer((await store.ListAsync(cancel)).Select(c => new
        {
            c.Id,
            role = c.Role.Text(),
            c.Department,
            c.Folder,
            c.IssuedAt,
            c.IssuedBy,
            c.ExpiresAt,
            c.RevokedAt,
            c.RevokedBy,
        }));

    [Function("RevokeCredential")]
    public async Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/credentials/{id}")] HttpRequest request, string id,
            CancellationToken cancel)
    {
        if (id.Length != 16 || !id.All(char.IsAsciiHexDigitLower)
            || await store.RevokeAsync(id, AccessMiddleware.CallerOf(request).Id, cancel) is not { } revoked)
        {
            return Problem.Of(request, StatusCodes.Status404NotFound, "no-such-credential", AdministrationMessages.NoSuchCredential);
        }

        authenticator.Forget(id);
        return Json.Answer(new { revoked.Id, revoked.RevokedAt, revoked.RevokedBy });
    }
}
