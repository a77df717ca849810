namespace SmartToyonaka.Triggers.Timers;

/// <summary>
/// The folders that have a timer of their own, whose names others rely on. A catalogue may lack them; <see cref="PullDrops"/> looks into
/// all others.
/// </summary>
internal static class TimerFolders
{
    public const string EApproval = "e-approval", Overtime = "overtime", Staff = "staff";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [EApproval, Overtime, Staff];
}
