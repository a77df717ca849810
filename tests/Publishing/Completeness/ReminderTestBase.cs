using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Completeness.Reminders;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Completeness;

/// <summary>Reminders over the whole app, with the fake Graph behind the real client library.</summary>
public abstract class ReminderTestBase : IAsyncLifetime
{
    private protected const string Responsible = "kikaku@city.example.lg.jp";

    private static readonly string[] Settings =
    [
        RunningApp.QueueOff, "SmartToyonaka:Reminders:From=shutoku@city.example.lg.jp",
            $"SmartToyonaka:Reminders:Responsible={Responsible}",
        "SmartToyonaka:Reminders:Link=https://func-toyonaka.example/",
    ];

    // March 2021 is due on Wednesday, 14 April 2021: three business days before is Friday the 9th, one after the 15th, five after the 21st.
    private protected FakeTimeProvider Clock { get; set; } = new(Morning("2021-04-09"));

    private protected FakeGraph Graph { get; set; } = null!;

    private protected string Storage { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Graph = await FakeGraph.StartAsync();
        Storage = await TestStorage.NewAccountAsync();
    }

    public async Task DisposeAsync() => await Graph.DisposeAsync();

    private protected async Task<RunningApp> StartAsync(string mode = "send", FaultyStorage? through = null, bool contacts = true,
        string more = "SmartToyonaka:Reminders:SummaryBusinessDay=12")
    {
        var app = await RunningApp.StartWithGraphAsync(Graph, Storage, Clock, through,
            [.. Settings, $"SmartToyonaka:Reminders:Mode={mode}", more]);
        if (contacts)
        {
            await ContactsAsync(app);
        }

        return app;
    }

    private protected static async Task ContactsAsync(RunningApp app)
    {
        var codes = ReferenceData.BuiltInRegister.Sections.Select(s => s.Code).Distinct();
        var list = "所属コード,所属名,メール\n" + string.Concat(codes.Select(c => $"{c},,{Mailbox(c)}\n"));
        await app.Container(ContainerNames.Reference).GetBlobClient("contacts.csv")
            .UploadAsync(BinaryData.FromString(list), overwrite: true);
        await app.Services.GetRequiredService<ReferencePuller>().PullAsync(default);
    }

    private protected static string Mailbox(string department) => $"s{department}@city.example.lg.jp";

    private protected static string Procedures(string department) =>
        $$"""{ "department": "{{department}}", "month": "2021-03", "figures": [ { "measure": "online_procedures", "online": 1, "eligible": 3 } ] }""";

    private protected static Task RunAsync(RunningApp app) => app.Services.GetRequiredService<ReminderSender>().RunAsync(default);

    private protected IEnumerable<JsonNode> To(string department) =>
        Graph.Delivered.Where(m => m["toRecipients"]![0]!["emailAddress"]!["address"]!.GetValue<string>() == Mailbox(department));

    private protected static async Task<JsonNode> ListAsync(RunningApp app)
    {
        using var answer = await app.Client.GetAsync("api/reminders");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private protected static async Task<IReadOnlyList<JsonNode>> MailsAsync(RunningApp app) =>
        [.. (await ListAsync(app))["mails"]!.AsArray().Select(m => m!)];

    // Nine in the morning in Japan.
    private protected static DateTimeOffset Morning(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", CultureInfo.InvariantCulture);
}
