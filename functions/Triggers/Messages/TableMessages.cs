using SmartToyonaka.Domain;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>Tables as files.</summary>
internal static class TableMessages
{
    public static BilingualText NotToBeHad { get; } = new("この表は受け取れません", "This table cannot be had");

    public static BilingualText NoSuchTable(string all) => new($"この表はありません。あるもの: {all}", $"There is no such table. There are: {all}");

    public static BilingualText SignInFirst { get; } = new("この表を受け取るには、サインインが必要です。", "Sign in to have this table.");

    public static BilingualText NoFiscalYears { get; } = new(
        "この表に年度はありません。fiscalYear を付けずに呼んでください。",
        "This table has no fiscal years; leave fiscalYear out.");

    public static BilingualText TooManyRows(int most) => new(
        $"Excel のシートに入りません({most}行まで)。format=csv にしてください。",
        $"More rows than a sheet of Excel holds ({most}); ask for format=csv.");

    public static BilingualText Format { get; } = new("format は csv か xlsx です。", "format is csv or xlsx.");

    public static BilingualText Encoding { get; } = new("encoding は utf-8 か cp932 です。", "encoding is utf-8 or cp932.");

    public static BilingualText NotOnThisPage(IEnumerable<string> known) => new(
        $"このページにその表はありません。あるもの: {string.Join("、", known)}",
        $"This page has no such table. There are: {string.Join(", ", known)}");
}
