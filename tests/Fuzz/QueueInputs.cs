using System.Text;
using CsCheck;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Ledger;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>Messages of the queue as the program writes them, as another version might, and as nobody should.</summary>
internal static class QueueInputs
{
    private static readonly Gen<string> Key =
        JsonInputs.Object(("topic", HostileValues.Word([.. BuiltInMeasures.All.Select(m => m.Topic).Distinct()])
            .Select(JsonInputs.Quote)),
                ("fiscalYear", Gen.OneOf(Gen.OneOf("2020", "2021", "1899", "1900", "2198", "2199"), JsonInputs.Value)));

    private static readonly Gen<string> Mark = JsonInputs.Object(
        ("table", HostileValues.Word(TableNames.Submissions, TableNames.Drops, TableNames.Closings, TableNames.Ledger,
            TableNames.Credentials).Select(JsonInputs.Quote)),
        ("partition", HostileValues.Word("submission", "pending").Select(JsonInputs.Quote)),
            ("key", HostileValues.Word("p!0123456789abcdef0123456789abcdef", "s!0123456789abcdef0123456789abcdef")
                .Select(JsonInputs.Quote)));

    private static readonly string Written = new RecomputeRequest([new("seal_abolitions", new FiscalYear(2021))],
        [new(TableNames.Submissions, "submission", "p!0123456789abcdef0123456789abcdef")])
    { AskedAt = DateTimeOffset.UnixEpoch }.ToJson();

    /// <summary>Bodies of messages.</summary>
    public static readonly Gen<byte[]> All = Gen.Frequency(
        (7, JsonInputs.Object(("v", Gen.OneOf(Gen.Const("1"), Gen.Const("1"), JsonInputs.Value)), ("keys", ListOf(Key)),
            ("pending", Gen.OneOf(ListOf(Mark), JsonInputs.Value)),
                ("askedAt", Gen.OneOf(Gen.OneOf("\"2021-06-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"",
                    "\"9999-12-31T23:59:59-14:00\"", "null"), JsonInputs.Value)), ("traceParent", JsonInputs.Value))
                        .Select(Encoding.UTF8.GetBytes)),
        (3, Gen.Const(Encoding.UTF8.GetBytes(Written))))
        .Damaged(3);

    private static Gen<string> ListOf(Gen<string> item) =>
        Gen.Frequency((9, item.Array[0, 3].Select(i => $"[{string.Join(',', i)}]")), (1, JsonInputs.Value));
}
