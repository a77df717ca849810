namespace SmartToyonaka.Operations.Access;

/// <summary>What a caller may do; <c>docs/access.md</c> has the table.</summary>
public enum Role
{
    /// <summary>Submits and sees the figures of one department.</summary>
    Department,

    /// <summary>Sees what every department may see; submits and changes nothing.</summary>
    Reader,

    /// <summary>Everything, for every department.</summary>
    Administrator,

    /// <summary>Uploads files into one folder of the drops, and nothing else: a system's export job.</summary>
    Drops,
}

/// <summary>The words for roles in JSON and tables.</summary>
public static class RoleText
{
    public static string Text(this Role role) => role switch
    {
        Role.Administrator => "administrator",
        Role.Reader => "reader",
        Role.Drops => "drops",
        _ => "department",
    };

    public static Role? Find(string? text) => text switch
    {
        "administrator" => Role.Administrator,
        "reader" => Role.Reader,
        "department" => Role.Department,
        "drops" => Role.Drops,
        _ => null,
    };
}

/// <summary>An authenticated caller.</summary>
/// <param name="Id">As records name it: a credential's id, or <c>entra:</c> and the person's object id.</param>
/// <param name="Role">What the caller may do.</param>
/// <param name="Department">The department's code; <c>""</c> for others than departments.</param>
/// <param name="IsAlsoReader">A department's person who may also read the data of others.</param>
public sealed record Caller(string Id, Role Role, string Department, bool IsAlsoReader = false)
{
    /// <summary>The folder of the drops that a credential of <see cref="Role.Drops"/> was issued for; <c>""</c> for others.</summary>
    public string Folder { get; init; } = "";

    public bool IsAdministrator => Role == Role.Administrator;

    /// <summary>True for callers who may submit at all.</summary>
    public bool MaySubmit => Role is Role.Department or Role.Administrator;

    /// <summary>True for callers who may upload into some folder of the drops.</summary>
    public bool DropsFiles => Role is Role.Drops or Role.Administrator;

    /// <summary>True when the caller may upload into a folder of the drops.</summary>
    public bool MayDropInto(string folder) => IsAdministrator || (Role == Role.Drops && Folder == folder);

    /// <summary>True for whoever may see every department's.</summary>
    public bool ReadsAll => IsAlsoReader || Role is Role.Reader or Role.Administrator;

    /// <summary>True when the caller may submit for a department.</summary>
    public bool MaySpeakFor(string department) => IsAdministrator || (Role == Role.Department && Department == department);

    /// <summary>True when the caller may see what a department submitted.</summary>
    public bool MayRead(string department) => ReadsAll || MaySpeakFor(department);
}
