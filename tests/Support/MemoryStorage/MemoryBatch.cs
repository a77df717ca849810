using System.Globalization;
using System.Text;

namespace SmartToyonaka.Tests.Support.MemoryStorage;

/// <summary>A transaction of the table service: a change set of parts, all of which are executed or none.</summary>
internal static class MemoryBatch
{
    private const string Line = "\r\n";

    /// <summary>Executes the parts of a transaction in their order.</summary>
    /// <param name="request">The call.</param>
    /// <param name="execute">Executes a part.</param>
    /// <param name="undoOf">Gives what undoes a part that is executed next.</param>
    public static MemoryResponse Execute(MemoryRequest request, Func<MemoryRequest, MemoryResponse> execute,
        Func<MemoryRequest, Action> undoOf)
    {
        var parts = Parse(request);
        var undo = new Stack<Action>();
        var answers = new List<MemoryResponse>();
        foreach (var (number, part) in parts.Index())
        {
            try
            {
                undo.Push(undoOf(part));
                answers.Add(execute(part));
            }
            catch (MemoryFault fault)
            {
                foreach (var done in undo)
                {
                    done();
                }

                answers = [fault.ToJson(number.ToString(CultureInfo.InvariantCulture) + ":")];
                break;
            }
        }

        var text = new StringBuilder("--batch\r\nContent-Type: multipart/mixed; boundary=changes\r\n\r\n");
        foreach (var answer in answers)
        {
            text.Append("--changes\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ")
                .Append(CultureInfo.InvariantCulture, $"{answer.Status} -").Append(Line);
            foreach (var (name, value) in answer.Headers)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}: {value}").Append(Line);
            }

            if (answer.Body.Length > 0)
            {
                text.Append("Content-Type: application/json\r\n");
            }

            text.Append(Line).Append(Encoding.UTF8.GetString(answer.Body)).Append(Line);
        }

        return new(202, text.Append("--changes--\r\n--batch--\r\n").ToString(), "multipart/mixed; boundary=batch");
    }

    private static List<MemoryRequest> Parse(MemoryRequest request)
    {
        var parts = new List<MemoryRequest>();
        var text = request.Text;
        for (var at = 0; ;)
        {
            // The line of a request begins after the empty line below a part's own headers.
            var version = text.IndexOf(" HTTP/1.1", at, StringComparison.Ordinal);
            if (version < 0)
            {
                return parts;
            }

            var begin = text.LastIndexOf('\n', version) + 1;
            var first = text[begin..version].Split(' ', 2);
            var blank = text.IndexOf("\r\n\r\n", version, StringComparison.Ordinal);
            const StringSplitOptions Lines = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
            var headers = text[text.IndexOf('\n', version)..blank].Split('\n', Lines)
                .Select(h => h.Split(':', 2)).ToDictionary(h => h[0], h => h[1].Trim(), StringComparer.OrdinalIgnoreCase);
            var next = text.IndexOf("\r\n--", blank + 2, StringComparison.Ordinal);
            var body = text[Math.Min(blank + 4, next)..next];
            parts.Add(MemoryRequest.Of(first[0], new Uri(first[1]).PathAndQuery, headers,
                Encoding.UTF8.GetBytes(body.Trim())));
            at = next;
        }
    }
}
