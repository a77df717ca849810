namespace SmartToyonaka.Triggers.Responses;

/// <summary>
/// Rows of which the first has been read: an answer that is written while rows are read has begun when the storage turns out not to
/// answer, and then nobody can be told so any more.
/// </summary>
internal static class PrefetchedRows
{
    /// <summary>Reads the first row; the others are read when they are asked for. To be gone through once.</summary>
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
