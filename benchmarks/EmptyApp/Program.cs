using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Build().Run();

namespace EmptyApp
{
    /// <summary>The one function.</summary>
    public static class Health
    {
        /// <summary>Answers at once.</summary>
        [Function("Health")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) =>
            Results.Text("ok");
    }
}
