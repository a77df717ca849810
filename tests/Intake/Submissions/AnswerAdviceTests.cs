using System.Globalization;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Tests.Support;
using static SmartToyonaka.Tests.Intake.Submissions.AnsweredForm;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>
/// The codes of <c>docs/messages.md</c> that only answers in a workbook of Forms get: what gets them publishes nothing, and corrected
/// as the
/// message says it publishes what was answered. Each test has sections and months of its own.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class AnswerAdviceTests(AnswerAdviceTests.Office office) : IClassFixture<AnswerAdviceTests.Office>
{
    /// <summary>Every code that is followed here.</summary>
    internal static readonly IReadOnlyList<string> Codes = ["answer_without_id", "answer_changed", "other_department", "no_answers_sheet"];

    [Fact]
    public async Task A_number_that_was_overwritten_is_put_back()
    {
        Assert.Equal("answer_without_id", await office.PullAsync(Row("x", "0213", "2021-06", "=12", "20")));
        Assert.Empty(await office.PublishedAsync("0213", 202106));

        Assert.Equal("", await office.PullAsync(Row(101, "0213", "2021-06", "=12", "20")));
        Assert.Equal(["eligible=20", "online=12"], await office.PublishedAsync("0213", 202106));
    }

    [Fact]
    public async Task An_answer_that_was_changed_in_the_workbook_is_given_anew()
    {
        Assert.Equal("", await office.PullAsync(Row(201, "0213", "2021-07", "=12", "20")));
        Assert.Equal("answer_changed", await office.PullAsync(Row(201, "0213", "2021-07", "=13", "20")));
        Assert.Equal(["eligible=20", "online=12"], await office.PublishedAsync("0213", 202107));

        Assert.Equal("", await office.PullAsync(Row(201, "0213", "2021-07", "=12", "20"), Row(202, "0213", "2021-07", "=13", "20")));
        Assert.Equal(["eligible=20", "online=13"], await office.PublishedAsync("0213", 202107));
    }

    [Fact]
    public async Task A_section_is_added_to_those_that_may_answer()
    {
        await office.Form.MapAsync(Mapping);
        Assert.Equal("other_department", await office.PullAsync(Row(301, "0214", "2021-06", "=12", "20")));
        Assert.Empty(await office.PublishedAsync("0214", 202106));

        await office.Form.MapAsync(Mapping.Replace("\"departments\":[", "\"departments\":[\"0214\",", StringComparison.Ordinal));
        Assert.Equal("", await office.PullAsync(Row(301, "0214", "2021-06", "=12", "20")));
        Assert.Equal(["eligible=20", "online=12"], await office.PublishedAsync("0214", 202106));
    }

    [Fact]
    public async Task Another_workbook_is_replaced_by_that_of_Forms()
    {
        Assert.Equal("no_answers_sheet", await office.PullFileAsync(new Workbook().Sheet("Sheet1", ["所属", "件数"], ["0212", "12"]).ToBytes()));
        Assert.Empty(await office.PublishedAsync("0212", 202106));

        Assert.Equal("", await office.PullAsync(Row(401, "0212", "2021-06", "=12", "20")));
        Assert.Equal(["eligible=20", "online=12"], await office.PublishedAsync("0212", 202106));
    }

    /// <summary>A form whose workbook tests replace.</summary>
    public sealed class Office : IAsyncLifetime
    {
        private int version;

        internal AnsweredForm Form { get; private set; } = null!;

        public async Task InitializeAsync() => Form = await StartAsync();

        public async Task DisposeAsync() => await Form.DisposeAsync();

        /// <summary>Takes what is in the workbook; the code that its receipt has, or none.</summary>
        internal Task<string> PullAsync(params string?[][] rows) => PullFileAsync(new Workbook().Sheet("Form1", [Header, .. rows]).ToBytes());

        internal async Task<string> PullFileAsync(byte[] workbook)
        {
            Form.Graph.File = workbook;
            Form.Graph.Tag = string.Create(CultureInfo.InvariantCulture, $"\"c:{{A}},{++version}\"");
            await Form.PullAsync();
            var errors = (await Form.ReceiptAsync())["errors"]!.AsArray();
            Assert.All(errors, e => Assert.NotEmpty(e!["message"]!.GetValue<string>()));
            return string.Join(' ', errors.Select(e => e!["code"]!.GetValue<string>()));
        }

        internal async Task<IReadOnlyList<string>> PublishedAsync(string section, int month)
        {
            await Form.App.WaitUntilComputedAsync();
            return [.. (await Form.App.RowsAsync(TableNames.FactFigure))
                .Where(r => r.GetString("departmentcode") == section && r.GetInt32("monthkey") == month)
                .Select(r => $"{r["part"]}={r["value"]}").Order(StringComparer.Ordinal)];
        }
    }
}
