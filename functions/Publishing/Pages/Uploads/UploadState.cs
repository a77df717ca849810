namespace SmartToyonaka.Publishing.Pages.Uploads;

/// <summary>What is entered on the page beside the file.</summary>
/// <param name="Kind">What the file holds.</param>
/// <param name="Department">Whose submission it is; <c>""</c> where the rows say so or it is none.</param>
/// <param name="Month">Its month; the same.</param>
public sealed record UploadEntry(UploadKind Kind, string Department, string Month);

/// <summary>What the page offers to whoever has signed in.</summary>
/// <param name="Kinds">What may be uploaded.</param>
/// <param name="MayChoose">True for an administrator, who names the department.</param>
/// <param name="Templates">Templates to download.</param>
public sealed record UploadOffer(IReadOnlyList<UploadKind> Kinds, bool MayChoose, IReadOnlyList<UploadTemplateLink> Templates);

/// <summary>A template that can be downloaded.</summary>
/// <param name="Kind">What is filled in.</param>
/// <param name="Month">For which month (<c>2021-06</c>); <c>""</c> for an empty one.</param>
public sealed record UploadTemplateLink(UploadKind Kind, string Month);

/// <summary>A checked file that waits for its confirmation.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Entry">What was entered beside it.</param>
/// <param name="Ticket">By which it is found again; null where there is nothing to confirm.</param>
public sealed record PendingUpload(string Name, UploadEntry Entry, string? Ticket);
