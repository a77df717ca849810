using System.Text.Json.Serialization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>A rule of an indicator that is not one of a scope: what it leaves out of what is handed in, why and since when.</summary>
/// <param name="WhatJa">What is left out.</param>
/// <param name="WhatEn">The same in English.</param>
/// <param name="BecauseJa">Why.</param>
/// <param name="BecauseEn">The same in English.</param>
/// <param name="Since">The first month (<c>2019-04</c>).</param>
public sealed record SheetExclusion(string WhatJa, string WhatEn, string BecauseJa, string BecauseEn, string Since);

/// <summary>A change of an indicator's rules.</summary>
/// <param name="Since">The first month for which they hold (<c>2020-04</c>).</param>
/// <param name="Ja">What changed.</param>
/// <param name="En">The same in English.</param>
public sealed record RuleChange(string Since, string Ja, string En);

/// <summary>What the catalogue says of an indicator for people, beside how it is computed.</summary>
/// <param name="Indicator">The indicator's id.</param>
/// <param name="DefinitionJa">What it means.</param>
/// <param name="DefinitionEn">The same in English.</param>
/// <param name="Owner">Code of the section that answers for it.</param>
/// <param name="Changes">Its rules over time, oldest first.</param>
public sealed record IndicatorSheet(string Indicator, string DefinitionJa, string DefinitionEn, string Owner,
    IReadOnlyList<RuleChange> Changes)
{
    /// <summary>What it leaves out beside what its scope does.</summary>
    public IReadOnlyList<SheetExclusion> Exclusions { get; init; } = [];

    [JsonIgnore]
    internal IEnumerable<string> Months => Changes.Select(c => c.Since).Concat(Exclusions.Select(e => e.Since));

    /// <exception cref="BilingualFormatException">It is no sheet; the message says what is wrong.</exception>
    internal void Check(Catalogue catalogue)
    {
        if (catalogue.Find(Indicator) is null)
        {
            throw new BilingualFormatException(CatalogueMessages.SheetIndicator(Indicator));
        }

        if (Changes.Contains(null!) || Exclusions.Contains(null!) || Months.Any(m => !FiscalMonth.TryParseIso(m, out _)))
        {
            throw new BilingualFormatException(CatalogueMessages.SheetSince(Indicator));
        }

        if (Owner.Length is 0 or > 10 || !Owner.All(char.IsAsciiDigit))
        {
            throw new BilingualFormatException(CatalogueMessages.SheetOwner(Indicator));
        }
    }
}
