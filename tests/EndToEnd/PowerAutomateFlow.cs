using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.EndToEnd;

/// <summary>
/// A flow of Power Automate between two forms and the program: one answer for the figures of a month, one for each initiative. It posts the
/// output of Forms (ids for questions, texts for answers) and repeats posts without a response.
/// </summary>
internal sealed class PowerAutomateFlow(CityApp city, FaultyStorage storage)
{
    private const string Figures = "monthly-2021-04", Initiatives = "initiatives-2021-04";
    private const string Department = "r5ec9a97f0a07442dae2aa56ea3344b3c", Month = "rd30fffe9430d489c8b049e1a1041dd5a",
        Status = "r1f2e3d4c5b6a79880123456789abcdef",
        Person = "r9a8b7c6d5e4f30211234567890abcdef";

    private static readonly string[] Parts = [.. BuiltInMeasures.OfForms.SelectMany(m => m.Parts.Select(p => $"{m.Id}.{p}"))];
    private static readonly string[] Fields = ["category", "name", "status", "partners", "countsTowardTarget", "note"];

    private readonly List<(string Body, string Receipt)> sent = [];

    public async Task SubmitAsync(IReadOnlyList<SampleSubmission> year)
    {
        await UploadAsync(Figures, Questions(Parts));
        await UploadAsync(Initiatives, Questions([.. Fields.Select(f => "initiatives.0." + f)]));
        var answers = year.SelectMany(AnswersOf).ToList();
        for (var i = 0; i < answers.Count; i++)
        {
            var body = answers[i];
            switch (i)
            {
                case 3:
                    await GiveUpAsync(body);
                    break;
                case 5 or 40:
                    await ComeTooEarlyAsync(body);
                    break;
                default:
                    break;
            }

            var (receipt, isReplayed) = await PostAsync(body);
            Assert.Equal(i == 3, isReplayed);
            sent.Add((body, receipt));
            if (i % 7 == 0)
            {
                Assert.Equal((receipt, true), await PostAsync(body));
            }
        }
    }

    /// <summary>
    /// A repetition of everything a month later, with additional questions in the forms: the first receipts are returned.
    /// </summary>
    public async Task SendAllAgainAMonthLaterAsync()
    {
        city.Clock.Advance(TimeSpan.FromDays(30));
        await UploadAsync(Figures, Questions([.. Parts, "initiatives.0.note"]));
        foreach (var (body, receipt) in sent)
        {
            Assert.Equal((receipt, true), await PostAsync(body));
        }
    }

    /// <summary>The flow's timeout passes while the program still writes: stored, without a response.</summary>
    private async Task GiveUpAsync(string body)
    {
        using var patience = new CancellationTokenSource();
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isHeld = 0;
        storage.Hold = async (service, method, path) =>
        {
            if (service == "Queue" && method == "POST" && path.StartsWith("/recompute-indicators/messages", StringComparison.Ordinal)
                && Interlocked.Exchange(ref isHeld, 1) == 0)
            {
                await patience.CancelAsync();
                await goOn.Task;
            }
        };
        using var post = new HttpRequestMessage(HttpMethod.Post,
            "api/submissions")
        { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => city.App.Client.SendAsync(post, patience.Token));
        storage.Hold = (_, _, _) => Task.CompletedTask;
        goOn.SetResult();
    }

    /// <summary>The storage is unavailable when the answer arrives: the flow is told to retry.</summary>
    private async Task ComeTooEarlyAsync(string body)
    {
        storage.Decide = (service, _, _) => service == "Table" ? CallFault.Busy : CallFault.None;
        using var answer = await city.App.SubmitAsync(body);
        Assert.Equal("storage-unavailable", await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable));
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        storage.Decide = (_, _, _) => CallFault.None;
    }

    private async Task<(string Receipt, bool IsReplayed)> PostAsync(string body)
    {
        using var answer = await city.App.SubmitAsync(body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);

        // A Location header would make the flow poll.
        Assert.Null(answer.Headers.Location);
        return (text, answer.Headers.Contains("Idempotency-Replayed"));
    }

    private Task UploadAsync(string form, JsonObject questions) => city.App.Container("reference").GetBlobClient($"forms/{form}.json")
        .UploadAsync(
        BinaryData.FromString(new JsonObject { ["form"] = form, ["version"] = "2021-04", ["questions"] = questions }.ToJsonString()),
            overwrite: true);

    private static JsonObject Questions(string[] fields)
    {
        var questions = new JsonObject
        {
            [Department] = "department",
            [Month] = "month",
            [Status] = new JsonObject { ["field"] = "status", ["words"] = new JsonObject { ["見込み"] = "planned", ["実績"] = "actual" } },
            [Person] = new JsonObject { ["ignore"] = true },
        };
        foreach (var field in fields)
        {
            questions[IdOf(field)] = new JsonObject { ["field"] = field, ["optional"] = true };
        }

        return questions;
    }

    // r and 32 hexadecimal digits that say nothing of the question.
    private static string IdOf(string field) =>
        "r" + Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(field)));

    private static IEnumerable<string> AnswersOf(SampleSubmission s)
    {
        if (s.Figures.Count > 0)
        {
            var entered = s.Figures.SelectMany(f => f.Parts.Select(p => (Field: $"{f.Measure}.{p.Part}", p.Value)))
                .ToDictionary(x => x.Field, x => x.Value.ToString(CultureInfo.InvariantCulture));
            yield return Answer(Figures, s, s.Name, Parts.Select(p => (p, entered.GetValueOrDefault(p, ""))));
        }

        for (var i = 0; i < s.Initiatives.Count; i++)
        {
            var one = s.Initiatives[i];
            yield return Answer(Initiatives, s, $"{s.Name}-{i}", new[]
            {
                ("category", InitiativeCategory.Find(one.Category)!.NameJa), ("name", one.Name), ("status", one.Status),
                    ("partners", new JsonArray([.. one.Partners.Select(p => (JsonNode)p)]).ToJsonString()),
                ("countsTowardTarget", one.Counts ? "はい" : "いいえ"), ("note", one.Note),
            }.Select(f => ("initiatives.0." + f.Item1, f.Item2)));
        }
    }

    /// <summary>As "Get response details" gives it; a date question gives the day, a text question what was typed.</summary>
    private static string Answer(string form, SampleSubmission s, string number, IEnumerable<(string Field, string Answer)> entered)
    {
        var answers = new JsonObject
        {
            ["@odata.context"] = "https://forms.office.com/formapi/api/$metadata#Edm.Untyped",
            ["responder"] = "hanako.toyonaka@example.lg.jp",
            ["submitDate"] = "4/8/2022 1:00:00 AM",
            [Department] = s.Department,
            [Month] = form == Figures ? s.Month + "-01" : s.Month,
            [Status] = s.Status == "planned" ? "見込み" : "実績",
            [Person] = "豊中 花子",
        };
        foreach (var (field, answer) in entered)
        {
            answers[IdOf(field)] = answer;
        }

        return new JsonObject { ["form"] = form, ["responseId"] = number, ["answers"] = answers }.ToJsonString();
    }
}
