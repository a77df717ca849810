namespace SmartToyonaka.Access;

/// <summary>What a credential is for.</summary>
public enum Role
{
    /// <summary>Hands in and sees the figures of one department.</summary>
    Department,

    /// <summary>Everything, for every department.</summary>
    Administrator,
}

/// <summary>Who calls, once the credential has been checked.</summary>
/// <param name="Id">The credential's id, as records name it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Department">The department's code; <c>""</c> for an administrator.</param>
public sealed record Caller(string Id, Role Role, string Department)
{
    public bool IsAdministrator => Role == Role.Administrator;

    public bool MaySpeakFor(string department) => IsAdministrator || Department == department;
}
