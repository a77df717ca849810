using System.Net;
using Localhost;
using Localhost.Functions;
using Localhost.Http;
using Localhost.Rpc;
using Localhost.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace SmartToyonaka.Tests.Localhost;

public sealed class RouteTests
{
    [Theory]
    [InlineData("PATCH")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("DELETE")]
    public async Task A_method_without_a_function_is_not_found(string method)
    {
        await using var app = await LocalApp.StartAsync(typeof(Routes));
        using var answer = await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "things/1"));

        await AssertNotFound(answer);
    }

    [Theory]
    [InlineData("things/xx")]
    [InlineData("nothing/here")]
    [InlineData("things/1/2")]
    public async Task A_failed_constraint_and_an_unknown_path_are_not_found(string path)
    {
        await using var app = await LocalApp.StartAsync(typeof(Routes));
        using var answer = await app.Client.GetAsync(path);

        await AssertNotFound(answer);
    }

    [Theory]
    [InlineData("things/7", "thing 7")]
    [InlineData("THINGS/7", "thing 7")]
    [InlineData("things/7/", "thing 7")]
    [InlineData("things/7?id=8&%zz=%", "thing 7")]
    public async Task Letter_case_a_trailing_slash_and_the_query_do_not_matter(string path, string expected)
    {
        await using var app = await LocalApp.StartAsync(typeof(Routes));

        Assert.Equal(expected, await app.Client.GetStringAsync(path));
    }

    [Theory]
    [InlineData("names/a%2Fb", "a%2Fb")]
    [InlineData("names/%E4%BB%A4%E5%92%8C3%E5%B9%B46%E6%9C%88", "令和3年6月")]
    [InlineData("names/a%20b%26c", "a b&c")]
    [InlineData("assets/css/main.css", "asset css/main.css")]
    public async Task An_escaped_slash_stays_and_other_escapes_are_decoded(string path, string expected)
    {
        await using var app = await LocalApp.StartAsync(typeof(Routes));

        Assert.Equal(expected, await app.Client.GetStringAsync(path));
    }

    [Fact]
    public async Task Functions_may_share_a_template_with_different_methods()
    {
        await using var app = await LocalApp.StartAsync(typeof(Routes));
        using var answer = await app.Client.PostAsync("things/7", null);

        Assert.Equal("posted 7", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_root_is_an_optional_value_of_length_nought()
    {
        await using var app = await LocalApp.StartAsync(typeof(Routes));

        Assert.Equal("root", await app.Client.GetStringAsync(""));
        Assert.Equal("root", await app.Client.GetStringAsync("?a=b"));
    }

    [Fact]
    public async Task A_catch_all_at_the_root_takes_every_request_of_its_methods()
    {
        await using var app = await LocalApp.StartAsync(typeof(CatchAll));

        Assert.Equal("all", await app.Client.GetStringAsync("longer/literal/route"));
        using var posted = await app.Client.PostAsync("longer/literal/route", null);
        Assert.Equal("literal", await posted.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{ "extensions": { "http": { "routePrefix": "v1/x" } } }""", "v1/x/things")]
    [InlineData("""{ "extensions": { "http": { "routePrefix": "" } } }""", "/things")]
    [InlineData("{}", "api/things")]
    public void The_route_prefix_is_the_one_of_host_json_and_api_without_one(string hostJson, string expected)
    {
        var function = new HostedFunction("Things", "request", new HttpBinding("things", ["get"], KeyLevel.Anonymous), false,
            new RpcFunctionMetadata());
        var routes = FunctionRoutes.Build([function],
            HostJson.Load(AppContext.BaseDirectory, hostJson, HostSettings.Load(AppContext.BaseDirectory, [])));

        Assert.Equal(expected, ((RouteEndpoint)Assert.Single(routes)).RoutePattern.RawText);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    public async Task At_the_root_another_method_is_204_where_there_is_no_home_page(string method)
    {
        await using var app = await LocalApp.StartAsync(typeof(Routes), null, "AzureWebJobsDisableHomepage=true");
        using var answer = await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), ""));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_route_the_name_is_the_route()
    {
        await using var app = await LocalApp.StartAsync(typeof(Routes));

        Assert.Equal("by name", await app.Client.GetStringAsync("routesbyname"));
    }

    [Theory]
    [InlineData(typeof(SlashRoute), "{root:maxlength(0)?}")]
    [InlineData(typeof(LeadingSlashRoute), "breaks every HTTP function")]
    [InlineData(typeof(SameRoutes), "same route")]
    public async Task A_route_that_breaks_the_real_host_stops_this_one(Type functions, string said)
    {
        var error = await Assert.ThrowsAsync<WorkerHostException>(() => LocalApp.StartAsync(functions));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    private static async Task AssertNotFound(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    public sealed class Routes
    {
        [Function("RoutesRoot")]
        public static IResult Root(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{root:maxlength(0)?}")] HttpRequest request) => Results.Text("root");

        [Function("RoutesGetThing")]
        public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}")] HttpRequest request,
            int id) =>
            Results.Text($"thing {id}");

        [Function("RoutesPostThing")]
        public static IResult Post([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "things/{id:int}")] HttpRequest request,
            string id) =>
            Results.Text($"posted {id}");

        [Function("RoutesName")]
        public static IResult Name([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "names/{name}")] HttpRequest request,
            string name) =>
            Results.Text(name);

        [Function("RoutesAsset")]
        public static IResult Asset([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "assets/{*path}")] HttpRequest request,
            string path) =>
            Results.Text($"asset {path}");

        [Function("RoutesByName")]
        public static IResult ByName([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text("by name");
    }

    public sealed class CatchAll
    {
        [Function("CatchAllLiteral")]
        public static IResult Literal(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "longer/literal/route")] HttpRequest request) =>
            Results.Text("literal");

        [Function("CatchAllAll")]
        public static IResult All([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request) =>
            Results.Text("all");
    }

    public sealed class SlashRoute
    {
        [Function("SlashRoute")]
        public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/")] HttpRequest request) =>
            Results.Text("root");
    }

    public sealed class LeadingSlashRoute
    {
        [Function("LeadingSlashRoute")]
        public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/things")] HttpRequest request) =>
            Results.Text("things");
    }

    public sealed class SameRoutes
    {
        [Function("SameRoutesOne")]
        public static IResult One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "one")] HttpRequest request) =>
            Results.Text("1");

        [Function("SameRoutesTwo")]
        public static IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, "put", "GET", Route = "One")] HttpRequest request) =>
            Results.Text("2");
    }
}
