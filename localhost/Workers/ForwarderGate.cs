using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Localhost.Workers;

/// <summary>Runs before everything else at a worker's HTTP endpoint: requests without the secret of this start are answered 403.</summary>
public sealed class ForwarderGate(string secret) : IStartupFilter
{
    internal const string Header = "x-localhost-forwarder";

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(CheckAsync);
        next(app);
    };

    private Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString());
        if (!CryptographicOperations.FixedTimeEquals(given, _secret))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        context.Request.Headers.Remove(Header);
        return next(context);
    }
}
