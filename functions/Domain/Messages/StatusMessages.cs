namespace SmartToyonaka.Domain.Messages;

/// <summary>What statuses are called that every register has.</summary>
internal static class StatusMessages
{
    public static BilingualText Withdrawn { get; } = new("取下げ", "withdrawn");
}
