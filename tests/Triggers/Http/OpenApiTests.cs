using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using SmartToyonaka.Tests.Architecture;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>The OpenAPI document is valid, has every function, and every example in it is sent and answered as it says.</summary>
public sealed partial class OpenApiTests(OpenApiTests.AppFixture running) : IClassFixture<OpenApiTests.AppFixture>
{
    private static readonly JsonNode Document = JsonNode.Parse(SourceFiles.Text("functions", "openapi.json"))!;

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations =>
        Document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, o.Key, o.Value!)));

    /// <summary>Each operation once for its parameters, and once for each example of a body.</summary>
    public static TheoryData<string, string, string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var (path, method, operation) in Operations)
            {
                var bodies = operation["requestBody"]?["content"]?.AsObject()
                    .SelectMany(c => c.Value!["examples"]?.AsObject().Select(e => (c.Key, e.Key)) ?? []).ToList() ?? [];
                foreach (var (type, example) in bodies.Count > 0 ? bodies : [("", "")])
                {
                    data.Add(method, path, type, example);
                }
            }

            return data;
        }
    }

    [Fact]
    public void It_is_valid()
    {
        var read = OpenApiDocument.Parse(Document.ToJsonString(), OpenApiConstants.Json);
        Assert.Empty(read.Diagnostic!.Errors.Select(e => $"{e.Pointer}: {e.Message}"));
        Assert.Equal("3.1.0", Document["openapi"]!.GetValue<string>());
        var ids = Operations.Select(o => o.Operation["operationId"]!.GetValue<string>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(References().Matches(Document.ToJsonString()), r =>
            Assert.NotNull(r.Groups[1].Value.Split('/').Aggregate((JsonNode?)Document, (node, part) => node?[part])));
    }

    [Fact]
    public void It_has_every_function_and_no_other()
    {
        var documented = Operations.Select(o => $"{o.Method} {o.Path}: operationId {o.Operation["operationId"]}")
            .ToHashSet(StringComparer.Ordinal);
        var there = HttpFunctions.All.Select(f => $"{f.Method} {f.Path}: operationId {f.Name}").ToHashSet(StringComparer.Ordinal);

        Assert.True(documented.SetEquals(there), string.Join(Environment.NewLine,
            there.Except(documented)
                .Select(f => $"functions/openapi.json lacks {f}. Add it under \"paths\", with \"security\", \"parameters\" with an "
                    + $"\"example\" each, \"responses\" with schemas, and examples of bodies named after their status.")
                .Concat(documented.Except(there).Select(d => $"functions/openapi.json has {d}, which no function answers. Take it out."))));
    }

    [Fact]
    public void Parameters_of_a_path_are_those_of_its_route_and_all_have_an_example() => Assert.All(Operations, o =>
    {
        var parameters = o.Operation["parameters"]?.AsArray().Select(p => p!).ToList() ?? [];
        Assert.Equal(
            Placeholder().Matches(o.Path).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal),
            parameters.Where(p => p["in"]!.GetValue<string>() == "path").Select(p => p["name"]!.GetValue<string>())
                .Order(StringComparer.Ordinal));
        Assert.All(parameters.Where(p => p["required"]!.GetValue<bool>()), p =>
            Assert.True(p["example"] is not null || p["x-example-from"] is not null, $"{o.Method} {o.Path}: {p["name"]} has no example"));
        Assert.True(o.Operation["requestBody"] is null || o.Operation["requestBody"]!["content"]!.AsObject()
            .Any(c => c.Value!["examples"] is not null), $"{o.Method} {o.Path}: the body has no example");
    });

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_is_answered_as_the_document_says(string method, string path, string type, string example)
    {
        var operation = Document["paths"]![path]![method]!;
        var wanted = example.Length > 0 ? example[..3] : operation["responses"]!.AsObject().Select(r => r.Key)
            .First(s => s[0] is '2' or '3');
        foreach (var isWhole in example.Length > 0 ? new[] { true } : [true, false])
        {
            using var request = await running.RequestAsync(method, path, operation, isWhole);
            if (example.Length > 0)
            {
                var (schema, body) = (operation["requestBody"]!["content"]![type]!["schema"]!,
                    operation["requestBody"]!["content"]![type]!["examples"]![example]!["value"]!);
                if (wanted[0] == '2')
                {
                    await DocumentSchema.FitsAsync(Document, schema, body.ToJsonString(), $"the example {example} of {method} {path}");
                }

                // A key is for one content.
                if (request.Headers.Remove("Idempotency-Key"))
                {
                    request.Headers.Add("Idempotency-Key", example);
                }

                request.Content = ExampleBody.ContentOf(type, body);
            }

            using var client = running.ClientFor(operation);
            using var answer = await client.SendAsync(request);
            var content = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
            Assert.True(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture) == wanted,
                $"{request.RequestUri}: {(int)answer.StatusCode} {content[..Math.Min(content.Length, 500)]}");
            var response = operation["responses"]![wanted]!;
            if (response["$ref"] is { } reference)
            {
                response = Document["components"]!["responses"]![reference.GetValue<string>().Split('/')[^1]]!;
            }

            if (response["content"] is not { } types)
            {
                continue;
            }

            var media = answer.Content.Headers.ContentType!.MediaType!;
            Assert.True(types[media] is not null, $"{request.RequestUri} answers {media}, which the document does not name.");
            if (media.EndsWith("json", StringComparison.Ordinal))
            {
                await DocumentSchema.FitsAsync(Document, types[media]!["schema"]!, content, request.RequestUri!.ToString());
            }
        }
    }

    [Fact]
    public async Task It_is_served_as_it_stands_here()
    {
        using var answer = await running.App.NewClient(null).GetAsync("api/openapi.json");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(SourceFiles.Text("functions", "openapi.json"), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_refusal_is_a_problem_of_its_schema()
    {
        foreach (var (path, method, operation) in Operations.Where(o => o.Operation["responses"]!["401"]?["$ref"] is not null
            && o.Path.StartsWith("/api/", StringComparison.Ordinal) && o.Operation["security"]!.AsArray().Count == 1))
        {
            using var request = await running.RequestAsync(method, path, operation, isWhole: true);
            using var client = running.App.NewClient(null);
            using var answer = await client.SendAsync(request);
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, answer.StatusCode));
            var problem = await answer.Content.ReadAsStringAsync();
            await DocumentSchema.FitsAsync(Document, Document["components"]!["schemas"]!["Problem"]!, problem, path);
        }
    }

    [GeneratedRegex("\"\\$ref\":\"#/([^\"]+)\"")]
    private static partial Regex References();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    /// <summary>One app for all examples, with what their addresses name.</summary>
    public sealed class AppFixture : IAsyncLifetime
    {
        private string submission = "", entry = "", review = "", held = "", token = "";

        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
            await App.AcceptedAsync(
                """{ "department": "0301", "month": "2020-06", "figures": [ { "measure": "seal_abolitions", "count": 3 } ], "initiatives": [ { "category": "ai", "name": "議事録", "status": "implemented" } ] }""");
            submission = (await App.AcceptedAsync(
                """{ "department": "0301", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 3 } ] }"""))["id"]!
                    .GetValue<string>();
            await App.WaitUntilComputedAsync();
            await App.AcceptedAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 11, "eligible": 12 } ] }""");
            var link = (await App.AcceptedAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "online_procedures", "online": 1011, "eligible": 1012 } ] }"""))["links"]!["confirm"]!.GetValue<string>();
            (held, token) = (link.Split('/', '?')[2], link.Split('=')[^1]);
            using var reviews = await App.Client.GetAsync("api/reviews");
            review = (await reviews.JsonAsync())[0]!["id"]!.GetValue<string>();
            using var refused = await App.Client.PostAsync("api/drops/overtime/held.csv", new StringContent(
                "年月,所属コード,所属名,職種,勤務形態,事由区分,時間外時間\n2021-04,0211,財政課,一般,通常,通常,12:60\n", Encoding.UTF8, "text/csv"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            using var closed = await App.Client.PostAsJsonAsync("api/closings",
                new { fiscalYear = 2020, action = "close", reason = "年度の締め" });
            Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
            await App.AcceptedAsync(
                """{ "department": "0301", "month": "2021-05", "initiatives": [ { "category": "ai", "name": "議事録", "status": "withdrawn", "partners": [ "A社" ] } ] }""");
            await App.WaitUntilComputedAsync();
            using var provenance = await App.Client.GetAsync("api/indicators/seal_abolitions/2021-06/provenance/0301");
            entry = (await provenance.JsonAsync())["figures"]![0]!["links"]!["self"]!.GetValue<string>().Split('/')[^1];
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        internal HttpClient ClientFor(JsonNode operation)
        {
            var client = App.NewClient(operation["security"]!.AsArray().Any(s => s!.AsObject().ContainsKey("credential"))
                ? RunningApp.Bootstrap : null);
            client.DefaultRequestHeaders.Add("Accept", "*/*");
            return client;
        }

        /// <summary>The request of an operation with the examples of all its parameters, or of those that are required.</summary>
        internal async Task<HttpRequestMessage> RequestAsync(string method, string path, JsonNode operation, bool isWhole)
        {
            var query = new List<string>();
            var request = new HttpRequestMessage { Method = new(method.ToUpperInvariant()) };
            foreach (var p in (operation["parameters"]?.AsArray() ?? []).Select(p => p!))
            {
                var (name, place) = (p["name"]!.GetValue<string>(), p["in"]!.GetValue<string>());
                var value = p["x-example-from"]?.GetValue<string>() switch
                {
                    "submission" => submission,
                    "entry" => entry,
                    "review" => review,
                    "held" => held,
                    "token" => token,
                    "credential" => await CredentialAsync(),
                    null => p["example"] is { } example ? example.GetValueKind() == JsonValueKind.String ? example.GetValue<string>()
                        : example.ToJsonString() : null,
                    { } other => throw new InvalidOperationException($"No example comes from {other}."),
                };
                if (value is null || (!isWhole && place != "path" && !p["required"]!.GetValue<bool>() && !IsNeeded(path, name)))
                {
                    continue;
                }

                if (place == "path")
                {
                    path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
                }
                else if (place == "query")
                {
                    query.Add($"{name}={Uri.EscapeDataString(value)}");
                }
                else
                {
                    request.Headers.Add(name, value);
                }
            }

            request.RequestUri = new(path.TrimStart('/') + (query.Count > 0 ? "?" + string.Join('&', query) : ""), UriKind.Relative);
            return request;
        }

        // Told in words, which a schema cannot: which tables need a fiscal year, and that an administrator has no department of its own.
        private static bool IsNeeded(string path, string name) =>
            (path.Contains("/tables/", StringComparison.Ordinal) && name == "fiscalYear")
                || (path == "/api/history" && name == "department");

        private async Task<string> CredentialAsync()
        {
            using var issued = await App.Client.PostAsJsonAsync("api/credentials", new { role = "reader" });
            return (await issued.JsonAsync())["id"]!.GetValue<string>();
        }
    }
}
