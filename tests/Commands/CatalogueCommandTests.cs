using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Commands;

/// <summary><c>catalogue new-measure</c> asks and writes what <c>reference check</c> takes.</summary>
public sealed class CatalogueCommandTests
{
    private const string Answers = "library_loans\n電子図書の貸出\nLoans of e-books\nflow\nloans, 貸出数, loans, 冊\n\n\n0211, 0213\n2026\n2028\n";

    [Fact]
    public async Task It_writes_a_measure_that_is_taken()
    {
        var folder = Directory.CreateTempSubdirectory("catalogue");
        try
        {
            var file = Path.Combine(folder.FullName, "catalogue.json");
            var (status, text) = await CommandLine.AnswerAsync(Answers, "catalogue", "new-measure", file);
            Assert.True(status == 0, text);
            var written = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            var measures = written["measures"]!.AsArray();
            Assert.Equal("library_loans", measures[^1]!["id"]!.GetValue<string>());
            Assert.Equal(2028, measures[^1]!["until"]!.GetValue<int>());
            Assert.Equal(2, written["owed"]!.AsArray()[^1]!["departments"]!.AsArray().Count);
            Assert.Equal("2026-04", written["owed"]!.AsArray()[^1]!["from"]!.GetValue<string>());

            // The same once more is another of the same id: refused, and the file is as it was.
            var before = await File.ReadAllTextAsync(file);
            (status, text) = await CommandLine.AnswerAsync(Answers, "catalogue", "new-measure", file);
            Assert.Equal(1, status);
            Assert.Contains($"/measures/{measures.Count}/id", text, StringComparison.Ordinal);
            Assert.Equal(before, await File.ReadAllTextAsync(file));
            Assert.Equal(1, (await CommandLine.AnswerAsync("one\n", "catalogue", "new-measure", file)).Status);

            // One that goes on, from a month within the year; and an end that is no year.
            var open = Answers.Replace("library_loans", "e_readers", StringComparison.Ordinal).Replace("電子図書の貸出", "電子書籍端末", StringComparison.Ordinal)
                .Replace("Loans of e-books", "E-readers", StringComparison.Ordinal).Replace("loans, 貸出数, loans", "readers, 端末数, readers", StringComparison.Ordinal);
            Assert.Equal(1, (await CommandLine.AnswerAsync(open.Replace("2028", "来年", StringComparison.Ordinal), "catalogue", "new-measure", file)).Status);
            Assert.Equal(before, await File.ReadAllTextAsync(file));
            (status, text) = await CommandLine.AnswerAsync(open.Replace("2026\n2028", "2026-10\n", StringComparison.Ordinal), "catalogue", "new-measure", file);
            Assert.True(status == 0, text);
            written = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            Assert.Null(written["measures"]!.AsArray()[^1]!["until"]);
            Assert.Equal("2026-10", written["owed"]!.AsArray()[^1]!["from"]!.GetValue<string>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
