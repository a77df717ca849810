using System.Security.Cryptography;
using SmartToyonaka.Infrastructure.Storage;

namespace SmartToyonaka.Operations.Access;

/// <summary>A credential as it is stored: its hash, never itself.</summary>
/// <param name="Id">Names it in lists and records.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Department">The department's code; <c>""</c> for others than departments.</param>
/// <param name="Hash">SHA-256 of the token.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="IssuedBy">Who issued it: a credential's id, <c>entra:</c> and an object id, or <c>command-line</c>.</param>
/// <param name="ExpiresAt">From then on it is refused.</param>
/// <param name="RevokedAt">From then on it is refused; null when it never was revoked.</param>
/// <param name="RevokedBy">Who revoked it, as <paramref name="IssuedBy"/>; <c>""</c> when nobody did.</param>
public sealed record Credential(
    string Id, Role Role, string Department, byte[] Hash, DateTimeOffset IssuedAt, string IssuedBy, DateTimeOffset ExpiresAt,
        DateTimeOffset? RevokedAt, string RevokedBy = "")
{
    /// <summary>The folder of the drops that it is for; <c>""</c> for other roles than <see cref="Role.Drops"/>.</summary>
    public string Folder { get; init; } = "";

    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

/// <summary>Issues, finds and revokes credentials: the table <c>credentials</c>.</summary>
public sealed class CredentialStore(StorageAccount storage, TimeProvider clock)
{
    private const string Partition = "credential";

    private readonly TableStore table = storage.Table(TableNames.Credentials);

    /// <summary>Issues a credential. The token is returned only here.</summary>
    /// <param name="role">What it may do.</param>
    /// <param name="subject">A department's code, or a folder of the drops; <c>""</c> for roles that are for neither.</param>
    /// <param name="validFor">How long it is valid.</param>
    /// <param name="issuedBy">Who issues it.</param>
    /// <param name="cancel">Stops waiting for storage.</param>
    public async Task<(Credential Credential, string Token)> IssueAsync(Role role, string subject, TimeSpan validFor, string issuedBy,
        CancellationToken cancel)
    {
        var (id, token) = Secret.New();
        var now = clock.GetUtcNow();
        var (department, folder) = role == Role.Drops ? ("", subject) : (subject, "");
        var credential = new Credential(id, role, department, Secret.Hash(token), now, issuedBy, now + validFor, null) { Folder = folder };
        if (await table.TryInsertAsync([ToRow(credential)], cancel))
        {
            return (credential, token);
        }

        // Inserted already by this call, whose first response was lost.
        return await table.GetAsync(Partition, id, cancel) is { } row
            && CryptographicOperations.FixedTimeEquals(FromRow(row).Hash, credential.Hash)
            ? (credential, token)
            : throw new InvalidOperationException("A credential with this id exists; try again.");
    }

    /// <summary>Revokes a credential; null when there is none of that id. Revoking twice keeps the first time.</summary>
    public async Task<Credential?> RevokeAsync(string id, string revokedBy, CancellationToken cancel)
    {
        while (await table.GetAsync(Partition, id, cancel) is { } row)
        {
            var credential = FromRow(row);
            if (credential.RevokedAt is not null)
            {
                return credential;
            }

            var revoked = credential with { RevokedAt = clock.GetUtcNow(), RevokedBy = revokedBy };
            if (await table.TryReplaceAsync(ToRow(revoked) with { ETag = row.ETag }, cancel))
            {
                return revoked;
            }
        }

        return null;
    }

    public async Task<Credential?> FindAsync(string id, CancellationToken cancel) =>
        await table.GetAsync(Partition, id, cancel) is { } row ? FromRow(row) : null;

    /// <summary>All credentials, newest first.</summary>
    public async Task<IReadOnlyList<Credential>> ListAsync(CancellationToken cancel) =>
        [.. (await table.ListAsync(Partition, cancel: cancel)).Select(FromRow).OrderByDescending(c => c.IssuedAt)];

    private static Row ToRow(Credential c) => new(Partition, c.Id, new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["role"] = c.Role.Text(),
        ["department"] = c.Department,
        ["folder"] = c.Folder,
        ["hash"] = c.Hash,
        ["issuedat"] = c.IssuedAt,
        ["issuedby"] = c.IssuedBy,
        ["expiresat"] = c.ExpiresAt,
        ["isrevoked"] = c.RevokedAt is not null,
        ["revokedat"] = c.RevokedAt ?? c.ExpiresAt,
        ["revokedby"] = c.RevokedBy,
    });

    private static Credential FromRow(Row r) => new(
        r.Key, RoleText.Find(r.Text("role")) ?? Role.Department, r.Text("department"), r.Bytes("hash"),
        r.Time("issuedat"), r.Text("issuedby"), r.Time("expiresat"), r.Flag("isrevoked") ? r.Time("revokedat") : null, r.Text("revokedby"))
    { Folder = r.Text("folder") };
}
