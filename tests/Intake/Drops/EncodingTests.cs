using System.Text;

namespace SmartToyonaka.Tests.Intake.Drops;

public sealed class EncodingTests
{
    private static readonly string Text = TestDrop.Text(TestDrop.OvertimeHeader, "令和3年4月,0603,髙齢者支援課,一般,通常,通常,７：０５");

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Text) },
        { "UTF-8", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text)] },
        { "UTF-16LE", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)] },
        { "UTF-16BE", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "UTF-16LE", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text.Replace(',', '\t'))] },

        // 髙 is in CP932 (NEC and IBM extensions), not in Shift_JIS.
        { "CP932", TestDrop.Cp932.GetBytes(Text) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_file_says_the_same_in_every_encoding(string encoding, byte[] content)
    {
        var check = await TestDrop.CheckAsync("overtime", content);

        check.IsTaken();
        Assert.Equal(encoding, check.Receipt.Encoding);
        Assert.Equal(["2021-04 0603 general/regular/ordinary minutes=425"], check.Figures());
    }

    [Fact]
    public async Task Half_width_kana_of_CP932_are_read()
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.Cp932.GetBytes(TestDrop.Text(
            "年月,所属ｺｰﾄﾞ,所属名,職種,勤務形態,事由区分,時間外時間", "R3.4,0105,ﾃﾞｼﾞﾀﾙ戦略課,一般,通常,通常,1:00")));

        check.IsTaken();
        Assert.Equal("CP932", check.Receipt.Encoding);
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xA0)]
    [InlineData(0xFD)]
    [InlineData(0xFF)]
    public async Task Bytes_that_only_dotnet_takes_for_CP932_refuse_the_file(byte bad)
    {
        var before = TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.OvertimeHeader, "R3.4,0101,経営計画課,一般,通常,通常,1:00"));

        var check = await TestDrop.CheckAsync("overtime", [.. before, bad, .. "\r\n"u8]);

        var error = check.IsRefusedFor("encoding");
        Assert.Contains($"{before.Length}バイト目", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pair_of_bytes_without_a_character_refuses_the_file()
    {
        var before = TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.OvertimeHeader));

        var check = await TestDrop.CheckAsync("overtime", [.. before, 0x85, 0x40, .. "\r\n"u8]);

        Assert.Contains($"{before.Length}バイト目", check.IsRefusedFor("encoding").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lone_lead_byte_at_the_end_refuses_the_file_with_its_offset()
    {
        var before = TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.OvertimeHeader, "R3.4,0101,経営計画課,一般,通常,通常,1:00") + "R3.4,0101,経");

        var check = await TestDrop.CheckAsync("overtime", before[..^1]);

        Assert.Contains($"{before.Length - 2}バイト目", check.IsRefusedFor("truncated").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UTF8_that_ends_inside_a_character_is_refused_with_its_offset_and_not_tried_as_CP932()
    {
        var before = Encoding.UTF8.GetBytes(TestDrop.Text(TestDrop.OvertimeHeader, "R3.4,0101,経営計画課,一般,通常,通常,1:00") + "R3.4,0101,経");

        var check = await TestDrop.CheckAsync("overtime", before[..^1]);

        Assert.Equal("UTF-8", check.Receipt.Encoding);
        Assert.Contains($"{before.Length - 3}バイト目", check.IsRefusedFor("truncated").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UTF16_with_half_a_character_is_refused()
    {
        byte[] content = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)];

        Assert.Contains($"{content.Length - 2}バイト目", (await TestDrop.CheckAsync("overtime", content[..^1]))
            .IsRefusedFor("truncated").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_is_decoded_the_same_whatever_the_buffers_cut_in_two()
    {
        // Rows of varying length, so that the edges of 64 KiB fall inside characters of two and three bytes.
        var rows = Enumerable.Range(0, 9_000).Select(i => $"令和3年4月,0101,経営計画課,一般,通常,{(i % 3 == 0 ? "新型コロナ" : "災害")},{i % 50}:{i % 60:D2}")
            .ToArray();
        var text = TestDrop.Text([TestDrop.OvertimeHeader, .. rows]);

        var checks = new[]
        {
            await TestDrop.CheckAsync("overtime", Encoding.UTF8.GetBytes(text)),
            await TestDrop.CheckAsync("overtime", TestDrop.Cp932.GetBytes(text)),
            await TestDrop.CheckAsync("overtime",
                [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)]),
        };

        Assert.All(checks, c => c.IsTaken());
        Assert.All(checks, c => Assert.Equal(checks[0].Figures(), c.Figures()));
        Assert.Equal(Enumerable.Range(0, 9_000).Where(i => i % 3 == 0).Sum(i => i % 50 * 60 + i % 60),
            checks[0].Observations.Single().Cells.Single(c => c.Dimensions.Reason == "covid").Value);
    }
}
