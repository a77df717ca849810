using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Tests;

/// <summary>The measures that the program is shipped with.</summary>
internal static class BuiltInMeasures
{
    public const string EApproval = "e_approval_documents", Overtime = "overtime", Staff = "staff", InitiativePrefix = "initiatives.";

    public static IReadOnlyList<Measure> All => MeasureSet.Shipped.All;

    public static IReadOnlyList<Measure> OfForms => MeasureSet.Shipped.OfForms;

    public static Measure? Find(string id) => MeasureSet.Shipped.Find(id);

    public static Measure Get(string id) => MeasureSet.Shipped.Get(id);

    public static IEnumerable<Measure> OfTopic(string topic) => MeasureSet.Shipped.OfTopic(topic);

    public static Measure OfFolder(string folder) => MeasureSet.Shipped.OfFolder(folder);
}

/// <summary>The registers that the program is shipped with.</summary>
internal sealed record InitiativeCategory(string Id, string NameJa, string NameEn)
{
    public static IReadOnlyList<InitiativeCategory> All { get; } =
        [.. MeasureSet.Shipped.Registers.Select(m => new InitiativeCategory(m.Category, m.NameJa, m.NameEn))];

    public static InitiativeCategory? Find(string id) => All.FirstOrDefault(c => c.Id == id);
}

/// <summary>The statuses that the program is shipped with.</summary>
internal static class Standing
{
    public const string Considering = "considering", Coordinating = "coordinating", Decided = "decided", Implemented = "implemented",
        Withdrawn = "withdrawn";

    public static IReadOnlyList<string> All { get; } = [.. MeasureSet.Shipped.Statuses.Select(s => s.Id)];
}
