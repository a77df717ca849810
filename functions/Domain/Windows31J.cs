using System.Buffers.Binary;
using System.Text;

namespace SmartToyonaka.Domain;

/// <summary>
/// CP932 as Microsoft publishes it (Windows-31J): JIS X 0208 with NEC's row 13, the IBM extensions as NEC selected them
/// (<c>ED40</c>–<c>EEFC</c>) and
/// as IBM has them (<c>FA40</c>–<c>FC4B</c>). .NET's own table lacks NEC's selection. The one table by which everything here is read and
/// written.
/// </summary>
public static class Windows31J
{
    public const string Name = "CP932";

    private const char None = '\uFFFF', Unassigned = '\u3000';

    // From the first byte pair of a row on, in the order of the published mapping; an ideographic space stands where nothing is assigned.
    private static readonly (int From, string Characters)[] Extensions =
    [
        (0x8740, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ　㍉㌔㌢㍍㌘㌧㌃㌶㍑㍗㌍㌦㌣㌫㍊㌻㎜㎝㎞㎎㎏㏄㎡　　　　　　　　㍻〝〟№㏍℡㊤㊥㊦㊧㊨㈱㈲㈹㍾㍽㍼≒≡∫∮∑√⊥∠∟⊿∵∩∪"),
        (0xED40, "纊褜鍈銈蓜俉炻昱棈鋹曻彅丨仡仼伀伃伹佖侒侊侚侔俍偀倢俿倞偆偰偂傔僴僘兊兤冝冾凬刕劜劦勀勛匀匇匤卲厓厲叝﨎咜咊咩哿喆坙坥垬埈埇﨏塚增墲夋奓奛奝奣妤妺孖寀甯寘寬尞岦岺峵崧嵓﨑嵂嵭嶸嶹巐弡弴彧德"),
        (0xED9F, "忞恝悅悊惞惕愠惲愑愷愰憘戓抦揵摠撝擎敎昀昕昻昉昮昞昤晥晗晙晴晳暙暠暲暿曺朎朗杦枻桒柀栁桄棏﨓楨﨔榘槢樰橫橆橳橾櫢櫤毖氿汜沆汯泚洄涇浯涖涬淏淸淲淼渹湜渧渼溿澈澵濵瀅瀇瀨炅炫焏焄煜煆煇凞燁燾犱"),
        (0xEE40, "犾猤猪獷玽珉珖珣珒琇珵琦琪琩琮瑢璉璟甁畯皂皜皞皛皦益睆劯砡硎硤硺礰礼神祥禔福禛竑竧靖竫箞精絈絜綷綠緖繒罇羡羽茁荢荿菇菶葈蒴蕓蕙蕫﨟薰蘒﨡蠇裵訒訷詹誧誾諟諸諶譓譿賰賴贒赶﨣軏﨤逸遧郞都鄕鄧釚"),
        (0xEE9F, "釗釞釭釮釤釥鈆鈐鈊鈺鉀鈼鉎鉙鉑鈹鉧銧鉷鉸鋧鋗鋙鋐﨧鋕鋠鋓錥錡鋻﨨錞鋿錝錂鍰鍗鎤鏆鏞鏸鐱鑅鑈閒隆﨩隝隯霳霻靃靍靏靑靕顗顥飯飼餧館馞驎髙髜魵魲鮏鮱鮻鰀鵰鵫鶴鸙黑　　ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ￢￤＇＂"),
        (0xFA40, "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ￢￤＇＂㈱№℡∵纊褜鍈銈蓜俉炻昱棈鋹曻彅丨仡仼伀伃伹佖侒侊侚侔俍偀倢俿倞偆偰偂傔僴僘兊兤冝冾凬刕劜劦勀勛匀匇匤卲厓厲叝﨎咜咊咩哿喆坙坥垬埈埇﨏塚增墲"),
        (0xFA9F, "夋奓奛奝奣妤妺孖寀甯寘寬尞岦岺峵崧嵓﨑嵂嵭嶸嶹巐弡弴彧德忞恝悅悊惞惕愠惲愑愷愰憘戓抦揵摠撝擎敎昀昕昻昉昮昞昤晥晗晙晴晳暙暠暲暿曺朎朗杦枻桒柀栁桄棏﨓楨﨔榘槢樰橫橆橳橾櫢櫤毖氿汜沆汯泚洄涇浯"),
        (0xFB40, "涖涬淏淸淲淼渹湜渧渼溿澈澵濵瀅瀇瀨炅炫焏焄煜煆煇凞燁燾犱犾猤猪獷玽珉珖珣珒琇珵琦琪琩琮瑢璉璟甁畯皂皜皞皛皦益睆劯砡硎硤硺礰礼神祥禔福禛竑竧靖竫箞精絈絜綷綠緖繒罇羡羽茁荢荿菇菶葈蒴蕓蕙蕫﨟薰"),
        (0xFB9F, "蘒﨡蠇裵訒訷詹誧誾諟諸諶譓譿賰賴贒赶﨣軏﨤逸遧郞都鄕鄧釚釗釞釭釮釤釥鈆鈐鈊鈺鉀鈼鉎鉙鉑鈹鉧銧鉷鉸鋧鋗鋙鋐﨧鋕鋠鋓錥錡鋻﨨錞鋿錝錂鍰鍗鎤鏆鏞鏸鐱鑅鑈閒隆﨩隝隯霳霻靃靍靏靑靕顗顥飯飼餧館馞驎髙"),
        (0xFC40, "髜魵魲鮏鮱鮻鰀鵰鵫鶴鸙黑"),
    ];

    private static readonly Lazy<char[]> Table = new(MakeTable);

    private static readonly Lazy<ushort[]> Written = new(MakeWritten);

    /// <summary>The character of a byte, or of a pair as one number; <c>\0</c> where none is assigned.</summary>
    public static char Character(int code) => Table.Value[code];

    /// <summary>True for a byte that begins a pair.</summary>
    public static bool IsLead(byte b) => b is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC);

    /// <summary>The byte, or the pair as one number, that a character is written as; −1 where there is none.</summary>
    public static int Code(char c) => c < 0x80 ? c : Written.Value[c] is var code && code == 0 ? -1 : code;

    /// <summary>For writing: what CP932 lacks becomes <paramref name="replacement"/>.</summary>
    public static Encoding Writer(char replacement) => new Windows31JEncoding(replacement);

    /// <summary>The text of bytes; null where one of them is no character.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            int code = bytes[i];
            if (IsLead(bytes[i]))
            {
                if (++i == bytes.Length)
                {
                    return null;
                }

                code = (code << 8) | bytes[i];
            }

            var c = code < 0x80 ? (char)code : Character(code);
            if (c == 0 && code != 0)
            {
                return null;
            }

            text.Append(c);
        }

        return text.ToString();
    }

    // Of duplicates, Windows writes JIS X 0208, then NEC's row 13, then IBM's extension, never NEC's selection of it.
    private static ushort[] MakeWritten()
    {
        var written = new ushort[0x10000];
        foreach (var code in Enumerable.Range(0xA1, 0xDF - 0xA0).Concat(Codes(0x8140, 0x8740)).Concat(Codes(0x8840, 0xED40))
            .Concat(Codes(0x8740, 0x8840)).Concat(Codes(0xF040, 0xFCFD)).Concat(Codes(0xED40, 0xEF40)))
        {
            if (Character(code) is var c and not '\0' && written[c] == 0)
            {
                written[c] = (ushort)code;
            }
        }

        return written;
    }

    private static IEnumerable<int> Codes(int from, int end) => Enumerable.Range(from, end - from);

    private static char[] MakeTable()
    {
        var net = CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ReplacementFallback,
            new DecoderReplacementFallback(None.ToString()))!;
        var table = new char[0x10000];
        Span<byte> bytes = stackalloc byte[2];
        Span<char> chars = stackalloc char[4];
        for (var b = 0xA1; b <= 0xDF; b++)
        {
            bytes[0] = (byte)b;
            table[b] = net.GetChars(bytes[..1], chars) == 1 && chars[0] != None ? chars[0] : '\0';
        }

        for (var code = 0x8140; code <= 0xFCFC; code++)
        {
            // .NET decodes 80, A0 and FD-FF, which are undefined in CP932; none of them is a trail byte either.
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)code);
            if (IsLead(bytes[0]) && bytes[1] is >= 0x40 and not 0x7F and <= 0xFC && net.GetChars(bytes, chars) == 1 && chars[0] != None)
            {
                table[code] = chars[0];
            }
        }

        foreach (var (from, characters) in Extensions)
        {
            var code = from;
            foreach (var c in characters)
            {
                table[code] = c == Unassigned ? '\0' : c;
                code += (code & 0xFF) == 0x7E ? 2 : 1;
            }
        }

        return table;
    }
}
