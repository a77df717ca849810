namespace SmartToyonaka.Intake.Submissions;

/// <summary>How an item says that it takes back what was said: <c>withdraw</c>, or 取消 where a number would stand.</summary>
internal static class Withdrawal
{
    /// <summary>The field's name in JSON and forms.</summary>
    public const string Field = "withdraw";

    /// <summary>True for the word by which files and forms take back.</summary>
    public static bool IsWord(string? text) => text?.Trim() is "取消" or "取消し" or "取り消し" or "取り消す" or "取消す";

    /// <summary>True when some fields take back.</summary>
    public static bool IsAsked(IReadOnlyDictionary<string, RawValue> fields) =>
        fields.Any(f => f.Key == Field ? IsTrue(f.Value.Text) : f.Key != SubmissionCheck.BasedOn && IsWord(f.Value.Text));

    /// <summary>A number that stands beside it; null when none does.</summary>
    public static RawValue? Contradiction(IReadOnlyDictionary<string, RawValue> fields)
    {
        var numbers = fields.Where(f => f.Key is not (Field or SubmissionCheck.BasedOn) && !string.IsNullOrWhiteSpace(f.Value.Text ?? "?")
            && !IsWord(f.Value.Text)).Select(f => f.Value).ToList();
        return numbers.Count == 0 ? null : numbers[0];
    }

    private static bool IsTrue(string? text) => text?.Trim().ToLowerInvariant() is "true" or "1" or "on" or "はい" || IsWord(text);
}
