namespace SmartToyonaka.Triggers.Responses;

/// <summary>
/// Rows of which the first has been read: when a response is written while rows are read, an outage of the storage can be answered with 503
/// only before the response has begun.
/// </summary>
internal static class PrefetchedRows
{
    /// <summary>Reads the first row; the others are read on demand. To be enumerated once.</summary>
    public static async Task<IAsyncEnumerable<T>> OfAsync<T>(IAsyncEnumerable<T> rows, CancellationToken cancel)
    {
        var reading = rows.GetAsyncEnumerator(cancel);
        try
        {
            return RestAsync(reading, await reading.MoveNextAsync());
        }
        catch
        {
            await reading.DisposeAsync();
            throw;
        }
    }

    private static async IAsyncEnumerable<T> RestAsync<T>(IAsyncEnumerator<T> reading, bool isThere)
    {
        await using (reading)
        {
            for (; isThere; isThere = await reading.MoveNextAsync())
            {
                yield return reading.Current;
            }
        }
    }
}
