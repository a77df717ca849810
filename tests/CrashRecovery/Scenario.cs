using System.Globalization;

namespace SmartToyonaka.Tests.CrashRecovery;

/// <summary>A write of the storage within a run.</summary>
/// <param name="Step">The place in the program and what it writes to: <c>DropClaimStore:104/drops</c>.</param>
/// <param name="Number">The how-manieth of that step, from 1.</param>
internal readonly record struct StorageWrite(string Step, int Number)
{
    /// <summary>The place alone.</summary>
    public string Place => Step[..Step.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>True for writes of the host: it deletes a processed message, or renews its visibility timeout.</summary>
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

/// <summary>
/// The actions of people, systems and the clock, in order. An action without a response, because the process was killed, is repeated.
/// </summary>
/// <param name="Name">For the report.</param>
/// <param name="Acts">What is done.</param>
internal sealed record Scenario(string Name, params Func<ScenarioRun, Task>[] Acts)
{
    /// <summary>Where the clock stands.</summary>
    public DateTimeOffset Now { get; init; } = new(2022, 6, 10, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Settings of the app.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Timers that run again after all actions.</summary>
    public IReadOnlyList<string> Timers { get; init; } = [];

    /// <summary>True where something durable happens between two writes: a mail is sent.</summary>
    public bool ReachesOutside { get; init; }

    /// <summary>True for an empty account, without tables.</summary>
    public bool IsFirstStart { get; init; }

    /// <summary>True where the built-in catalogue holds, by which values wait to be confirmed.</summary>
    public bool HasChecks { get; init; }

    /// <summary>Columns that differ between equal runs.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Checks what the comparison of states cannot, and may remove from the state what may differ.</summary>
    public Func<ScenarioRun, List<string>, List<string>> Look { get; init; } = (_, image) => image;

    public override string ToString() => Name;
}
