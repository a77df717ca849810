using System.Text.Json;

namespace SmartToyonaka.Tests.Operations.Access;

/// <summary>Who is signed in, as App Service tells the program in a header.</summary>
internal static class SignedInPerson
{
    /// <summary>The person's object id.</summary>
    public const string Id = "8d3c1c1e-5a51-4d0e-9a7e-2f8f6c0b1a11";

    /// <summary>The header's value.</summary>
    public static string Header(string[] roles, string department, string provider = "aad", string id = Id,
        (string Type, string Value)? more = null)
    {
        IEnumerable<(string Type, string Value)> claims =
        [
            ("http://schemas.microsoft.com/identity/claims/objectidentifier", id), ("name", "豊中 花子"), .. roles.Select(r => ("roles", r)),
            .. department.Length > 0 ? [("department", department)] : Array.Empty<(string, string)>(), .. more is { } m ? [m]
                : Array.Empty<(string, string)>(),
        ];
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
        {
            auth_typ = provider,
            name_typ = "name",
            role_typ = "roles",
            claims = claims.Select(c => new { typ = c.Type, val = c.Value })
        }));
    }
}
