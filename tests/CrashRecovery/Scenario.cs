using System.Globalization;

namespace SmartToyonaka.Tests.CrashRecovery;

/// <summary>A write of the storage within a run.</summary>
/// <param name="Step">The place in the program and what it writes to: <c>DropClaimStore:104/drops</c>.</param>
/// <param name="Number">The how-manieth of that step, from 1.</param>
internal readonly record struct StorageWrite(string Step, int Number)
{
    /// <summary>The place alone.</summary>
    public string Place => Step[..Step.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>True for what the host does by itself: it deletes a message that has been worked off, or holds it longer.</summary>
    public bool IsOfHost => Step.StartsWith("host-", StringComparison.Ordinal);

    public override string ToString() => Number == 1 ? Step : string.Create(CultureInfo.InvariantCulture, $"{Step} ({Number})");
}

/// <summary>A kill of the process at a write.</summary>
/// <param name="Write">The write.</param>
/// <param name="IsAfter">True: the storage has done it, and its answer is on the way. False: the storage has not heard of it.</param>
internal readonly record struct ProcessKill(StorageWrite Write, bool IsAfter)
{
    public override string ToString() => $"{(IsAfter ? "after" : "before")} {Write}";
}

/// <summary>What people, systems and the clock do, one after the other. Whoever got no answer because the process was gone does the same again.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Acts">What is done.</param>
internal sealed record Scenario(string Name, params Func<ScenarioRun, Task>[] Acts)
{
    /// <summary>Where the clock stands.</summary>
    public DateTimeOffset Now { get; init; } = new(2022, 6, 10, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Settings of the app.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Timers that come round again after everything.</summary>
    public IReadOnlyList<string> Timers { get; init; } = [];

    /// <summary>True where something is done between two writes that outlasts the process: a mail is sent.</summary>
    public bool ReachesOutside { get; init; }

    /// <summary>True where there is an account and nothing in it, not even a table.</summary>
    public bool IsFirstStart { get; init; }

    /// <summary>True where the built-in catalogue holds, by which values wait to be confirmed.</summary>
    public bool HasChecks { get; init; }

    /// <summary>Columns that differ although the same was done.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Checks what no image can, and may take out of the image what may differ.</summary>
    public Func<ScenarioRun, List<string>, List<string>> Look { get; init; } = (_, image) => image;

    public override string ToString() => Name;
}
