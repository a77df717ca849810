using System.Text.Json;

namespace SmartToyonaka.Operations.Access;

/// <summary>
/// Who is signed in with Microsoft Entra ID, as App Service authentication writes it into the header <c>X-MS-CLIENT-PRINCIPAL</c>:
/// JSON in Base64. Only App Service can write it, and only where its authentication is on; elsewhere anybody could.
/// </summary>
/// <param name="ObjectId">The person's id in the directory: no name, no address.</param>
/// <param name="Roles">App roles that the person was given.</param>
/// <param name="Department">The department claim as it stands in the directory, or <c>""</c>.</param>
public sealed record EntraPrincipal(Guid ObjectId, IReadOnlySet<string> Roles, string Department)
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    public const string Submitter = "Submitter", Reader = "Reader", Administrator = "Administrator";

    private const int MaxLength = 32 * 1024, MaxClaims = 1_000, MaxDepartment = 200;

    // App Service passes claims on under their short names or, by its default mapping, under the long ones.
    private static readonly HashSet<string> IdTypes = new(["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"],
        StringComparer.Ordinal);
    private static readonly HashSet<string> RoleTypes = new(["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"],
        StringComparer.Ordinal);

    /// <summary>The principal in the header, or null for whatever is not exactly one of Microsoft Entra ID.</summary>
    /// <param name="header">The header's value.</param>
    /// <param name="departmentClaim">The claim that names the department.</param>
    public static EntraPrincipal? Parse(string? header, string departmentClaim)
    {
        if (header is not { Length: > 0 and <= MaxLength })
        {
            return null;
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, bytes, out var length))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length), new() { MaxDepth = 4, AllowDuplicateProperties = false });
            return Read(json.RootElement, departmentClaim);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static EntraPrincipal? Read(JsonElement root, string departmentClaim)
    {
        // Other identity providers of App Service (for example Google) do not have the app's roles.
        if (root.GetProperty("auth_typ").GetString() != "aad"
            || root.GetProperty("claims") is not { ValueKind: JsonValueKind.Array } claims || claims.GetArrayLength() > MaxClaims)
        {
            return null;
        }

        Guid? id = null;
        var roles = new HashSet<string>(StringComparer.Ordinal);
        string? department = null;
        foreach (var claim in claims.EnumerateArray())
        {
            var (type, value) = (claim.GetProperty("typ").GetString() ?? "", claim.GetProperty("val").GetString() ?? "");
            if (IdTypes.Contains(type))
            {
                // Two different values name two people.
                if (!Guid.TryParseExact(value, "D", out var itsId) || (id is not null && id != itsId))
                {
                    return null;
                }

                id = itsId;
            }
            else if (RoleTypes.Contains(type))
            {
                roles.Add(value);
            }
            else if (type == departmentClaim)
            {
                if (value.Length > MaxDepartment || (department is not null && department != value))
                {
                    return null;
                }

                department = value;
            }
        }

        return id is { } found ? new(found, roles, department ?? "") : null;
    }
}
