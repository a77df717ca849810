using System.Text.RegularExpressions;

namespace SmartToyonaka.Triggers.Http;

/// <summary>
/// The addresses that functions have, as patterns: on the Functions host a catch-all takes every request it can, also those of longer
/// routes, so the functions that answer everything else exclude these. A test compares them with the functions' routes.
/// </summary>
public static partial class KnownAddresses
{
    // A slash is written as \x2F, since a slash and brackets have a meaning in templates; a segment may hold anything else.
    private const string Any = @"((?!\x2F).)+";

    private const string Parts = "completeness|drops|months|credentials|mails|poison";

    private const string GetPages = $@"submit(\x2F(help|history|signin|receipts\x2F{Any}))?|confirm(\x2F{Any})?"
        + $@"|upload(\x2F(template|(held|receipts)\x2F{Any}\x2F{Any}))?|indicators(\x2F{Any}(\x2F{Any}(\x2Fdepartments\x2F{Any})?)?)?"
        + $@"|entries\x2F{Any}\x2F{Any}|tables\x2F{Any}|assets\x2F.+|admin(\x2F({Parts}|acts|reference|report))?";

    private const string GetApi = @"api\x2F(closings|completeness|credentials|drops|health|history|openapi\.json|reminders|reviews"
        + $@"|entries\x2F{Any}\x2F{Any}|indicators(\x2F{Any}(\x2F{Any}\x2Fprovenance(\x2F{Any})?)?)?"
        + $@"|reports\x2F{Any}(\x2Fdifferences)?|submissions\x2F{Any}|tables\x2F{Any})";

    /// <summary>Those that are read.</summary>
    public const string Get = $"{GetPages}|{GetApi}";

    /// <summary>Those to which something is sent.</summary>
    public const string Post = $@"submit(\x2F(check|signin|signout))?|confirm(\x2F{Any})?|upload(\x2Fconfirm)?"
        + $@"|admin\x2F({Parts}|reference(\x2Fconfirm)?|report)"
        + $@"|api\x2F(closings|credentials|submissions(\x2Fcheck)?|drops\x2F{Any}\x2F{Any}|reminders\x2F{Any}|reviews\x2F{Any})";

    /// <summary>Those that are deleted.</summary>
    public const string Delete = $@"api\x2Fcredentials\x2F{Any}";

    /// <summary>Those of the Functions host itself.</summary>
    public const string Hosts = @"runtime(\x2F.*)?|admin\x2F(extensions|functions|host|instance|vfs|warmup|zip)(\x2F.*)?";

    /// <summary>How a template excludes addresses: what stands before and after them.</summary>
    public const string Start = @"{*path:regex((?s)^(?!(", End = @")\x2F?$).+)}";

    /// <summary>What can be done at an address, as the header <c>Allow</c> lists it; nothing where there is nothing.</summary>
    /// <param name="path">The path, without the slash before it.</param>
    public static IReadOnlyList<string> MethodsOf(string path) => path.Length == 0 || OfGet().IsMatch(path)
        ? OfPost().IsMatch(path) ? ["GET", "HEAD", "POST"] : ["GET", "HEAD"]
        : OfPost().IsMatch(path) ? ["POST"] : OfDelete().IsMatch(path) ? ["DELETE"] : [];

    [GeneratedRegex($@"^({Get})\x2F?$", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfGet();

    [GeneratedRegex($@"^({Post})\x2F?$", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfPost();

    [GeneratedRegex($@"^({Delete})\x2F?$", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfDelete();
}
