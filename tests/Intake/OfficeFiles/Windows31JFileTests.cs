using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Tests.Domain;
using SmartToyonaka.Tests.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>Files in CP932 with every pair that is published for Windows-31J.</summary>
public sealed class Windows31JFileTests
{
    private static readonly byte[] Before = TestDrop.Cp932.GetBytes("区分,名称,備考\nai,x,");

    [Fact]
    public void Every_pair_is_the_character_that_is_published()
    {
        foreach (var line in Windows31JMapping.Assigned.Chunk(90))
        {
            var (raw, fault) = Read([.. Before, .. line.SelectMany(p => Windows31JMapping.Bytes(p.Code)), (byte)'\n']);
            Assert.True(fault is null, fault?.Error.Code);
            Assert.Equal(string.Concat(line.Select(p => p.Character)).Trim(), raw!.Initiatives[0].Fields["note"].Text!.Trim());
        }
    }

    [Fact]
    public void A_pair_that_is_not_assigned_is_refused()
    {
        foreach (var (code, _) in Windows31JMapping.Published.Where(p => p.Character == '.').Where((_, i) => i % 7 == 0))
        {
            Assert.Equal("file_encoding", Read([.. Before, .. Windows31JMapping.Bytes(code), (byte)'\n']).Fault?.Error.Code);
        }
    }

    [Fact]
    public async Task A_drop_takes_what_NEC_selected()
    {
        byte[] content = [.. TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.StaffHeader) + "2021-04,0603,"), 0xEE, 0xE0,
            .. TestDrop.Cp932.GetBytes("齢者支援課,一般,通常,12\r\n")];

        (await TestDrop.CheckAsync("staff", content)).IsTaken();
    }

    private static (RawSubmission? Raw, FileFault? Fault) Read(byte[] content) =>
        SubmissionFiles.Read(FormSubmission.Read(Array.Empty<KeyValuePair<string, string>>()), [new("i.csv", content)]);
}
