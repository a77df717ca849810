namespace SmartToyonaka.Operations.Telemetry;

/// <summary>Whether this instance runs a function that may change something, and whether it ran one since an instant.</summary>
public sealed class InstanceActivity
{
    private readonly Lock gate = new();
    private long ended;
    private int running;

    /// <summary>
    /// Stands for everything that has run so far; null while something runs. Two equal marks mean that nothing ran between them.
    /// </summary>
    public long? Mark
    {
        get
        {
            lock (gate)
            {
                return running == 0 ? ended : null;
            }
        }
    }

    /// <summary>Begins a run; disposing of the result ends it.</summary>
    public IDisposable Begin()
    {
        lock (gate)
        {
            running++;
        }

        return new Run(this);
    }

    private void End()
    {
        lock (gate)
        {
            running--;
            ended++;
        }
    }

    private sealed class Run(InstanceActivity activity) : IDisposable
    {
        private InstanceActivity? activity = activity;

        public void Dispose() => Interlocked.Exchange(ref activity, null)?.End();
    }
}
