using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using SmartToyonaka.Triggers.Http;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>The constraint of routes takes what the framework's own takes.</summary>
public sealed class InterpretedRegexConstraintTests
{
    private const string NoAddressThatIsRead = @"(?s)^(?!(" + KnownAddresses.Get + @")\x2F?$).+";

    [Theory]
    [InlineData("^admin$", "admin")]
    [InlineData("^admin$", "ADMIN")]
    [InlineData("^admin$", "administrator")]
    [InlineData("^admin$", "")]
    [InlineData("^admin$", null)]
    [InlineData(NoAddressThatIsRead, "submit/help")]
    [InlineData(NoAddressThatIsRead, "Submit/Help/")]
    [InlineData(NoAddressThatIsRead, "submit/helps")]
    [InlineData(NoAddressThatIsRead, "api/indicators/a/2021-06/provenance")]
    [InlineData(NoAddressThatIsRead, "api/indicators/a\n/2021-06/provenances")]
    [InlineData(NoAddressThatIsRead, "部局")]
    public void A_value_matches_as_by_the_framework(string pattern, string? value)
    {
        var values = new RouteValueDictionary { ["path"] = value };

        Assert.Equal(new RegexInlineRouteConstraint(pattern).Match(null, null, "path", values, RouteDirection.IncomingRequest),
            new InterpretedRegexConstraint(pattern).Match(null, null, "path", values, RouteDirection.IncomingRequest));
        Assert.False(new InterpretedRegexConstraint(pattern).Match(null, null, "other", values, RouteDirection.IncomingRequest));
    }
}
