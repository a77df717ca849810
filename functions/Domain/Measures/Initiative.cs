namespace SmartToyonaka.Domain.Measures;

/// <summary>Where an initiative stands.</summary>
public enum InitiativeStatus
{
    /// <summary>検討中.</summary>
    Considering,

    /// <summary>調整中.</summary>
    Coordinating,

    /// <summary>決定.</summary>
    Decided,

    /// <summary>実施.</summary>
    Implemented,

    /// <summary>取下げ.</summary>
    Withdrawn,
}

/// <summary>
/// One entry of a register with its status in a month. It is identified by category, name and owning section, through the section's
/// reorganisations.
/// </summary>
/// <param name="Category">An id of <see cref="InitiativeCategory"/>.</param>
/// <param name="Name">1–200 characters, kept as written.</param>
/// <param name="Partners">Companies, universities, other cities.</param>
/// <param name="Status">The status that it has had since the observation's month.</param>
/// <param name="CountsTowardTarget">The report counts only what it underlines, so this is data.</param>
/// <param name="Note">Free text of up to 1,000 characters.</param>
public sealed record Initiative(
    string Category,
    string Name,
    IReadOnlyList<string> Partners,
    InitiativeStatus Status,
    bool CountsTowardTarget,
    string Note)
{
    public bool SameAs(Initiative other) =>
        Category == other.Category && Name == other.Name && Status == other.Status && CountsTowardTarget == other.CountsTowardTarget
        && Note == other.Note && Partners.SequenceEqual(other.Partners, StringComparer.Ordinal);
}

/// <summary>The words for a status in JSON and tables, in lower case.</summary>
public static class InitiativeStatusText
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<InitiativeStatus>().Select(Text)];

    public static string Text(this InitiativeStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>As forms and pages say it.</summary>
    public static string Ja(this InitiativeStatus status) => status switch
    {
        InitiativeStatus.Considering => "検討中",
        InitiativeStatus.Coordinating => "調整中",
        InitiativeStatus.Decided => "決定",
        InitiativeStatus.Implemented => "実施",
        _ => "取下げ",
    };

    public static bool TryParse(string text, out InitiativeStatus status) =>
        Enum.TryParse(text, ignoreCase: true, out status) && Enum.IsDefined(status) && All.Contains(text.ToLowerInvariant());
}

/// <summary>A register of initiatives.</summary>
public sealed record InitiativeCategory(string Id, string NameJa, string NameEn)
{
    public static IReadOnlyList<InitiativeCategory> All { get; } =
    [
        new("ppp_project", "公民学連携事業", "Public-private-academic projects"),
        new("ppp_agreement", "連携協定", "Partnership agreements (disaster agreements not counted)"),
        new("local_issue_project", "地域課題解決支援事業", "Projects solving local issues"),
        new("regional_collaboration", "広域連携", "Collaboration with other municipalities"),
        new("support_service_review", "支援サービス提供手法の見直し", "Reviews of how support is provided"),
        new("digitised_publication", "発行物の電子化", "Publications made digital"),
        new("service_scope_review", "市が担うべきサービス範囲の見直し", "Reviews of what the city should provide"),
        new("rpa_ai_ocr", "RPA・AI-OCR", "Tasks done by RPA or AI-OCR"),
        new("ai", "AIの導入", "Tasks supported by AI"),
        new("general_affairs_support", "総務業務の支援", "Support for general affairs"),
    ];

    public static InitiativeCategory? Find(string id) => All.FirstOrDefault(c => c.Id == id);
}
