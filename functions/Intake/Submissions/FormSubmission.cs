using System.Globalization;
using System.Text.RegularExpressions;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>
/// Reads the flat fields of a form: <c>online_procedures.online=472</c>, <c>initiatives.0.name=…</c>. The same fields as JSON, so that
/// both are checked by the same rules.
/// </summary>
public static partial class FormSubmission
{
    private const int MaxInitiatives = 1_000;

    /// <summary>The submission as sent.</summary>
    /// <param name="fields">Name and value in the order sent.</param>
    public static RawSubmission Read(IEnumerable<KeyValuePair<string, string>> fields) =>
        Read(fields.Select(f => (f.Key, new RawValue(f.Key, f.Value))));

    /// <summary>The same with a place of its own for each value.</summary>
    internal static RawSubmission Read(IEnumerable<(string Name, RawValue Value)> fields)
    {
        var errors = new List<SubmissionError>();
        var top = new Dictionary<string, RawValue>(StringComparer.Ordinal);
        var figures = new SortedDictionary<string, Dictionary<string, RawValue>>(StringComparer.Ordinal);
        var initiatives = new SortedDictionary<int, Dictionary<string, RawValue>>();
        foreach (var (name, value) in fields)
        {
            var into = top;
            var key = name;
            if (Initiative().Match(name) is { Success: true } i
                && int.Parse(i.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var index and < MaxInitiatives)
            {
                into = Into(initiatives, index);
                key = i.Groups[2].Value;
            }
            else if (Figure().Match(name) is { Success: true } f)
            {
                into = Into(figures, f.Groups[1].Value);
                key = f.Groups[2].Value;
            }

            if (!into.TryAdd(key, value))
            {
                errors.Add(new(value.Pointer, "doubled_field", null, BodyMessages.FieldDoubled(name)));
            }
        }

        // An empty field of a form means that nothing was entered there; a measure of which nothing was entered is not handed in.
        return new(
            top,
            [.. figures.Where(f => f.Value.Any(v => v.Key != SubmissionCheck.BasedOn && !string.IsNullOrWhiteSpace(v.Value.Text)))
                .Select(f => new RawFigure(f.Key, new(f.Key, f.Key), f.Value))],
            [.. initiatives.Values.Select(ToInitiative)],
            errors)
        {
            Root = "",
        };
    }

    /// <summary>Partners that were entered in one field, apart.</summary>
    internal static IReadOnlyList<RawValue> Partners(RawValue list) =>
        [.. PartnerList.Split(list.Text ?? "").Select(p => new RawValue(list.Pointer, p))];

    private static RawInitiative ToInitiative(Dictionary<string, RawValue> fields)
    {
        var partners = fields.Remove("partners", out var list) ? Partners(list) : [];
        return new(fields.Count > 0 ? fields.First().Value.Pointer : list.Pointer, fields, partners);
    }

    private static Dictionary<string, RawValue> Into<TKey>(SortedDictionary<TKey, Dictionary<string, RawValue>> all, TKey key)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var fields))
        {
            all[key] = fields = new(StringComparer.Ordinal);
        }

        return fields;
    }

    [GeneratedRegex(@"^initiatives[.\[]([0-9]{1,4})\]?\.([A-Za-z]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Initiative();

    [GeneratedRegex(@"^([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*|basedOn)$", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();
}
