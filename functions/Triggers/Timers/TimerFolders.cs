using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Triggers.Timers;

/// <summary>
/// The folders that timers of their own look into: those to which the catalogue gives a role. A catalogue without them gives those timers
/// nothing to do; <see cref="PullDrops"/> looks into all others.
/// </summary>
public static class TimerFolders
{
    private static readonly string[] Timers = [DropRoles.EApproval, DropRoles.Overtime, DropRoles.Staff];

    /// <summary>The folders of a role.</summary>
    public static IEnumerable<string> Of(string role) => DropProfile.All.Where(p => p.Measure.Drop!.RoleName == role).Select(p => p.Folder);

    /// <summary>The folders of no role that has a timer.</summary>
    public static IEnumerable<string> Others =>
        DropProfile.All.Where(p => !Timers.Contains(p.Measure.Drop!.RoleName)).Select(p => p.Folder);

    /// <summary>Looks into folders one after the other.</summary>
    public static async Task PullAsync(this DropPuller drops, IEnumerable<string> folders, CancellationToken cancel)
    {
        foreach (var folder in folders.ToList())
        {
            await drops.PullAsync(folder, cancel);
        }
    }
}
