using System.Diagnostics.Metrics;

namespace SmartToyonaka.Benchmarks;

/// <summary>Counts the requests of this process to the storage.</summary>
internal sealed class CallCounter : IDisposable
{
    private readonly MeterListener listener = new();
    private long count;

    public CallCounter()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref count));
        listener.Start();
    }

    public long Count => Interlocked.Read(ref count);

    public void Dispose() => listener.Dispose();
}
