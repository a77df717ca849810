using System.Text;
using System.Text.Encodings.Web;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>A body that is refused, and the one error that it is refused with.</summary>
/// <param name="Type">Its <c>Content-Type</c>; null for none.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Problem">The last part of the problem's type.</param>
/// <param name="Pointer">Where the error is.</param>
/// <param name="Code">What it is, for programs.</param>
/// <param name="Value">What was sent there; null where nothing was.</param>
/// <param name="Ja">The whole message for a clerk.</param>
/// <param name="En">The same in English; empty where it is not looked at.</param>
internal sealed record InvalidInput(string? Type, byte[] Body, int Status, string Problem, string Pointer, string Code, string? Value,
    string Ja, string En = "")
{
    private const string Json = "application/json", Line = "application/x-www-form-urlencoded", Parts = "multipart/form-data; boundary=xyz";

    /// <summary>JSON that is understood, but wrong.</summary>
    public static InvalidInput OfJson(string body, string pointer, string code, string? value, string ja, string en = "") =>
        new(Json, Encoding.UTF8.GetBytes(body), 422, "invalid-submission", pointer, code, value, ja, en);

    /// <summary>JSON that cannot be read.</summary>
    public static InvalidInput OfBytes(byte[] body, string pointer, string code, string ja, string en = "", string type = Json) =>
        new(type, body, 400, "unreadable", pointer, code, null, ja, en);

    public static InvalidInput OfBytes(string body, string pointer, string code, string ja, string en = "", string type = Json) =>
        OfBytes(Encoding.UTF8.GetBytes(body), pointer, code, ja, en, type);

    /// <summary>A form in one line, escaped already.</summary>
    public static InvalidInput OfForm(string body, string pointer, string code, string? value, string ja, string en = "") =>
        new(Line, Encoding.Latin1.GetBytes(body), 422, "invalid-submission", pointer, code, value, ja, en);

    public static InvalidInput OfBrokenForm(byte[] body, string pointer, string code, string ja, string en = "") =>
        OfBytes(body, pointer, code, ja, en, Line);

    /// <summary>A form in parts with the good fields of 0213 in June 2021 and a file.</summary>
    public static InvalidInput OfFile(string name, byte[] file, string pointer, string code, string? value, string ja, string en = "",
        int status = 422, string problem = "invalid-submission") =>
        new(Parts, Multipart([("department", "0213"), ("month", "2021-06")], (name, file)), status, problem, pointer, code, value, ja, en);

    public static InvalidInput OfFile(string name, string file, string pointer, string code, string? value, string ja, string en = "") =>
        OfFile(name, Encoding.UTF8.GetBytes(file), pointer, code, value, ja, en);

    /// <summary>A form in parts without a file.</summary>
    public static InvalidInput OfParts((string Name, string Value)[] fields, string pointer, string code, string? value, string ja,
        string en = "") =>
        new(Parts, Multipart(fields), 422, "invalid-submission", pointer, code, value, ja, en);

    public static string Escape(string text) => UrlEncoder.Default.Encode(text);

    public static byte[] Multipart((string Name, string Value)[] fields, params (string Name, byte[] Content)[] files)
    {
        using var body = new MemoryStream();
        foreach (var (name, value) in fields)
        {
            body.Write(Encoding.UTF8.GetBytes($"--xyz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
        }

        foreach (var (name, content) in files)
        {
            body.Write(Encoding.UTF8.GetBytes(
                $"--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/"
                    + $"octet-stream\r\n\r\n"));
            body.Write(content);
            body.Write("\r\n"u8);
        }

        body.Write("--xyz--\r\n"u8);
        return body.ToArray();
    }
}
