namespace SmartToyonaka.Intake.Submissions;

/// <summary>Reads partners that were entered in one field.</summary>
internal static class PartnerList
{
    private const string Open = "（(「『【", Close = "）)」』】";

    /// <summary>
    /// The partners apart: by 、 ; or a line break. What stands in brackets belongs together: <c>NATS（西宮市、尼崎市）</c> is one.
    /// </summary>
    public static IEnumerable<string> Split(string text)
    {
        var end = Enclosed(text);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && end.TryGetValue(i, out var closed))
            {
                i = closed;
            }
            else if (i == text.Length || text[i] is '、' or ';' or '；' or '\n')
            {
                if (text[start..i].Trim() is { Length: > 0 } partner)
                {
                    yield return partner;
                }

                start = i + 1;
            }
        }
    }

    // Where each outer bracket is closed. A bracket that is never closed has no effect.
    private static Dictionary<int, int> Enclosed(string text)
    {
        var closedAt = new Dictionary<int, int>();
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (Open.Contains(text[i], StringComparison.Ordinal))
            {
                open.Push(i);
            }
            else if (Close.Contains(text[i], StringComparison.Ordinal) && open.TryPop(out var from))
            {
                closedAt[from] = i;
            }
        }

        return closedAt;
    }
}
