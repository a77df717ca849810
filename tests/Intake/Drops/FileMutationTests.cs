using System.Globalization;
using System.Text;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>
/// Thousands of randomly damaged files, the same in every run. <c>DROP_MUTATIONS</c> sets their number. A hang is detected by counting
/// reads of the file, not by a clock.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Scaled)]
public sealed class FileMutationTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly int Usual = TestCategory.IsLongRun ? 12_000 : 900;

    // A small file is read through buffers and tables of a fixed size; a damaged one may need little more.
    private const long MostAllocated = 16L * 1024 * 1024;

    private static readonly string[] Folders = ["e-approval", "overtime", "staff"];

    [Fact]
    public async Task No_damaged_file_crashes_hangs_grows_memory_or_loses_a_row()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("DROP_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var n) ? n : Usual;
        var (valid, nasty) = Seeds();
        var states = new Dictionary<string, int>();
        var most = 0L;
        for (var i = 0; i < count; i++)
        {
            var random = new Random(i);
            var seed = i % 3 == 0 ? nasty[i / 3 % nasty.Count] : valid[i % valid.Count];
            var bytes = FileMutation.Of(seed.Content, nasty[random.Next(nasty.Count)].Content, random);

            // Now and then in the wrong folder.
            var folder = random.Next(10) == 0 ? Folders[random.Next(3)] : seed.Folder;
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var state = await CheckAsync(folder, bytes);
                states[state] = states.GetValueOrDefault(state) + 1;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(
                    $"Mutation {i} of {seed} in {folder}: {Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 3_000)))}", e);
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(most < MostAllocated, $"Mutation {i} of {seed} in {folder} took {most:N0} bytes of memory.");
        }

        output.WriteLine($"{count} files: {string.Join(", ", states.Select(s => $"{s.Value} {s.Key}"))}; at most {most:N0} bytes each.");

        // Mutations that are all refused would test little but the refusal.
        Assert.All([DropState.Taken, DropState.TakenInPart, DropState.Refused], s =>
            Assert.True(states.GetValueOrDefault(s) > count / 100, $"Too few are {s}."));
    }

    // Its row is held, and the quarantine's file, half zeros, is read again.
    [Fact]
    public async Task Zeros_in_a_cell_of_a_marked_file_are_no_other_kind_of_file() =>
        Assert.Equal(DropState.Refused, await CheckAsync("e-approval", [.. Encoding.Unicode.GetPreamble(),
            .. Encoding.Unicode.GetBytes($"年月;所属コード;所属名;文書件数;電子決裁件数;紙決裁件数\n2021-04;0101;経営計画課;14{new string('\0', 400)}3;11;3\n")]));

    internal static async Task<string> CheckAsync(string folder, byte[] bytes)
    {
        var file = new DropFile(folder, "f.csv", "0x1", TestDrop.UploadedAt, bytes.Length, _ =>
            Task.FromResult<Stream?>(new CountedStream(bytes)));
        var check = (await new DropChecker(new()).CheckAsync(file, TestDrop.Reference, CancellationToken.None))!;
        var receipt = check.Receipt;
        var observations = check.Observations.ToList();

        Assert.Equal(receipt.RowsRead, receipt.RowsTaken + receipt.RowsHeld);
        Assert.Equal(receipt.PairsTaken, observations.Count);
        Assert.Equal(receipt.State == DropState.Taken, receipt.Errors.Count == 0);
        Assert.Equal(receipt.State == DropState.Refused, observations.Count == 0);
        Assert.All(receipt.Errors, e =>
            Assert.True(e.Line >= (FileMutation.HasNoLine.Contains(e.Code) ? 0 : 1) && e.Message.Length > 0, $"{e.Code} has no line."));
        Assert.DoesNotContain(observations, o => receipt.Held.Any(h => h.Section == o.Section && h.Month == o.Month.ToString()));
        Assert.All(observations.SelectMany(o => o.Cells), c => Assert.True(c.Value >= 0));
        Assert.NotEmpty(receipt.Summary);
        Assert.Equal(receipt.State == DropState.Taken && receipt.Warnings.Count == 0, receipt.Advice.Count == 0);
        if (check.HasHeldRows)
        {
            await QuarantineAsync(file, check);
        }

        return receipt.State;
    }

    // The quarantine file can be dropped again unchanged: then the same rows are held again and none is accepted.
    private static async Task QuarantineAsync(DropFile file, DropCheck check)
    {
        using var target = new MemoryStream();
        Assert.True(await QuarantineFile.WriteAsync(target, file, check, TestDrop.Reference, CancellationToken.None));
        var again = await TestDrop.CheckAsync(file.Folder, target.ToArray());
        Assert.Equal(check.Receipt.RowsHeld, again.Receipt.RowsHeld + again.Receipt.RowsTaken);
        Assert.NotEqual(DropState.Taken, again.Receipt.State);
    }

    // Those that are large on purpose are tried elsewhere.
    private static (List<MalformedDrop> Valid, List<MalformedDrop> Nasty) Seeds() => (
        [.. Folders.SelectMany(folder => Enumerable.Range(0, 11).Select(i => FileMutation.ValidFile(folder, new Random(i))))],
        [.. MalformedDropFolder.Files.Values.Where(f => f.Content.Length < 8_000)]);

    /// <summary>Counts the reads: more reads than the file has bytes mean an endless loop.</summary>
    private sealed class CountedStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        private int reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ++reads > 20 + Length ? throw new InvalidOperationException("The file is read over and over.")
                : base.ReadAsync(buffer, cancellationToken);
    }
}
