using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Intake.Reference;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>catalogue new-measure FILE</c>: asks what a measure is and writes its entries into a catalogue.</summary>
internal static class CatalogueCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = Of(OptionMessages.CatalogueFile) };
        var command = new Command("new-measure", Of(HelpMessages.CatalogueNewMeasure)) { file };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(() => WriteAsync(parsed.GetValue(file)!, cancel)));
        return new("catalogue", Of(HelpMessages.Catalogue)) { command };
    }

    private static async Task<int> WriteAsync(FileInfo file, CancellationToken cancel)
    {
        var catalogue = Read(file.Exists ? await File.ReadAllBytesAsync(file.FullName, cancel) : BuiltIn());
        var measure = AskMeasure();
        ListOf(catalogue, "measures").Add(measure);
        ListOf(catalogue, "owed").Add(AskOwed(measure["id"]!.GetValue<string>()));
        if (AskUntil() is { } until)
        {
            measure["until"] = until;
        }

        var content = Encoding.UTF8.GetBytes(catalogue.ToJsonString(Json) + "\n");
        var (_, errors) = await ReferenceCheck.CatalogueAsync(content, ReferenceData.BuiltInRegister);
        foreach (var e in errors)
        {
            Console.WriteLine($"{e.Line}: {e.Column}: {e.Code}: {Of(new(e.Message, e.MessageEn))}");
        }

        if (errors.Count > 0)
        {
            throw new InvalidOperationException(Of(CatalogueMessages.Wrong));
        }

        await File.WriteAllBytesAsync(file.FullName, content, cancel);
        Console.WriteLine(Of(CatalogueMessages.Written(file.Name, measure["id"]!.GetValue<string>())));
        return 0;
    }

    private static JsonObject AskMeasure()
    {
        var measure = new JsonObject
        {
            ["id"] = Ask(CatalogueMessages.Id),
            ["nameJa"] = Ask(CatalogueMessages.NameJa),
            ["nameEn"] = Ask(CatalogueMessages.NameEn),
            ["kind"] = Ask(CatalogueMessages.Kind),
        };
        var parts = new JsonArray();
        while (Ask(CatalogueMessages.Part) is { Length: > 0 } line)
        {
            var fields = line.Split(',', StringSplitOptions.TrimEntries);
            parts.Add(new JsonObject
            {
                ["id"] = fields[0],
                ["nameJa"] = fields.ElementAtOrDefault(1) ?? "",
                ["nameEn"] = fields.ElementAtOrDefault(2) ?? "",
                ["unit"] = fields.ElementAtOrDefault(3) ?? "",
            });
        }

        measure["parts"] = parts;
        if (parts.Count > 1)
        {
            measure["shareOfWhole"] = Ask(CatalogueMessages.ShareOfWhole).StartsWith('y');
        }

        if (Ask(CatalogueMessages.Folder) is { Length: > 0 } folder)
        {
            measure["drop"] = new JsonObject { ["folder"] = folder };
        }

        return measure;
    }

    private static JsonObject AskOwed(string measure)
    {
        const int DueBusinessDay = 10;
        var departments = Ask(CatalogueMessages.Departments).Split(',', StringSplitOptions.TrimEntries);
        return new()
        {
            ["measure"] = measure,
            ["departments"] = new JsonArray([.. departments.Select(d => (JsonNode)d)]),
            ["from"] = FirstMonth(Ask(CatalogueMessages.From)),
            ["dueBusinessDay"] = DueBusinessDay,
        };
    }

    // 2026 is the fiscal year; whatever is neither year nor month is told by the check.
    private static string FirstMonth(string answer) => int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 1900 and <= 2198 ? new FiscalYear(year).First.ToString() : answer;

    private static int? AskUntil() => Ask(CatalogueMessages.Until) is not { Length: > 0 } answer ? null
        : int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year
        : throw new InvalidOperationException(Of(CatalogueMessages.NotAYear(answer)));

    private static string Ask(BilingualText question)
    {
        Console.Error.Write($"{Of(question)}: ");
        return Console.ReadLine()?.Trim() ?? throw new InvalidOperationException(Of(CatalogueMessages.Ended));
    }

    private static JsonObject Read(byte[] content)
    {
        try
        {
            return JsonNode.Parse(content, null, new() { CommentHandling = JsonCommentHandling.Skip }) as JsonObject
                ?? throw new InvalidDataException("The catalogue is no JSON object.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static JsonArray ListOf(JsonObject catalogue, string name)
    {
        if (catalogue[name] is not JsonArray list)
        {
            catalogue[name] = list = [];
        }

        return list;
    }

    private static byte[] BuiltIn()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("SmartToyonaka.Domain.Indicators.catalogue.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
