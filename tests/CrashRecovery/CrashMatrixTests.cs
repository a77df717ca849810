using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Support;
using Xunit.Abstractions;

namespace SmartToyonaka.Tests.CrashRecovery;

/// <summary>
/// The kill matrix. Every write to the storage is a durable step. The app, a process of its own, is killed right before the storage
/// receives a write or right after it has executed it, is restarted, and has to end in the same state as an undisturbed run: ledger,
/// tables, receipts, no duplicates. The first step of the tests kills once in the middle of each scenario, the second once at each place in
/// the program; <c>KILL_MATRIX=all</c> kills before and after every write of every scenario.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Scaled)]
public sealed class CrashMatrixTests(ITestOutputHelper output)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<RunOutcome>>> Undisturbed = new(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Scenarios.All.Select(s => s.Name)];

    private static bool IsWhole => Environment.GetEnvironmentVariable("KILL_MATRIX") == "all";

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Killed_before_and_after_a_step_it_ends_as_if_undisturbed(string name)
    {
        var scenario = Scenarios.All.Single(s => s.Name == name);
        var undisturbed = await EndingOf(scenario);
        var kills = await KillsAsync(scenario);
        var failed = new ConcurrentBag<string>();
        var began = Stopwatch.StartNew();
        await Parallel.ForEachAsync(kills, new ParallelOptions { MaxDegreeOfParallelism = Setting("KILL_MATRIX_PARALLEL", 3) },
            async (kill, _) =>
        {
            if (await TryAsync(scenario, kill, undisturbed) is { } failure)
            {
                failed.Add(failure);
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {undisturbed.Writes.Count} writes in {undisturbed.Writes.Select(w => w.Step).Distinct().Count()} steps; "
                + $"{kills.Count} kills in {began.Elapsed.TotalSeconds:F0} s"));
        Assert.True(failed.IsEmpty, $"{failed.Count} of {kills.Count} kills of {name}:\n{string.Join("\n\n", failed)}");
    }

    /// <summary>Places that no scenario reaches, with the reason and the test that covers them. By regular expression.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        [@"^SmartToyonaka\.Operations\.Maintenance\."] =
            "commands of the command line, which are run again by hand; tests/Operations/Maintenance breaks them off",
        [@"Drops\.UnknownFolders"] =
            "written for an upload in no known folder; the next pull writes what is missing; tests/Intake/OfficeFiles has one",
        [@"Drops\.OpenReceipts"] =
            "written for an upload that asks for another name or folder; tests/Intake/Review/RenamedDropTests breaks it off at each",
        [@"Drops\.DropUploads"] =
            "written before anything else of an upload is; sent again it is another upload; tests/Triggers/Http/PostDropTests breaks it off",
        [@"Drops\.CheckedFiles"] =
            "kept for an hour and needed by nobody afterwards; whoever was broken off chooses the file again",
        [@"Reference\.ReferencePuller.*ConfirmAsync"] =
            "written when an upload is confirmed on the command line, which is run again by hand",
        [@"Reference\.ReferencePuller.*Upload(Seen|ReportTexts)Async|Editing\.ReportTextEditor"] =
            "written when an administrator lets a file or texts take effect on a page, who sees what became of it and does it again",
        [@"PullRunStore::SuspendAsync "] =
            "written when a look's time is spent or its host is stopped; tests/Intake/Drops/SuspendedPullTests stops it there",
        [@"ReportTextEditor|ReferencePuller.*UploadReportTextsAsync"] =
            "written when somebody writes a report's texts; sent again an act is the same one, and the upload is taken by the next pull",
        [@"RecomputeFailures|PoisonQueue"] =
            "written when a computation fails by itself or was given up by the host; tests/Triggers/Http/PoisonQueueTests",
        [@"SubmissionStore(/<(ClaimAsync|ReleaseAsync)>|::MendAsync)"] =
            "written when something else lost a part of a submission; tests/Triggers/Http/IncompleteSubmissionTests",
        [@"IndicatorRecomputer/<HandleAsync>.* PutBackAsync$"] =
            "written when another instance is computing; tests/Reliability/OrderedCallsTests has one",
        [@"\.PublishedFiles(Renewal|Writer)?\b|\.PublishedSets\b"] =
            "written when the published files are renewed, which scenarios leave off; "
                + "tests/Publishing/Files/InterruptedRenewalTests cuts a renewal off at each write",
        [@"ProcessedUploads/<SaveAsync>.* DeleteAsync$"] =
            "written when thousands of uploads are forgotten; what is there is a shortcut that is made again from the claims",
    };

    /// <summary>Places that a scenario reaches only where the machine is slow, with the reason.</summary>
    private static readonly Dictionary<string, string> Sometimes = new(StringComparer.Ordinal)
    {
        [@"BlobLease::\.ctor RenewAsync$"] =
            "written when a computation takes longer than a third of its lease; without it the lease ends early, which costs work and "
                + "nothing else",
    };

    [Fact]
    public async Task Every_place_in_the_program_that_writes_is_a_step_of_some_scenario()
    {
        Assert.Empty(StorageWriteSites.Nameless());
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scenario in Scenarios.All)
        {
            met.UnionWith((await EndingOf(scenario)).Writes.Where(w => !w.IsOfHost).Select(w => w.Place));
        }

        var places = StorageWriteSites.Read();
        var excused = Elsewhere.Keys.ToDictionary(e => e, e => places.Where(p => Regex.IsMatch(p.Value, e)).Select(p => p.Key).ToList());
        Assert.Equal([], places.Where(p => !met.Contains(p.Key) && !excused.Values.Any(e => e.Contains(p.Key))
                && !Sometimes.Keys.Any(e => Regex.IsMatch(p.Value, e)))
            .Select(p => $"{p.Key} in {p.Value}"));
        Assert.Equal([], excused.Where(e => e.Value.All(met.Contains)).Select(e => $"{e.Key} needs no excuse any more"));
        Assert.Equal([], met.Except(places.Keys));
    }

    private static async Task<string?> TryAsync(Scenario scenario, ProcessKill kill, RunOutcome undisturbed)
    {
        try
        {
            var ending = await ScenarioRun.RunAsync(scenario, kill);
            var (missing, surplus) = (undisturbed.Image.Except(ending.Image).ToList(), ending.Image.Except(undisturbed.Image).ToList());
            var hasTwins = ending.Image.Count != ending.Image.Distinct().Count();

            // The first of each step has to come in every run; how often one comes may differ by how messages meet in the queue, and the
            // host's by how long they take.
            return !ending.WasKilled && kill.Write.Number == 1 && !kill.Write.IsOfHost ? $"{kill}: this did not come up again"
                : missing.Count + surplus.Count > 0 || hasTwins
                    ? $"{kill}:\n- {string.Join("\n- ", missing)}\n+ {string.Join("\n+ ", surplus)}"
                : null;
        }
        catch (Exception e)
        {
            return $"{kill}: {e}";
        }
    }

    /// <summary>
    /// The kills of a scenario: in the middle; before and after every write; or after the first write of each place that no earlier
    /// scenario reaches. Nothing durable happens between two writes, so a kill after one equals a kill before the next; where something
    /// does (a mail is sent), both are tried.
    /// </summary>
    private static async Task<IReadOnlyList<ProcessKill>> KillsAsync(Scenario scenario)
    {
        var writes = (await EndingOf(scenario)).Writes;
        if (!TestCategory.IsLongRun && !IsWhole)
        {
            return [new(writes.Where(w => !w.IsOfHost).ElementAt(writes.Count(w => !w.IsOfHost) / 2), IsAfter: true)];
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        if (!IsWhole)
        {
            foreach (var other in Scenarios.All.TakeWhile(s => s != scenario))
            {
                known.UnionWith((await EndingOf(other)).Writes.Select(w => w.Place));
            }

            writes = [.. writes.Where(w => known.Add(w.Place))];
        }

        return [.. writes.SelectMany<StorageWrite, ProcessKill>(w => IsWhole || scenario.ReachesOutside
            ? [new(w, IsAfter: false), new(w, IsAfter: true)] : [new(w, IsAfter: true)])];
    }

    private static Task<RunOutcome> EndingOf(Scenario scenario) =>
        Undisturbed.GetOrAdd(scenario.Name, _ => new(() => ScenarioRun.RunAsync(scenario))).Value;

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
