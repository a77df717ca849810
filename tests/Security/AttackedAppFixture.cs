using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Security;

/// <summary>
/// One app for a class of tests, with a figure that only its department and readers may see, and a credential of another department.
/// </summary>
public sealed class AttackedAppFixture : IAsyncLifetime
{
    /// <summary>0301's own number; what is published is the sum with another's.</summary>
    public const string Secret = "918273";

    private string submission = "", entry = "";

    internal RunningApp App { get; private set; } = null!;

    internal FormattedLogRecorder Logs { get; } = new();

    internal Uri Server => App.Client.BaseAddress!;

    /// <summary>0213's credential: not that of the figure.</summary>
    internal string Other { get; private set; } = "";

    public async Task InitializeAsync()
    {
        App = await RunningApp.StartLoggedAsync(Logs);
        var receipt = await App.AcceptedAsync(
            $$"""{ "department": "0301", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": {{Secret}} } ] }""");
        submission = receipt["id"]!.GetValue<string>();
        await App.AcceptedAsync(
            """{ "department": "0211", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 1000 } ] }""");
        await App.WaitUntilComputedAsync();
        using var provenance = await App.Client.GetAsync("api/indicators/seal_abolitions/2021-06/provenance/0301");
        entry = (await provenance.JsonAsync())["figures"]![0]!["links"]!["self"]!.GetValue<string>().Split('/')[^1];
        using var other = await App.NewDepartmentAsync("0213");
        Other = other.DefaultRequestHeaders.Authorization!.Parameter!;
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    /// <summary>The value that is processed furthest in a place; null to omit a parameter.</summary>
    internal string? Right(string path, string name) => name switch
    {
        "id" when path.Contains("submissions", StringComparison.Ordinal) || path.Contains("receipts", StringComparison.Ordinal) =>
            submission,
        "id" when path.Contains("credentials", StringComparison.Ordinal) => "0000000000000000",
        "id" when path.Contains("reminders", StringComparison.Ordinal) => "202103-10-0213-b3",
        "id" => "seal_abolitions",
        "measure" => "seal_abolitions",
        "key" => entry,
        "month" => "2021-06",
        "department" => "0301",
        "fiscalYear" => "2021",
        "name" => "factfigure",
        "path" => "submit.css",
        "basis" => "programme",
        "kind" => "staff",
        "folder" => "overtime",
        "file" => "2021-06.csv",
        "count" => "10",
        _ => null,
    };
}
