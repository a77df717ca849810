using Microsoft.Extensions.Time.Testing;

namespace SmartToyonaka.Tests.Support;

/// <summary>A clock that stands still until it is told otherwise and may be set back, as a machine's is: timers and timestamps, which go by another, know nothing of that.</summary>
internal sealed class AdjustableClock(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider passed = new(start);
    private long behind;

    public override long TimestampFrequency => passed.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => passed.GetUtcNow().AddTicks(-Interlocked.Read(ref behind));

    public override long GetTimestamp() => passed.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => passed.CreateTimer(callback, state, dueTime, period);

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => passed.Advance(time);

    /// <summary>Sets it back; no time passes.</summary>
    public void SetBack(TimeSpan by) => Interlocked.Add(ref behind, by.Ticks);
}
