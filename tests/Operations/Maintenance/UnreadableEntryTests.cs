using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Operations.Maintenance;

/// <summary>A ledger entry that the program cannot parse: the message names the entry and the remedy.</summary>
public sealed class UnreadableEntryTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("12")]
    [InlineData("{}")]
    [InlineData("[[]]")]
    [InlineData("[[\"count\",\"many\",\"\",\"\",\"\",\"\"]]")]
    [InlineData("[{\"part\":\"count\"}]")]
    public void An_entry_that_cannot_be_read_is_named(string content)
    {
        var good = LedgerRow.From(TestData.Staff("0101", "2021-04", ("general", "regular", 12)));
        var bad = good with
        {
            Columns = new Dictionary<string, object>(good.Columns)
            {
                ["content"] = content,
                ["measure"] = "initiatives.ai"
            }
        };

        var e = Assert.Throws<InvalidDataException>(() => LedgerRow.ToObservation(bad));

        Assert.Contains($"{good.Partition} {good.Key}", e.Message, StringComparison.Ordinal);
        Assert.Contains("restore --ledger", e.Message, StringComparison.Ordinal);
    }
}
