using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// The same app, as it ships, on 20 October 2021 about noon: the figures of September were due on the 14th and are not there.
/// </summary>
public sealed class ClerkApp : PageApp
{
    private readonly ShiftedClock clock = new();

    public ClerkApp() => GoOn(new(2020, 10, 5));

    protected override TimeProvider? Clock => clock;

    // By the catalogue that ships, in which values wait.
    protected override Task<string> NewStorageAsync() => TestStorage.NewEmptyAccountAsync();

    protected override void GoOn(DateOnly day) => clock.Shift(JapanTime.StartOf(day).AddHours(12) - clock.GetUtcNow());

    /// <summary>Lets time pass.</summary>
    public void Wait(TimeSpan time) => clock.Shift(time);

    // It goes on by itself, as queues are looked at by the same clock.
    private sealed class ShiftedClock : TimeProvider
    {
        private long ticks;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ticks));

        public void Shift(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
    }
}
