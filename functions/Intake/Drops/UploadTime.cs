using System.Globalization;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// The time of an upload with fractions of a second. The storage reports whole seconds, but derives the ETag from its full time. This is
/// undocumented, so an ETag that does not match the second is ignored.
/// </summary>
internal static class UploadTime
{
    // Azurite's ETag is the time in milliseconds multiplied by a whole number between these, in floating point.
    private const double LeastFactor = 70_000, GreatestFactor = 100_000, Rounding = 32;

    // It reads its clock once for the time and once for the ETag.
    private const int BetweenLooks = 100;

    /// <summary>The time in an ETag; null when it holds none of that second.</summary>
    public static DateTimeOffset? Of(string etag, DateTimeOffset second)
    {
        if (!etag.StartsWith("0x", StringComparison.Ordinal)
            || !ulong.TryParse(etag.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        // Azure's is the time in units of 100 ns.
        var ticks = (long)(number & long.MaxValue) - second.UtcTicks;
        if (ticks is >= 0 and < TimeSpan.TicksPerSecond)
        {
            return second.AddTicks(ticks);
        }

        for (var at = -BetweenLooks; at < 1000 + BetweenLooks; at++)
        {
            var time = second.AddMilliseconds(at).ToUnixTimeMilliseconds();
            var factor = Math.Round(number / (double)time);
            if (factor is >= LeastFactor and <= GreatestFactor && Math.Abs((long)number - (time * (long)factor)) <= Rounding)
            {
                return second.AddMilliseconds(at);
            }
        }

        return null;
    }
}
