using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SmartToyonaka.Tests.Support;
using Xunit.Abstractions;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>
/// Searches orders of any two operations on the same section and month: the first is held or killed at one of its calls, the second works
/// meanwhile, or is held itself until the first has ended. The published result is compared with a model that knows only the responses.
/// Order number n is made from n alone: of each pair every call of the first is held in turn. <c>ORDER_SEARCH</c> sets the number of
/// orders, <c>ORDER_SEARCH_FROM</c> the first number, <c>ORDER_SEARCH_STEP</c> how many are passed over.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Scaled)]
public sealed class OrderSearchTests(ITestOutputHelper output)
{
    // Accounts share nothing: some at once use both the program's and the emulators' cores.
    private const int PerAccount = 48, AtOnce = 8;

    [Fact]
    public async Task Whatever_the_order_what_was_answered_is_what_is_published()
    {
        var (from, step) = (Setting("ORDER_SEARCH_FROM", 0), Setting("ORDER_SEARCH_STEP", TestCategory.IsLongRun ? 1 : 133));
        var numbers = Enumerable.Range(0, Setting("ORDER_SEARCH", TestCategory.IsLongRun ? 2_000 : 24)).Select(n => from + (n * step))
            .ToList();
        var wrong = new ConcurrentBag<string>();
        var began = Stopwatch.StartNew();
        await Parallel.ForEachAsync(numbers.Chunk(PerAccount), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (some, _) =>
        {
            await using var search = await OrderSearch.StartAsync(OrderModel.Start);
            await new OrderModel(search, wrong).RunAsync(some);
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{numbers.Count} orders in {began.Elapsed.TotalSeconds:F0} s, {wrong.Count} wrong"));
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong));
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
