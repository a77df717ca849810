using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>The rooms of functions/ and what each may use. Whoever needs another line changes the design, and says why here.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Pure = ["Calendar", "Organisation", "Figures", "Indicators"];

    /// <summary>A room uses only rooms above it, so there are no circles.</summary>
    private static readonly (string Room, string[] MayUse)[] Rooms =
    [
        ("Calendar", []),
        ("Organisation", ["Calendar"]),
        ("Figures", ["Calendar", "Organisation"]),
        ("Indicators", ["Calendar", "Organisation", "Figures"]),
        ("Storage", []),

        // Spans and numbers: whoever does something worth counting says so.
        ("Telemetry", []),
        ("Graph", []),
        ("Ledger", ["Calendar", "Figures", "Storage"]),
        ("Reference", [.. Pure, "Ledger", "Storage"]),
        ("Access", ["Storage"]),

        // Which months are closed: asked by both doors and by what is published.
        ("Closings", [.. Pure, "Ledger", "Reference", "Storage"]),

        // The door records who handed in, and an idempotency key is a caller's own. Answers of Microsoft Forms lie in workbooks, too.
        ("Submissions", [.. Pure, "Ledger", "Reference", "Closings", "Access", "Storage", "Telemetry", "Graph"]),

        // What waits to be confirmed is one rule for both doors. A workbook that is dropped is read as one that is submitted.
        ("Drops", [.. Pure, "Ledger", "Reference", "Closings", "Submissions", "Storage", "Telemetry"]),
        ("Completeness", [.. Pure, "Ledger", "Reference", "Closings", "Submissions", "Drops", "Storage", "Telemetry", "Graph"]),

        // "Waiting" is not only the queue but also what a door has accepted and nobody has asked to compute yet; and what is
        // recomputed says who has handed in.
        ("Publishing", [.. Pure, "Ledger", "Reference", "Closings", "Submissions", "Drops", "Completeness", "Storage", "Telemetry"]),
        ("Reporting", [.. Pure, "Ledger", "Reference", "Closings", "Submissions", "Drops", "Completeness", "Publishing", "Storage"]),

        // Looking after the data: what is derived is made again from what it was derived from, whatever room that is of.
        ("Keeping", [.. Pure, "Ledger", "Reference", "Closings", "Submissions", "Drops", "Completeness", "Publishing", "Storage"]),

        // HTML of the pages: what a form shows is what is owed, what was said and what the rules say of it.
        ("Pages", [.. Pure, "Ledger", "Reference", "Closings", "Submissions", "Drops", "Completeness", "Publishing", "Reporting"]),

        // What leaves on a way in one direction: the tables as they are exported, the reports as pages.
        ("Packages", ["Calendar", "Publishing", "Reporting", "Keeping", "Pages", "Storage"]),
    ];

    public static TheoryData<string> Present => [.. Rooms.Select(r => r.Room).Where(SourceFiles.OfFunctions.Contains)];

    [Theory]
    [MemberData(nameof(Present))]
    public void A_room_uses_only_what_it_may(string room)
    {
        var mayUse = Rooms.Single(r => r.Room == room).MayUse;
        var others = SourceFiles.OfFunctions[room]
            .SelectMany(f => RoomsUsedBy(f.Code).Where(used => used != room && !mayUse.Contains(used)).Select(used => $"{f.File} uses {used}"));

        Assert.Empty(others);
    }

    [Fact]
    public void Every_folder_is_a_room_of_the_table()
    {
        // Triggers and the files beside Program.cs put everything together, so they may use everything.
        var folders = SourceFiles.OfFunctions.Select(g => g.Key).Where(f => f is not ("" or "Triggers" or "Properties"));

        Assert.Empty(folders.Except(Rooms.Select(r => r.Room)));
    }

    [Fact]
    public void Rooms_use_only_rooms_above_them() =>
        Assert.All(Rooms.Index(), r => Assert.Empty(r.Item.MayUse.Except(Rooms.Take(r.Index).Select(above => above.Room))));

    [Fact]
    public void A_namespace_is_named_after_its_room() =>
        Assert.Empty(SourceFiles.OfFunctions.Where(g => g.Key.Length > 0).SelectMany(g => g
            .Where(f => !Regex.IsMatch(f.Code, $@"^namespace SmartToyonaka\.{g.Key}(\.\w+)*;", RegexOptions.Multiline)).Select(f => f.File)));

    [Theory]
    [InlineData("Storage", @"\bAzure\.(?:Data|Storage|Messaging)\b|^using Azure;")]
    [InlineData("Telemetry", @"\bAzure\.Monitor\b|\bOpenTelemetry\b")]
    [InlineData("Graph", @"\bMicrosoft\.(?:Graph|Kiota)\b")]
    public void Only_one_room_knows_a_client_library(string room, string library) =>
        Assert.Empty(Mentions(SourceFiles.OfFunctions.Where(g => g.Key != room).SelectMany(g => g), library));

    // Both client libraries ask for the same kind of credential.
    [Fact]
    public void Only_rooms_with_a_client_library_know_what_a_credential_of_Azure_is() =>
        Assert.Empty(Mentions(SourceFiles.OfFunctions.Where(g => g.Key is not ("Storage" or "Graph")).SelectMany(g => g), @"\bAzure\.Core\b"));

    [Fact]
    public void Pure_rooms_have_no_clock_no_logger_and_no_storage() =>
        Assert.Empty(Mentions(
            Pure.SelectMany(r => SourceFiles.OfFunctions[r]),
            @"\bILogger\b|\bMicrosoft\.|\bTimeProvider\b|\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b|\bStopwatch\b|\bEnvironment\.|\bSystem\.IO\b|\bFile\.|\bHttpClient\b|\bGuid\.NewGuid\b|\bRandom\b|\bTask\b"));

    [Fact]
    public void Nothing_asks_the_ambient_clock() =>
        Assert.Empty(Mentions(SourceFiles.OfFunctions.SelectMany(g => g), @"\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b"));

    [Fact]
    public void Sources_do_not_depend_on_the_host_they_are_built_for() =>
        Assert.Empty(Mentions(SourceFiles.OfFunctions.SelectMany(g => g), @"^\s*#if\b|\bLocalhost\b"));

    [Fact]
    public void References_are_seen_in_every_way_of_writing_them()
    {
        Assert.Equal(["Figures"], RoomsUsedBy("using SmartToyonaka.Figures;"));
        Assert.Equal(["Calendar"], RoomsUsedBy("var m = new SmartToyonaka.Calendar.FiscalMonth(2021, 4);"));
        Assert.Equal(["Figures"], RoomsUsedBy("Task<IReadOnlyList<Figures.Observation>> x;"));
        Assert.Equal(["Indicators"], RoomsUsedBy("using static SmartToyonaka.Indicators.Basis;"));
        Assert.Empty(RoomsUsedBy("catalogue.Indicators.Select(i => i.Id); Indicators.Select(x); namespace X;"));
    }

    private static IEnumerable<string> RoomsUsedBy(string code) =>
        Qualified().Matches(code).Select(m => m.Groups[1].Value)
            .Concat(HalfQualified().Matches(code).Where(m => DeclaredTypes[m.Groups[1].Value].Contains(m.Groups[2].Value)).Select(m => m.Groups[1].Value))
            .Distinct().Order(StringComparer.Ordinal);

    /// <summary>The types that each room declares: <c>Figures.Observation</c> is a reference, <c>Figures.Count</c> of a property is none.</summary>
    private static readonly ILookup<string, string> DeclaredTypes = SourceFiles.OfFunctions
        .SelectMany(g => g.SelectMany(f => Declaration().Matches(f.Code)).Select(m => (Room: g.Key, Type: m.Groups[1].Value)))
        .ToLookup(x => x.Room, x => x.Type);

    private static IEnumerable<string> Mentions(IEnumerable<(string File, string Code)> files, string pattern) =>
        files.SelectMany(f => Regex.Matches(f.Code, pattern, RegexOptions.Multiline).Select(m => $"{f.File}: {m.Value}"));

    [GeneratedRegex(@"(?<!namespace )\bSmartToyonaka\.(\w+)\b(?!\s*\{)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w+)\.([A-Z]\w+)\b")]
    private static partial Regex HalfQualified();

    [GeneratedRegex(@"\b(?:class|struct|enum|interface|record)\s+([A-Z]\w*)")]
    private static partial Regex Declaration();
}
