using System.Globalization;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>How the shape of a catalogue differs from its schema, for administrators.</summary>
internal static class CatalogueSchemaMessages
{
    public static BilingualText TrueOrFalse { get; } = new("true か false", "true or false");

    public static BilingualText ListOfAtLeast(int least) => new($"{least}つ以上の値の配列 [ ]", $"a list [ ] of {least} values or more");

    public static BilingualText List { get; } = new("配列 [ ]", "a list [ ]");

    public static BilingualText Properties { get; } = new("オブジェクト { }", "an object { }");

    public static BilingualText Text { get; } = new("文字列", "a text");

    public static BilingualText ItemTwice { get; } = new("同じ値が2回あります。1つにしてください。", "A value is twice. Leave one of them.");

    public static BilingualText ValueTooLarge(int line) => new(
        $"{line}行目の値が大きすぎて読めません。書き直してください。", $"The value in line {line} is too large to be read. Write another one.");

    public static BilingualText PropertyMissing(string? property) => new(
        $"「{property}」がありません。加えてください。", $"{property} is missing. Add it.");

    public static BilingualText NoSuchProperty(string? property) => new(
        $"「{property}」という項目はありません。名前を確かめるか、取り除いてください。",
        $"There is no entry called {property}. Check its name, or remove it.");

    public static BilingualText WrongValue(BilingualText expected) => new(
        $"この値は使えません。{expected.Ja}にしてください。", $"This value cannot be used. It must be {expected.En}.");

    public static BilingualText OneOf(IEnumerable<object?> values) => new(
        string.Join("、", values) + " のどれか", "one of " + string.Join(", ", values));

    public static BilingualText Pattern(string pattern) => new($"{pattern} の形の文字列", $"a text like {pattern}");

    public static BilingualText TextOfLength(int least, int? most) => new($"{least}〜{most}文字の文字列", $"a text of {least} to {most} characters");

    public static BilingualText AtMost(long most) => new($"{most}個までの配列 [ ]", $"a list [ ] of {most} values at most");

    public static BilingualText Whole((decimal Least, decimal Most)? range) => Of(range, "整数", "a whole number");

    public static BilingualText Number((decimal Least, decimal Most)? range) => Of(range, "数値", "a number");

    private static BilingualText Of((decimal Least, decimal Most)? range, string ja, string en) => range is { } r
        ? new(string.Create(CultureInfo.InvariantCulture, $"{r.Least:0.##}〜{r.Most:0.##} の{ja}"),
            string.Create(CultureInfo.InvariantCulture, $"{en} from {r.Least:0.##} to {r.Most:0.##}"))
        : new(ja, en);
}
