using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Why a body is no JSON object that can be read, and where.</summary>
internal static class JsonErrorLocator
{
    /// <summary>The first fault of a body that <see cref="JsonSubmission"/> could not read.</summary>
    public static SubmissionError Of(ReadOnlyMemory<byte> body)
    {
        var json = JsonSubmission.TrimBom(body).Span;
        if (json.TrimEnd(" \t\r\n"u8).IsEmpty)
        {
            return new("", "body_empty", null, "本文が空です。{ } で囲んだ項目を入れてください。", "The body is empty; send one object in { }.");
        }

        return FirstBadByte(json) is { } bad
            ? At(json, bad, "not_utf8", "UTF-8の文字ではありません。文字コードをUTF-8にして送り直してください。", "is no UTF-8; send the text as UTF-8.")
            : Walk(json);
    }

    private static SubmissionError Walk(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonSubmission.MaxDepth + 1 });
        var names = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
            {
                if (reader is { CurrentDepth: 0, TokenType: not (JsonTokenType.StartObject or JsonTokenType.EndObject) })
                {
                    return At(json, (int)reader.TokenStartIndex, "not_an_object", "全体を { } で囲んでください。",
                        "begins something else than one object in { }.");
                }

                if (reader is { CurrentDepth: JsonSubmission.MaxDepth, TokenType: JsonTokenType.StartObject or JsonTokenType.StartArray })
                {
                    return At(json, (int)reader.TokenStartIndex, "too_deep", $"入れ子が深すぎます({JsonSubmission.MaxDepth}段まで)。",
                        $"is nested too deeply (at most {JsonSubmission.MaxDepth} levels).");
                }

                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        names.Push(new(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.EndObject:
                        names.Pop();
                        break;
                    case JsonTokenType.PropertyName when !names.Peek().Add(reader.GetString()!):
                        return At(json, (int)reader.TokenStartIndex, "doubled_name", "同じ項目名が2回あります。1回だけにしてください。",
                            "gives a name a second time; give it once.");
                    case JsonTokenType.String:
                        reader.GetString();
                        break;
                    default:
                        break;
                }
            }
        }
        catch (JsonException)
        {
            return At(json, (int)reader.BytesConsumed, "not_json", "ここでJSONとして読めなくなります。かっこ・引用符・カンマを確かめてください。",
                "is where this stops being JSON; check brackets, quotes and commas.");
        }
        catch (InvalidOperationException)
        {
            return At(json, (int)reader.TokenStartIndex, "half_a_character", "文字の半分だけの表記(\\ud800 など)があります。文字を書き直してください。",
                "holds half a character (such as \\ud800); write the character anew.");
        }

        return At(json, json.Length, "not_json", "ここでJSONとして読めなくなります。かっこ・引用符・カンマを確かめてください。",
            "is where this stops being JSON; check brackets, quotes and commas.");
    }

    private static int? FirstBadByte(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            return null;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    // As an editor counts: lines from 1, characters of the line from 1.
    private static SubmissionError At(ReadOnlySpan<byte> json, int offset, string code, string ja, string en)
    {
        var before = json[..Math.Min(offset, json.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        var place = string.Create(CultureInfo.InvariantCulture, $"{line}:{column}");
        return new(place, code, null,
            string.Create(CultureInfo.InvariantCulture, $"{line}行目の{column}文字目: {ja}"),
                string.Create(CultureInfo.InvariantCulture, $"Line {line}, character {column} {en}"));
    }
}
