using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Reference;

/// <summary>The receipt of an upload of reference data.</summary>
/// <param name="File">The blob's name.</param>
/// <param name="State"><c>taken</c>, <c>refused</c>, or <c>held</c> where it waits for a confirmation.</param>
/// <param name="UploadedAt">When it was uploaded.</param>
/// <param name="Version">The version that is current from now on, or stays current.</param>
/// <param name="Errors">What is wrong with it, by line: everything, up to <see cref="MostErrors"/>.</param>
/// <param name="ErrorCount">How many errors there are in all.</param>
public sealed record ReferenceReceipt(string File, string State, DateTimeOffset UploadedAt, string Version,
    IReadOnlyList<RegisterError> Errors, int ErrorCount)
{
    /// <summary>Published values that it changes, the first of very many.</summary>
    public IReadOnlyList<ValueChange> Changes { get; init; } = [];

    /// <summary>Other published tables that it changes.</summary>
    public IReadOnlyList<TableChange> Tables { get; init; } = [];

    /// <summary>How many published values it changes in all.</summary>
    public int ChangeCount { get; init; }

    /// <summary>Of very many errors the first are shown, with how many there are.</summary>
    public const int MostErrors = 100;
}
