using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Reliability;

/// <summary>
/// An indicator of one topic reads another topic, also what earlier years of that hand on. Wherever the computation of the other topic is
/// held or killed, and whoever computes the indicator meanwhile, its value is in the end what the entries say.
/// </summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class CrossTopicOrderTests
{
    private const string Reader = "platform_members", Read = "managed_facilities", Indicator = "members_a_facility";

    // What is handed on to the year after, and what is of the year itself.
    [Theory]
    [InlineData("2020-06")]
    [InlineData("2021-06")]
    public async Task Wherever_the_computation_of_the_other_topic_stops_the_value_is_mended(string month)
    {
        await using var search = await OrderSearch.StartAsync(OrderModel.Start);
        await AddIndicatorAsync(search);
        await AcceptAsync(search, Reader, "2021-06", 6_000);
        await AcceptAsync(search, Read, month, 10);
        await search.SettleAsync();
        await AcceptAsync(search, Read, month, 11);
        var calls = await search.CallsOfAsync(0, app => ComputeAsync(app, month));
        await search.SettleAsync();

        var wrong = new List<string>();
        var facilities = 11;
        foreach (var order in calls.SelectMany((c, i) => new[] { ProcessKill.None, i % 2 == 0 ? ProcessKill.Before : ProcessKill.After }
            .Select(k => new CallOrder(c, null, k, LeasesEnd: true))))
        {
            await AcceptAsync(search, Read, month, ++facilities);
            await search.RunAsync(order, app => GivenUpAsync(ComputeAsync(app, month)), ComputeReaderAsync);
            await search.BreakLeasesAsync();
            await search.SettleAsync();
            var value = (await search.Apps[1].IndicatorAsync(Indicator, "month", "2021-06"))?["value"]?.GetValue<double>();
            if (Math.Abs((value ?? 0) - (6_000.0 / facilities)) > 1e-6)
            {
                wrong.Add($"{order}: {value} with {facilities}");
            }
        }

        Assert.True(calls.Count > 10);
        Assert.Empty(wrong);
    }

    // Whatever was asked for so far, as another instance takes it from the queue; what computes the other topic is left to the first.
    private static async Task ComputeReaderAsync(RunningApp app)
    {
        var queue = app.Queue(QueueNames.Recompute);
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5))).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                var years = RecomputeRequest.Parse(message.Body.ToString()).TopicYears.Where(t => t.Topic == Reader).ToList();
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                if (years.Count > 0)
                {
                    await app.Services.GetRequiredService<IndicatorRecomputer>().HandleAsync(new(years, []), default);
                }
            }
        }
    }

    private static Task ComputeAsync(RunningApp app, string month) => app.Services.GetRequiredService<IndicatorRecomputer>()
        .HandleAsync(new([new(Read, TestData.Month(month).FiscalYear)], []), default);

    private static async Task GivenUpAsync(Task operation)
    {
        try
        {
            await operation;
        }
        catch (Exception e) when (StorageFault.IsOutage(e))
        {
            // Killed.
        }
    }

    private static Task AcceptAsync(OrderSearch search, string measure, string month, int count) =>
        search.Apps[1].AcceptedAsync(string.Create(CultureInfo.InvariantCulture,
            $$"""{ "department": "0101", "month": "{{month}}", "figures": [ { "measure": "{{measure}}", "count": {{count}} } ] }"""));

    private static async Task AddIndicatorAsync(OrderSearch search)
    {
        var state = search.Apps[1].Container(ContainerNames.State);
        var blob = state.GetBlobClient("reference/catalogue.json");
        var catalogue = JsonNode.Parse((await blob.DownloadContentAsync()).Value.Content.ToString())!;
        catalogue["indicators"]!.AsArray().Add(JsonNode.Parse($$"""
            { "id": "{{Indicator}}", "nameJa": "一施設の会員", "nameEn": "Members a facility", "group": "efficiency", "unit": "団体", "unitEn": "members",
              "decimals": 3, "signed": false, "bases": ["month"], "headlineBasis": "month",
              "formula": { "kind": "quotientOfMeasures", "measure": "{{Reader}}", "numerator": "count", "denominatorMeasure": "{{Read}}", "denominator": "count" } }
            """));
        await blob.UploadAsync(BinaryData.FromString(catalogue.ToJsonString()), overwrite: true);
        await state.GetBlobClient("reference/version").UploadAsync(BinaryData.FromString("a catalogue with an indicator more"), overwrite: true);
    }
}
