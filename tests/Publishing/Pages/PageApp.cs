using System.Net.Http.Json;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// The app with figures of the year before, for all tests of a class; each test speaks of a department or month of its own.
/// </summary>
public class PageApp : IAsyncLifetime
{
    private static readonly string[] Departments = ["0212", "0213", "0214", "0401", "0602", "0603", "0701", "0801", "1001", "1501"];

    /// <summary>A month in which procedures are owed, with figures a year before and half a year before.</summary>
    public const string Month = "2021-09";

    private readonly Dictionary<string, string> credentials = new(StringComparer.Ordinal);

    internal RunningApp App { get; private set; } = null!;

    /// <summary>The clock that the app goes by; null for the real one.</summary>
    protected virtual TimeProvider? Clock => null;

    /// <summary>Where the app keeps its data: an account whose catalogue holds nothing back.</summary>
    protected virtual Task<string> NewStorageAsync() => TestStorage.NewAccountAsync();

    /// <summary>Moves the clock to a day, where it can be moved.</summary>
    protected virtual void GoOn(DateOnly day)
    {
    }

    public async Task InitializeAsync()
    {
        App = await RunningApp.StartAsync(await NewStorageAsync(), Clock);
        foreach (var department in Departments)
        {
            await App.AcceptedAsync(
                $$"""{ "department": "{{department}}", "month": "2020-09", "figures": [ { "measure": "online_procedures", "online": 120, "eligible": 930 } ] }""");
        }

        GoOn(new(2021, 4, 5));
        foreach (var department in Departments)
        {
            using var issued = await App.Client.PostAsJsonAsync("api/credentials", new { role = "department", department });
            credentials[department] = (await issued.JsonAsync())["token"]!.GetValue<string>();
            await App.AcceptedAsync($$"""
                { "department": "{{department}}", "month": "2021-03", "figures": [ { "measure": "online_procedures", "online": 180, "eligible": 930 } ],
                  "initiatives": [ { "category": "rpa_ai_ocr", "name": "相続人代表者設定{{(department == "0801" ? " <b>" : "")}}", "status": "coordinating", "partners": [ "A社" ], "note": "試行" },
                                   { "category": "digitised_publication", "name": "広報紙の電子版", "status": "implemented" } ] }
                """);
        }

        GoOn(new(2021, 10, 20));
        await App.WaitUntilComputedAsync();
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    public string CredentialOf(string department) => credentials[department];

    internal async Task<IPage> OpenAsync(bool javaScript = true, int width = 1280, int height = 900, float scale = 1) =>
        await (await Chromium.NewContextAsync(App.Client.BaseAddress!, javaScript, width, height, scale)).NewPageAsync();

    /// <summary>A window in which a department is signed in, at the form of a month.</summary>
    internal async Task<IPage> OpenFormAsync(string department, string month = Month, bool javaScript = true, int width = 1280,
        int height = 900, float scale = 1)
    {
        var page = await OpenAsync(javaScript, width, height, scale);
        await page.GotoAsync("/submit");
        await page.FillAsync("#credential", department == "admin" ? RunningApp.Bootstrap : CredentialOf(department));
        await page.ClickAndLoadAsync("text=サインイン >> visible=true >> nth=-1");
        await page.GotoAsync($"/submit?month={month}");
        return page;
    }

    /// <summary>What was ever handed in for a month, as programs see it.</summary>
    internal async Task<System.Text.Json.Nodes.JsonNode> HistoryAsync(string department, string month = Month)
    {
        using var answer = await App.Client.GetAsync($"api/history?department={department}&month={month}");
        return await answer.JsonAsync();
    }
}
