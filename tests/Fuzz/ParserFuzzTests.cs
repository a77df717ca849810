using System.Text;
using CsCheck;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;
using Xunit.Abstractions;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>Calls the parsers behind the endpoints directly, since storage calls would take most of the time.</summary>
[Collection(FuzzCollection.Name)]
[Trait(TestCategory.Name, TestCategory.Scaled)]
public sealed class ParserFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] FileNames = ["f.xlsx", "f.csv", "f.tsv", "f", "f.xlsm", "f.pdf", "😀.xlsx", "../f.csv"];
    private static readonly string[] DropFolders = ["e-approval", "overtime", "staff"];

    [Fact]
    public Task Files_of_submissions_are_read_or_refused() => TryAsync("files", 150, Gen.Select(
        Gen.Frequency((3, WorkbookInputs.All.Select(b => ("f.xlsx", b))), (2, FormInputs.Csv.Select(b => ("f.csv", b))),
            (1, Gen.Select(Gen.OneOf(FileNames), Gen.OneOf(WorkbookInputs.All, FormInputs.Csv), (n, b) => (n, b)))), f => f), f =>
                f.Item2, f => Task.FromResult(File(f.Item1, f.Item2)));

    [Fact]
    public Task Drops_are_taken_held_back_or_refused() =>
        TryAsync("drops", 120, Gen.Select(Gen.OneOf(DropFolders), Gen.Int, Gen.Int[0, 9], (folder, seed, luck) => (
        Folder: luck == 0 ? DropFolders[(seed & 0xFF) % 3] : folder, Bytes: Drop(folder, seed))), d => d.Bytes, d =>
            FileMutationTests.CheckAsync(d.Folder, d.Bytes));

    [Fact]
    public Task A_register_is_taken_whole_or_refused() =>
        TryAsync("register", 50, ReferenceInputs.Registers, b => b, b => Task.FromResult(Register(b)));

    [Fact]
    public Task A_list_of_holidays_is_taken_whole_or_refused() =>
        TryAsync("holidays", 25, ReferenceInputs.Holidays, b => b, b => Task.FromResult(Holidays(b)));

    [Fact]
    public Task Addresses_are_taken_whole_or_refused() => TryAsync("contacts", 20, ReferenceInputs.Contacts, b => b, b =>
        Task.FromResult(Told(ReferenceCheck.Contacts(b, ReferenceData.BuiltInRegister))));

    [Fact]
    public Task A_catalogue_is_taken_whole_or_refused() =>
        TryAsync("catalogue", 20, ReferenceInputs.Json("functions", "Domain", "Indicators", "catalogue.json"), b => b, CatalogueAsync);

    [Fact]
    public Task A_mapping_of_a_form_is_taken_whole_or_refused() => TryAsync("mapping", 30, Gen.OneOf(
        ReferenceInputs.Json("functions", "Intake", "Submissions", "Forms", "monthly-figures.json"),
            ReferenceInputs.Json("functions", "Intake", "Submissions", "Forms", "initiatives.json")), b => b, b =>
                Task.FromResult(Mapping(b)));

    [Fact]
    public Task Texts_of_a_report_are_taken_whole_or_refused() =>
        TryAsync("texts", 20, ReferenceInputs.Json("functions", "Publishing", "Reporting", "texts", "2021.json"), b => b, b =>
            Task.FromResult(Texts(b)));

    [Fact]
    public Task A_message_is_one_of_this_program_or_ends_among_the_poison() =>
        TryAsync("messages", 120, QueueInputs.All, b => b, b => Task.FromResult(Message(b)));

    private async Task TryAsync<T>(string target, int perThousand, Gen<T> gen, Func<T, byte[]> bytes, Func<T, Task<string>> tryAsync)
    {
        var ends = await FuzzRun.TryAsync(target, perThousand, gen, bytes, (input, _, _) => tryAsync(input), output, workers: 2);

        // A target whose inputs are all refused would test little but the refusal.
        Assert.True(ends.Count > 1, $"All {target} end alike.");
    }

    internal static string File(string name, byte[] content)
    {
        var (raw, fault) = SubmissionFiles.Read(FormSubmission.Read([new("department", "0213"), new("month", "R3.6")]),
            [new(SubmittedFile.CleanName(name), content)]);
        if (raw is null)
        {
            Wellformed(fault!.Error);
            return fault.Error.Code;
        }

        var check = SubmissionCheck.Check(raw, ReferenceData.BuiltInRegister);
        Assert.Equal(check.Submission is null, check.Errors.Count > 0);
        Assert.All(check.Errors, Wellformed);
        return check.Submission is null ? "refused" : "read";
    }

    internal static string Register(byte[] content)
    {
        var checkedOne = ReferenceCheck.Register(content);
        if (checkedOne.Utf8 is { } utf8)
        {
            // What is taken is used by everything at once.
            var register = ReferenceData.ReadRegister(utf8);
            Assert.NotNull(ReferenceChange.Of(ReferenceData.BuiltInRegister, register));
            foreach (var text in (string[])["0101", "101", "情報課", "", "①", "\uD800"])
            {
                register.Find(text, new FiscalMonth(2021, 6));
                register.Newest(text);
            }

            foreach (var section in register.Sections.Take(20))
            {
                register.Lineage.Origins([section], section.From, new FiscalMonth(2021, 4));
            }
        }

        return Told(checkedOne);
    }

    internal static string Holidays(byte[] content)
    {
        var checkedOne = ReferenceCheck.Holidays(content);
        if (checkedOne.Utf8 is { } utf8)
        {
            var holidays = new Holidays(HolidayReader.Read(new StringReader(Encoding.UTF8.GetString(utf8))).Days, "v");
            Assert.NotNull(ReferenceChange.Of(ReferenceData.BuiltInHolidays, holidays, ReferenceData.BuiltInCatalogue));
            new BusinessDays(holidays).Nth(new FiscalMonth(2021, 6), 5);
        }

        return Told(checkedOne);
    }

    internal static async Task<string> CatalogueAsync(byte[] content)
    {
        var checkedOne = await ReferenceCheck.CatalogueAsync(content, ReferenceData.BuiltInRegister);
        if (checkedOne.Utf8 is { } utf8)
        {
            Assert.NotNull(ReferenceChange.Of(ReferenceData.BuiltInCatalogue, Catalogue.Parse(utf8)));
        }

        return Told(checkedOne);
    }

    internal static string Mapping(byte[] content)
    {
        var (mapping, errors) = FormMapping.Parse("monthly-figures", content);
        return Told((mapping is null ? null : content, errors));
    }

    internal static string Texts(byte[] content)
    {
        try
        {
            return ReportTexts.Parse(content, new FiscalYear(2021), ReferenceData.BuiltInCatalogue).Version.Length > 0 ? "taken" : "";
        }
        catch (FormatException e)
        {
            Assert.NotEmpty(e.Message);
            return "refused";
        }
    }

    internal static string Message(byte[] content)
    {
        try
        {
            // As the Functions host decodes it.
            var request = RecomputeRequest.Parse(Encoding.UTF8.GetString(content));
            Assert.All(request.TopicYears, t => Assert.Contains(BuiltInMeasures.All, m => m.Topic == t.Topic));
            Assert.All(request.Pending, p =>
                Assert.True(p is { Table: not null, Partition: not null, Key: not null }, "A mark is not whole."));
            Assert.Equal(request.ToJson(), RecomputeRequest.Parse(request.ToJson()).ToJson());
            return "a message";
        }
        catch (FormatException)
        {
            return "none of ours";
        }
    }

    internal static byte[] Drop(string folder, int seed)
    {
        var random = new Random(seed);
        return FileMutation.Of(FileMutation.ValidFile(folder, random).Content,
            FileMutation.ValidFile(DropFolders[random.Next(3)], random).Content, random);
    }

    private static string Told((byte[]? Utf8, IReadOnlyList<RegisterError> Errors) checkedOne)
    {
        Assert.Equal(checkedOne.Utf8 is null, checkedOne.Errors.Count > 0);
        Assert.All(checkedOne.Errors, e => Assert.True(e.Line >= 0 && e.Code.Length > 0 && e.Message.Length > 0
            && e.Message.All(c => !char.IsControl(c) || c is '\n' or '\r' or '\t'), $"{e.Code} at {e.Line}: {e.Message}"));
        return checkedOne.Utf8 is null ? "refused" : "taken";
    }

    private static void Wellformed(SubmissionError e)
    {
        Assert.Matches("^[a-z0-9_]+$", e.Code);
        Assert.True(e.Ja.Length > 0 && e.En.Length > 0 && (e.Value is null || e.Value.Length <= 81), $"{e.Code} at {e.Pointer}");
    }
}
