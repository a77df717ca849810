using Microsoft.Extensions.Time.Testing;

namespace SmartToyonaka.Tests.Support;

/// <summary>
/// A clock that stands still until it is moved, and may be set back. Timers and timestamps use another clock, as on a machine, and do not
/// notice.
/// </summary>
internal sealed class AdjustableClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider passed = new(start);
    private long behind;

    public override long TimestampFrequency => passed.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => passed.GetUtcNow().AddTicks(-Interlocked.Read(ref behind));

    public override long GetTimestamp() => passed.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        passed.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves time forward.</summary>
    public void Advance(TimeSpan time) => passed.Advance(time);

    /// <summary>Sets it back; no time passes.</summary>
    public void SetBack(TimeSpan by) => Interlocked.Add(ref behind, by.Ticks);
}
