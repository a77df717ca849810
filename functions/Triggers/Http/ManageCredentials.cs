using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using SmartToyonaka.Operations.Access;
using SmartToyonaka.Triggers.Messages;
using SmartToyonaka.Triggers.Middleware;
using SmartToyonaka.Triggers.Requests;
using SmartToyonaka.Triggers.Responses;

namespace SmartToyonaka.Triggers.Http;

/// <summary>Issues, lists and revokes credentials, for an administrator.</summary>
public sealed class ManageCredentials(CredentialOrders orders)
{
    /// <summary><c>{"role":"department","department":"0213","validDays":365}</c>; the answer holds the token, once.</summary>
    [Function("IssueCredential")]
    public async Task<IResult> Issue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/credentials")] HttpRequest request, CancellationToken cancel)
    {
        if (await Json.OrderAsync<CredentialOrder>(request, cancel) is not { } order)
        {
            return Problem.Of(request, StatusCodes.Status400BadRequest, "unreadable", RequestMessages.NotReadableAsJson);
        }

        var issued = await orders.IssueAsync(order, AccessMiddleware.CallerOf(request).Id, "", cancel);
        if (issued.Credential is not { } credential)
        {
            return Problem.Of(request, StatusCodes.Status422UnprocessableEntity, issued.Code, issued.Fault!);
        }

        return Json.Answer(new
        {
            credential.Id,
            role = credential.Role.Text(),
            credential.Department,
            credential.Folder,
            credential.IssuedAt,
            credential.ExpiresAt,
            token = issued.Token,
        }, StatusCodes.Status201Created);
    }

    [Function("ListCredentials")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head",
            Route = "api/credentials")] HttpRequest request, CancellationToken cancel) =>
        Json.Answer((await orders.ListAsync(cancel)).Select(c => new
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
        if (await orders.RevokeAsync(id, AccessMiddleware.CallerOf(request).Id, "", cancel) is not { } revoked)
        {
            return Problem.Of(request, StatusCodes.Status404NotFound, "no-such-credential", AdministrationMessages.NoSuchCredential);
        }

        return Json.Answer(new { revoked.Id, revoked.RevokedAt, revoked.RevokedBy });
    }
}
