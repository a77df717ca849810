using System.Text.RegularExpressions;
using NetArchTest.Rules;

namespace SmartToyonaka.Tests.Architecture;

/// <summary>
/// The seven groups of functions/ with their rooms, and what each room may use; a further dependency is a change of the design. A room is a
/// namespace. Assemblies are read by NetArchTest; constants, which the compiler replaces by their values, and names of packages in
/// attributes are searched for in the sources.
/// </summary>
public sealed class RoomTests
{
    private const string App = "SmartToyonaka.";

    private static readonly string[] Domain = ["Domain.Messages", "Domain.Calendar", "Domain.Organisation", "Domain.Measures", "Domain.Indicators"];

    /// <summary>A room uses only rooms above it, so there are no circles.</summary>
    private static readonly (string Room, string[] MayUse)[] Rooms =
    [
        // Texts are above the rules that choose them, so they take what they say as words and numbers.
        ("Domain.Messages", []),
        ("Domain.Calendar", ["Domain.Messages"]),
        ("Domain.Organisation", ["Domain.Messages", "Domain.Calendar"]),
        ("Domain.Measures", ["Domain.Messages", "Domain.Calendar", "Domain.Organisation"]),
        ("Domain.Indicators", ["Domain.Messages", "Domain.Calendar", "Domain.Organisation", "Domain.Measures"]),
        ("Infrastructure.Storage", []),
        ("Infrastructure.Graph", []),

        // Two rooms of Operations are below intake: metrics are recorded everywhere, and a submission records its submitter.
        ("Operations.Telemetry", []),
        ("Operations.Access", ["Infrastructure.Storage"]),

        ("Ledger", [.. Domain, "Infrastructure.Storage"]),

        // Submissions, drops and publishing read which months are closed. Answers of Microsoft Forms are in workbooks of Graph.
        ("Intake.Messages", [.. Domain]),
        ("Intake.Reference", [.. Domain, "Intake.Messages", "Ledger", "Infrastructure.Storage"]),
        ("Intake.Periods", [.. Domain, "Intake.Messages", "Ledger", "Intake.Reference", "Infrastructure.Storage"]),
        ("Intake.Submissions",
            [.. Domain, "Intake.Messages", "Ledger", "Intake.Reference", "Intake.Periods", "Operations.Access", "Operations.Telemetry",
                "Infrastructure"]),

        // What waits to be confirmed is decided of as a submission is stored.
        ("Intake.Review", [.. Domain, "Intake.Messages", "Ledger", "Intake.Reference", "Intake.Periods", "Intake.Submissions",
            "Infrastructure.Storage"]),

        // What waits is one rule for submissions and drops. A workbook that is dropped is read as one that is submitted.
        ("Intake.Drops",
            [.. Domain, "Intake.Messages", "Ledger", "Intake.Reference", "Intake.Periods", "Intake.Submissions", "Operations.Telemetry",
                "Infrastructure.Storage"]),

        ("Publishing.Messages", [.. Domain]),

        // A recomputation updates completeness; the backlog includes accepted figures whose recomputation is not requested yet.
        ("Publishing.Completeness", [.. Domain, "Publishing.Messages", "Ledger", "Intake", "Operations.Telemetry", "Infrastructure"]),
        ("Publishing.Tables", [.. Domain, "Ledger", "Intake", "Publishing.Completeness", "Operations.Telemetry", "Infrastructure.Storage"]),
        ("Publishing.Recomputation",
            [.. Domain, "Ledger", "Intake", "Publishing.Completeness", "Publishing.Tables", "Operations.Telemetry",
                "Infrastructure.Storage"]),

        // A renewal is asked for on the queue of recomputations, and begins when none is at work.
        ("Publishing.Files", ["Ledger", "Publishing.Tables", "Operations.Telemetry", "Infrastructure.Storage"]),
        ("Publishing.Reporting",
            [.. Domain, "Publishing.Messages", "Ledger", "Intake", "Publishing.Completeness", "Publishing.Tables",
                "Publishing.Recomputation", "Infrastructure.Storage"]),

        // Pages render what other rooms have read; they do not use the storage.
        ("Publishing.Pages", [.. Domain, "Publishing.Messages", "Ledger", "Intake", "Publishing.Completeness", "Publishing.Recomputation",
            "Publishing.Reporting"]),
        ("Publishing.Packages", [.. Domain, "Publishing", "Infrastructure.Storage"]),

        // Derived data of any room are computed again; health counts what waits in any of them.
        ("Operations.Maintenance", [.. Domain, "Ledger", "Intake", "Publishing", "Operations.Telemetry", "Infrastructure.Storage"]),
        ("Triggers", ["Domain", "Ledger", "Intake", "Publishing", "Operations", "Infrastructure"]),
    ];

    public static TheoryData<string> Names => [.. Rooms.Select(r => r.Room)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_room_uses_only_what_it_may(string room)
    {
        var forbidden = Forbidden(room);
        var result = In(room).ShouldNot().HaveDependencyOnAny([.. forbidden.Select(f => App + f)]).GetResult();

        Assert.Empty(result.FailingTypes.Select(t => $"{t.FullName}: {t.Explanation}"));
        Assert.Empty(FilesOf(room)
            .SelectMany(f => ImportsOf(f.Code).Where(i => forbidden.Any(x => IsWithin(i, App + x))).Select(i => $"{f.File} uses {i}")));
    }

    [Fact]
    public void Rooms_use_only_rooms_above_them() => Assert.All(Rooms.Index(), r => Assert.All(
        r.Item.MayUse.SelectMany(used => Rooms.Where(x => x.Room != r.Item.Room && IsWithin(x.Room, used))),
        used => Assert.True(Array.IndexOf(Rooms, used) < r.Index, $"{r.Item.Room} uses {used.Room}")));

    [Fact]
    public void The_table_is_read_as_the_library_reads_namespaces()
    {
        Assert.Contains("Publishing.Tables", Forbidden("Ledger"));
        Assert.DoesNotContain("Domain.Calendar", Forbidden("Ledger"));
        Assert.NotEmpty(In("Ledger").ShouldNot().HaveDependencyOnAny(App + "Infrastructure.Storage").GetResult().FailingTypes);
        Assert.Equal(["SmartToyonaka.Domain.Measures"],
            ImportsOf("using System;\nusing SmartToyonaka.Domain.Measures;\nusing X = SmartToyonaka;"));
        Assert.Equal(["SmartToyonaka.Domain.Indicators.Basis"], ImportsOf("using static SmartToyonaka.Domain.Indicators.Basis;"));
        Assert.Equal(["SmartToyonaka.Ledger.LedgerStore"], ImportsOf("private SmartToyonaka.Ledger.LedgerStore? ledger;"));
    }

    [Fact]
    public void Every_folder_is_a_room_of_the_table()
    {
        // The file that puts everything together stands in no folder; beside the rooms of the domain stands what all of them need to read
        // texts.
        var folders = SourceFiles.OfFunctions.Select(g => g.Key.Replace('/', '.')).Where(f => f is not ("" or "Domain" or "Properties"));

        Assert.All(folders, f => Assert.Contains(Rooms, r => IsWithin(f, r.Room)));
        Assert.All(SourceFiles.OfFunctions["Domain"], f => Assert.Empty(ImportsOf(f.Code).Except([App + "Domain.Messages"])));
    }

    [Fact]
    public void A_namespace_is_named_after_its_folder() =>
        Assert.Empty(SourceFiles.OfFunctions.SelectMany(g => g).Where(f => f.File.Contains('/', StringComparison.Ordinal))
        .Where(f => !f.Code.Contains($"namespace {App}{f.File[..f.File.LastIndexOf('/')].Replace('/', '.')};", StringComparison.Ordinal))
            .Select(f => f.File));

    [Fact]
    public void The_readme_has_the_rooms_of_the_table()
    {
        var readme = SourceFiles.Text("README.md");

        Assert.All(Rooms, r => Assert.Contains($"`{r.Room.Split('.')[^1]}/`", readme, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Infrastructure.Storage", "Azure.Data", "Azure.Storage", "Azure.Messaging")]
    [InlineData("Operations.Telemetry", "Azure.Monitor", "OpenTelemetry")]
    [InlineData("Infrastructure.Graph", "Microsoft.Graph", "Microsoft.Kiota")]
    public void Only_one_room_knows_a_client_library(string room, params string[] library)
    {
        Assert.Empty(Others(room).ShouldNot().HaveDependencyOnAny(library)
            .GetResult().FailingTypes.Select(t => $"{t.FullName}: {t.Explanation}"));
        Assert.NotEmpty(In(room).ShouldNot().HaveDependencyOnAny(library).GetResult().FailingTypes);
    }

    // All three client libraries use the same kind of credential.
    [Fact]
    public void Only_rooms_with_a_client_library_know_what_a_credential_of_Azure_is() => Assert.Empty(
        Others("Infrastructure").And().DoNotResideInNamespace(App + "Operations.Telemetry").ShouldNot()
            .HaveDependencyOnAny("Azure.Core", "Azure.Identity").GetResult().FailingTypes.Select(t => t.FullName));

    [Fact]
    public void The_domain_has_no_clock_no_logger_and_no_storage() => Assert.Empty(In("Domain").ShouldNot().HaveDependencyOnAny(
        "Microsoft", "Azure", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.IO.File", "System.IO.FileStream",
            "System.IO.Directory", "System.Net",
        "System.Random", "System.Threading.Tasks").GetResult().FailingTypes.Select(t => $"{t.FullName}: {t.Explanation}"));

    // The compiler itself asks for the thread of an enumerator, and a property is called, not depended on: these are looked for in the
    // sources.
    [Fact]
    public void Nothing_asks_the_ambient_clock_and_the_domain_makes_nothing_that_cannot_be_repeated()
    {
        Assert.Empty(Mentions(SourceFiles.OfFunctions.SelectMany(g => g), @"\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b"));
        Assert.Empty(Mentions(FilesOf("Domain"), @"\bGuid\.NewGuid\b|\bEnvironment\."));
    }

    [Fact]
    public void Sources_do_not_depend_on_the_host_they_are_built_for() =>
        Assert.Empty(Mentions(SourceFiles.OfFunctions.SelectMany(g => g), @"^\s*#if\b|\bLocalhost\b"));

    private static PredicateList In(string room) => Types.InAssembly(typeof(SmartToyonakaApp).Assembly).That()
        .ResideInNamespace(App + room);

    private static PredicateList Others(string room) => Types.InAssembly(typeof(SmartToyonakaApp).Assembly).That()
        .DoNotResideInNamespace(App + room)
        .And().ResideInNamespace("SmartToyonaka");

    /// <summary>The rooms that a room may not use: all that it does not name, alone or by their group.</summary>
    private static IReadOnlyList<string> Forbidden(string room)
    {
        var mayUse = Rooms.Single(r => r.Room == room).MayUse;
        return [.. Rooms.Select(r => r.Room).Where(other => other != room && !mayUse.Any(m => IsWithin(other, m)))];
    }

    private static bool IsWithin(string name, string outer) =>
        name == outer || (name.Length > outer.Length && name[outer.Length] == '.' && name.StartsWith(outer, StringComparison.Ordinal));

    private static IEnumerable<(string File, string Code)> FilesOf(string room) =>
        SourceFiles.OfFunctions.Where(g => IsWithin(g.Key.Replace('/', '.'), room)).SelectMany(g => g);

    private static IEnumerable<string> ImportsOf(string code) =>
        Regex.Matches(code, @"(?<!namespace )\bSmartToyonaka(?:\.\w+)+").Select(m => m.Value).Distinct();

    private static IEnumerable<string> Mentions(IEnumerable<(string File, string Code)> files, string pattern) =>
        files.SelectMany(f => Regex.Matches(f.Code, pattern, RegexOptions.Multiline).Select(m => $"{f.File}: {m.Value}"));
}
