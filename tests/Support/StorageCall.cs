using System.Globalization;

namespace SmartToyonaka.Tests.Support;

/// <summary>One call of the storage.</summary>
/// <param name="Service"><c>Blob</c>, <c>Queue</c> or <c>Table</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query behind the account's name, escaped as sent.</param>
/// <param name="Status">What the storage answered; 0 where the call was broken off.</param>
internal sealed record StorageCall(string Service, string Method, string Path, int Status)
{
    /// <summary>The place in the program that writes: <c>DropClaimStore:104/drops</c>; <c>""</c> for reads.</summary>
    public string Step { get; init; } = "";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Service} {Method} {Path} -> {Status}");
}
