using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Reasons of decisions that the program itself records.</summary>
internal static class DecisionMessages
{
    /// <summary>The reason that stands beside a confirmation given on the form, in Japanese as reasons are kept.</summary>
    public static BilingualText WhenHandedIn { get; } = new(
        "提出の画面で、提出する前に確かめました。",
        "Confirmed on the form before it was handed in.");

    /// <summary>A reason as it is kept: the program's own in both languages, others as they were typed.</summary>
    public static BilingualText Of(string reason) => reason == WhenHandedIn.Ja ? WhenHandedIn : new(reason, reason);
}
