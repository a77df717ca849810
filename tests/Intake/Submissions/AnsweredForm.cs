using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>A form whose answers lie in a workbook of the fake Graph, and an app that takes them.</summary>
internal sealed class AnsweredForm : IAsyncDisposable
{
    public const string Form = "monthly-2021", Department = "r5ec9a97f0a07442dae2aa56ea3344b3c",
        Month = "rd30fffe9430d489c8b049e1a1041dd5a", Online = "r0b7d3b41a6f24dfb9d1c6f7b0f7a3c11",
        Eligible = "r7c2f4f0d8a5b4e0c9b1d2e3f4a5b6c7d", Person = "r9a8b7c6d5e4f30211234567890abcdef";

    /// <summary>Which column answers what.</summary>
    public static readonly string Mapping = $$"""
        {"form":"{{Form}}","version":"2021","workbook":{"drive":"b!abc-1","item":"01ABC","departments":["0212","0213"]},"questions":{
        "{{Department}}":{"field":"department","column":"所属"},"{{Month}}":{"field":"month","column":"対象の年月"},
        "{{Online}}":{"field":"online_procedures.online","column":"オンライン化した手続き"},"{{Eligible}}":{"field":"online_procedures.eligible","column":"対象の手続き"},
        "{{Person}}":{"ignore":true,"column":"担当者"} } }
        """;

    /// <summary>The first row.</summary>
    public static readonly string?[] Header = ["ID", "開始時刻", "完了時刻", "メール", "名前", "所属", "対象の年月", "オンライン化した手続き", "対象の手続き\u00A0", "担当者"];

    private AnsweredForm(FakeGraph graph, RunningApp app) => (Graph, App) = (graph, app);

    public FakeGraph Graph { get; }

    public RunningApp App { get; }

    /// <summary>Starts both, with the mapping where the app looks for it.</summary>
    public static async Task<AnsweredForm> StartAsync()
    {
        var graph = await FakeGraph.StartAsync();
        var form = new AnsweredForm(graph, await RunningApp.StartWithGraphAsync(graph));
        await form.MapAsync(Mapping);
        return form;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Graph.DisposeAsync();
    }

    /// <summary>Fills the workbook with answers.</summary>
    public void Answers(params string?[][] rows) => Graph.File = new Workbook().Sheet("Form1", [Header, .. rows]).ToBytes();

    /// <summary>An answer that is right where nothing else is said.</summary>
    public static string?[] Row(int id, string department = "0213", string month = "令和3年6月", string online = "=472",
        string eligible = "938") =>
        Row("=" + id, department, month, online, eligible);

    /// <summary>An answer as a row of the workbook.</summary>
    public static string?[] Row(string id, string department, string month, string online, string eligible) =>
        [id, "@44382.5", "@44382.6", "hanako@example.lg.jp", "豊中 花子", department, month, online, eligible, "豊中 太郎"];

    /// <summary>Replaces the mapping.</summary>
    public Task MapAsync(string mapping) => App.Container(ContainerNames.Reference).GetBlobClient($"forms/{Form}.json")
        .UploadAsync(BinaryData.FromString(mapping), overwrite: true);

    /// <summary>Takes what is in the workbook.</summary>
    public Task PullAsync() => App.Services.GetRequiredService<FormPuller>().PullAsync(default);

    /// <summary>What became of it.</summary>
    public async Task<JsonNode> ReceiptAsync() =>
        JsonNode.Parse((await App.Container(ContainerNames.Receipts).GetBlobClient($"forms/{Form}.json")
            .DownloadContentAsync()).Value.Content)!;
}
