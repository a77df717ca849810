using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Tests.Intake.OfficeFiles;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>
/// For every code of reference data in <c>docs/messages.md</c>: a file that gets it is refused and changes nothing, and corrected as the
/// message says it is in effect, and published, as its author meant.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed partial class ReferenceAdviceTests(ReferenceAdviceTests.Office office) : IClassFixture<ReferenceAdviceTests.Office>
{
    private static readonly IReadOnlyList<ReferenceAdvice> All = [.. ReferenceAdvice.Lists, .. ReferenceJsonAdvice.All];

    // What another class follows, and why it is there.
    private static readonly Dictionary<string, (string Class, string Why)> Elsewhere = new(StringComparer.Ordinal)
    {
        ["changes_many_values"] = ("HeldReferenceTests", "it waits instead of being refused: both ways that it names are followed there"),
        ["status_vanished"] = ("TermGuardTests", "entries have to be there first"),
        ["term_vanished"] = ("TermGuardTests", "entries have to be there first"),
        ["not_an_outline"] = ("OutlineTests", "the outline is not of what is computed"),
        ["part_vanished"] = ("OutlineTests", "texts have to be there first"),
    };

    // What no file of a test gets.
    private static readonly Dictionary<string, string> Excused = new(StringComparer.Ordinal)
    {
        ["not_computable"] = "a net below all checks: a catalogue that gets it would be one that a check has to refuse",
    };

    public static TheoryData<int, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, string>();
            foreach (var (number, row) in All.Index())
            {
                rows.Add(number, $"{row.File} {row.Code}");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_is_corrected_as_its_message_says_is_in_effect(int number, string name)
    {
        var row = All[number];
        await office.ResetAsync(row.File);
        var before = await office.InEffectAsync(row.File);

        var refused = await office.UploadAsync(row.File, row.Wrong);
        Assert.True(refused["state"]!.GetValue<string>() == "refused", $"{name}: {refused.ToJsonString()}");
        var error = refused["errors"]!.AsArray().FirstOrDefault(e => e!["code"]!.GetValue<string>() == row.Code);
        Assert.True(error is not null, $"{name}: {refused.ToJsonString()}");
        Assert.NotEmpty(error["message"]!.GetValue<string>());
        Assert.Equal(before, await office.InEffectAsync(row.File));

        var taken = await office.UploadAsync(row.File, row.Right);
        Assert.True(taken["state"]!.GetValue<string>() == "taken", $"{name}: {taken.ToJsonString()}");
        Assert.Equal(row.InEffect.Split('|'), await office.InEffectAsync(row.File));
    }

    [Fact]
    public void Every_code_of_reference_data_is_followed_or_excused()
    {
        var table = ReferenceTable().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "messages.md"))).Value;
        var codes = Code().Matches(table).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(codes);

        string[] followed = [.. All.Select(r => r.Code).Distinct()];
        Assert.Empty(codes.Except(followed).Except(Elsewhere.Keys).Except(Excused.Keys));
        Assert.Empty(followed.Except(codes));

        // An excuse that is not needed any more is taken out of the list.
        Assert.Empty(Elsewhere.Keys.Concat(Excused.Keys).Intersect(followed));
        Assert.Empty(Elsewhere.Keys.Concat(Excused.Keys).Except(codes));
        Assert.All(Elsewhere, e => Assert.Single(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), e.Value.Class + ".cs",
            SearchOption.AllDirectories)));
        Assert.All(Elsewhere.Values.Select(e => e.Why).Concat(Excused.Values), Assert.NotEmpty);
    }

    // Also those of one word, which are in other tables too.
    [Fact]
    public void Every_code_that_reference_data_get_has_its_row()
    {
        var functions = Path.Combine(Repository.Root, "functions");
        var given = Directory.EnumerateFiles(Path.Combine(functions, "Intake", "Reference"), "*.cs")
            .Concat(Directory.EnumerateFiles(Path.Combine(functions, "Domain", "Organisation"), "*.cs"))
            .Concat(((string[])["FormMapping.cs", "FormWorkbook.cs"]).Select(f => Path.Combine(functions, "Intake", "Submissions", "Forms", f)))
            .SelectMany(f => Given().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.Contains("header", given);
        Assert.Contains("not_a_question", given);

        var table = ReferenceTable().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "messages.md"))).Value;
        Assert.Empty(given.Except(Code().Matches(table).Select(m => m.Groups[1].Value)).Order(StringComparer.Ordinal));
    }

    /// <summary>An office in whose catalogue there is one more measure; two figures were handed in.</summary>
    public sealed class Office() : AdviceOffice(new(2024, 6, 5, 3, 0, 0, TimeSpan.Zero))
    {
        private HashSet<string> asBefore = [];

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await ResetAsync(ReferenceFiles.Catalogue);
            await TakeAsync(SentBody.Json("""
                { "department": "0102", "month": "2021-06",
                  "figures": [{ "measure": "consultations", "part_consultations": 3 }, { "measure": "platform_members", "count": 9 }] }
                """));
            foreach (var file in (string[])[ReferenceFiles.Register, ReferenceFiles.Holidays, ReferenceFiles.Catalogue])
            {
                asBefore.UnionWith(await InEffectAsync(file));
            }
        }

        /// <summary>Puts back what a file was before.</summary>
        internal async Task ResetAsync(string file)
        {
            var before = file switch
            {
                ReferenceFiles.Catalogue => ReferenceJsonAdvice.Base,
                ReferenceFiles.Contacts => ReferenceAdvice.Bytes("所属コード,メール\n"),
                _ => ReferenceData.BuiltIn(file),
            };
            if (before is not null)
            {
                var receipt = await UploadAsync(file, before);
                Assert.True(receipt["state"]!.GetValue<string>() == "taken", receipt.ToJsonString());
            }
            else if (file == ReferenceJsonAdvice.Form)
            {
                await ClearAsync();
            }
        }

        /// <summary>Uploads a file and has it looked at; its receipt.</summary>
        internal async Task<JsonNode> UploadAsync(string file, byte[] content)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));

            // Times of uploads are in whole seconds: the receipt of the one before may have the same.
            var receipt = App.Container(ContainerNames.Receipts).GetBlobClient($"reference/{file}.json");
            await receipt.DeleteIfExistsAsync();
            await App.Container(ContainerNames.Reference).GetBlobClient(file).UploadAsync(BinaryData.FromBytes(content), overwrite: true);
            await App.Services.GetRequiredService<ReferencePuller>().PullAsync(default);
            await App.Services.GetRequiredService<FormMappings>().PullAsync(default);
            return JsonNode.Parse((await receipt.DownloadContentAsync()).Value.Content)!;
        }

        /// <summary>What is in effect of a file, without what it has always been.</summary>
        internal async Task<IReadOnlyList<string>> InEffectAsync(string file)
        {
            await App.WaitUntilComputedAsync();
            var data = App.Services.GetRequiredService<ReferenceData>();
            IEnumerable<string> seen = file switch
            {
                ReferenceFiles.Register => await SectionsAsync(),
                ReferenceFiles.Holidays => Holidays((await data.GetNewestAsync(default)).Holidays),
                ReferenceFiles.Contacts => (await data.ReadContactsAsync(default)).Select(c => $"{c.Key} {c.Value}"),
                ReferenceFiles.Catalogue => await CatalogueAsync((await data.GetNewestAsync(default)).Catalogue),
                ReferenceJsonAdvice.Form => await AnswerAsync(),
                _ => await ReportAsync(file),
            };
            return [.. seen.Where(s => !asBefore.Contains(s))];
        }

        private async Task<IEnumerable<string>> SectionsAsync() => (await App.RowsAsync(TableNames.DimDepartment))
            .OrderBy(r => r.RowKey, StringComparer.Ordinal).Select(r => string.Create(CultureInfo.InvariantCulture,
                $"{r["departmentcode"]} {r["name"]} {r["bureaucode"]} {r["bureauname"]} {r["validfrom"]}-{r["validto"]}")
                + (r.GetString("successors") is { Length: > 0 } to ? $" → {to}" : "")
                + (r.GetBoolean("ishospitalmedical") == true ? " medical" : ""));

        private static IEnumerable<string> Holidays(Holidays holidays) => Enumerable.Range(0, 366 * 4)
            .Select(d => new DateOnly(2027, 1, 1).AddDays(d)).Where(holidays.Contains).Select(d => $"{d:yyyy-MM-dd}");

        private async Task<IEnumerable<string>> CatalogueAsync(Catalogue catalogue)
        {
            var published = (await App.RowsAsync(TableNames.DimMeasure)).Select(r => r.RowKey).Order(StringComparer.Ordinal);
            Assert.Equal(catalogue.MeasureSet.All.Select(m => m.Id).Order(StringComparer.Ordinal), published);
            return
            [
                .. catalogue.MeasureSet.All.Select(m => $"{m.Id} {m.Kind.ToString().ToLowerInvariant()} "
                    + string.Join(' ', m.Details.Select(d => d.Id + (d.Unit.Length > 0 ? $"({d.Unit})" : "")))
                    + (m.Until is { } until ? $" until {until}" : "")),
                .. catalogue.Indicators.Select(i => $"{i.Id} of {i.Formula.Measure}"),
                .. catalogue.Owed.Select(o => $"{o.Measure} owed by {string.Join(' ', o.DepartmentsNamed)}"),
            ];
        }

        // What an answer publishes by the mapping.
        private async Task<IEnumerable<string>> AnswerAsync()
        {
            var answers = string.Join(", ", ReferenceJsonAdvice.Questions.Zip(["0102", "2021-06", "12"], (q, a) => $"\"{q}\": \"{a}\""));
            Clock.Advance(TimeSpan.FromMinutes(1));
            await SendAsync(SentBody.Json($$"""{ "form": "advice", "responseId": "{{Guid.NewGuid()}}", "answers": { {{answers}} } }"""));
            var published = await PublishedAsync();
            await ClearAsync();
            return published;
        }

        private async Task<IEnumerable<string>> ReportAsync(string file)
        {
            var texts = App.Container(ContainerNames.State).GetBlobClient("reference/" + file);
            return await texts.ExistsAsync()
                ? JsonNode.Parse((await texts.DownloadContentAsync()).Value.Content)!["purpose"]!.AsArray().Select(p => p!.GetValue<string>())
                : [];
        }
    }

    [GeneratedRegex(@"## 所属の登録とカタログ / Reference files\n(.*)", RegexOptions.Singleline)]
    private static partial Regex ReferenceTable();

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("\"([a-z_]+)\",\\s*(?:\\w+Messages\\.|e\\.Message)")]
    private static partial Regex Given();
}
