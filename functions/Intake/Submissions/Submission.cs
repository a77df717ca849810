using System.Security.Cryptography;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>A submission that has been checked: everything in it is understood.</summary>
/// <param name="Form">The form it came from, or <c>""</c>.</param>
/// <param name="ResponseId">The form's own number of the answer, or <c>""</c>.</param>
/// <param name="Department">The section's code in that month.</param>
/// <param name="Month">The month it speaks of.</param>
/// <param name="Status">Actual or planned.</param>
/// <param name="Observations">What it says; source and time are filled in when it is accepted.</param>
public sealed record Submission(
    string Form, string ResponseId, string Department, FiscalMonth Month, FigureStatus Status, IReadOnlyList<Observation> Observations)
{
    /// <summary>Where each number stood in what was sent, by measure and part (<c>platform_members.count</c>).</summary>
    public IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>();

    /// <summary>What it was based on, by measure, or for all of it under <c>""</c>; empty where it does not say.</summary>
    public IReadOnlyDictionary<string, string> BasedOn { get; init; } = new Dictionary<string, string>();

    /// <summary>What its files name beside it.</summary>
    public IReadOnlyList<NameMismatch> NameMismatches { get; init; } = [];

    /// <summary>Equal for two submissions that say the same, however they spell it.</summary>
    public string ContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{Form}\n{ResponseId}\n{Department}\n{Month}\n{Status}\n"));
        hash.AppendData(ObservationJson.Write(Observations.OrderBy(o => o.Measure, StringComparer.Ordinal)
            .ThenBy(o => o.Month).ThenBy(o => o.Initiative?.Name, StringComparer.Ordinal)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
