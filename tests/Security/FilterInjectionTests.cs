using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Security;

/// <summary>
/// Pieces of a storage filter in every parameter of every route: answered as anything else that is not there, and never with another
/// department's figures.
/// </summary>
public sealed class FilterInjectionTests(AttackedAppFixture attacked) : IClassFixture<AttackedAppFixture>
{
    private static readonly string[] Pieces =
    [
        "'", "''", "%27", "2021' or '1' eq '1", "x' and PartitionKey ne '", "0301' or RowKey ge '", "seal_abolitions' or PartitionKey ge '",
        "2021-06' or '1' eq '1", "') or (true", "\uFFFF", "0301\uFFFF", "*", "0301;0213", "0301,0213", "[\"0301\"]", "$filter=true",
    ];

    public static TheoryData<string> Where => [.. RouteParameters.All.Select(p => p.ToString()).Distinct()];

    [Fact]
    public void Every_route_with_a_parameter_is_tried()
    {
        Assert.Equal(
            HttpFunctions.All.Where(f => f.Path.Contains('{', StringComparison.Ordinal)).Select(f => f.Name).Distinct()
                .Order(StringComparer.Ordinal),
            RouteParameters.All.Where(p => p.In == "path")
                .Select(p => HttpFunctions.All.Single(f => f.Path == p.Path && f.Method == p.Method.ToLowerInvariant()).Name).Distinct()
                    .Order(StringComparer.Ordinal));
        Assert.True(RouteParameters.All.Count(p => p.In == "query") >= 30);
    }

    [Theory]
    [Trait(TestCategory.Name, TestCategory.Scaled)]
    [MemberData(nameof(Where))]
    public async Task A_piece_of_a_filter_is_a_value_that_is_not_there(string where)
    {
        var place = RouteParameters.All.First(p => p.ToString() == where);
        foreach (var credential in new[] { RunningApp.Bootstrap, attacked.Other })
        {
            var plain = await AskAsync("nosuchvalue");
            foreach (var piece in TestCategory.Sample(Pieces, 5, where.Length))
            {
                var answer = await AskAsync(Uri.EscapeDataString(piece));
                answer.AssertOrderly($"{where} = {piece}");
                Assert.True(answer.Status == plain.Status || answer.Status is 400 or 404,
                    $"{where} = {piece}: {answer.Status}, but {plain.Status} for a value that is not there");
                if (credential == attacked.Other)
                {
                    Assert.DoesNotContain(AttackedAppFixture.Secret, answer.Body.Replace(",", "", StringComparison.Ordinal),
                        StringComparison.Ordinal);
                }
            }

            Task<RawAnswer> AskAsync(string escaped) =>
                RawHttp.SendAsync(attacked.Server, place.Method, RouteParameters.Address(place, escaped, attacked.Right),
                    $"Authorization: Bearer {credential}",
                        $"Cookie: smart-toyonaka={DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{credential}", "Content-Length: 0");
        }
    }

    /// <summary>What the others must not get is there to be got.</summary>
    [Fact]
    public async Task Whoever_may_see_the_figure_sees_it()
    {
        using var figures = await attacked.App.Client.GetAsync("api/tables/factfigure?fiscalYear=2021");
        Assert.Contains(AttackedAppFixture.Secret, await figures.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var provenance = await attacked.App.Client.GetAsync("api/indicators/seal_abolitions/2021-06/provenance/0301");
        Assert.Contains(AttackedAppFixture.Secret, await provenance.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
