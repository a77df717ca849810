using System.Text.RegularExpressions;
using CsvHelper;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Reference;

/// <summary>Addresses of departments as read, or everything that is wrong with them. No error quotes an address.</summary>
public sealed record ContactReadResult(IReadOnlyDictionary<string, string> Addresses, IReadOnlyList<RegisterError> Errors);

/// <summary>Reads <c>contacts.csv</c>, the mailboxes of departments, and checks it as a whole.</summary>
public static partial class ContactReader
{
    private const string Code = "所属コード", Mail = "メール";
    private const int MaxRows = 5_000, MaxAddress = 254;

    /// <summary>True for one plain address: no name beside it, no list of several.</summary>
    public static bool IsAddress(string text) => text.Length <= MaxAddress && Address().IsMatch(text);

    /// <summary>Reads and checks; every error at once.</summary>
    /// <param name="text">The file.</param>
    /// <param name="register">Who is there; null to check without it.</param>
    public static ContactReadResult Read(TextReader text, Register? register)
    {
        var errors = new List<RegisterError>();
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        ListReader.Read(text, errors, csv => ReadRows(csv, register, addresses, errors));

        return new(addresses, errors);
    }

    private static void ReadRows(CsvReader csv, Register? register, Dictionary<string, string> addresses, List<RegisterError> errors)
    {
        var header = csv.Read() ? Enumerable.Range(0, csv.FieldCount).Select(i => Register.NameKey(csv.GetString(i).TrimStart('\uFEFF')))
            .ToList() : [];
        var (code, mail) = (header.IndexOf(Code), header.IndexOf(Mail));
        if (code < 0 || mail < 0)
        {
            errors.Add(new(1, "", "header", $"見出し行に「{Code}」と「{Mail}」がありません。1行目に入れてください。"));
            return;
        }

        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            var (section, address) = (Field(csv, code), Field(csv, mail));
            if (section.Length == 0 && address.Length == 0)
            {
                continue;
            }

            if (addresses.Count >= MaxRows)
            {
                errors.Add(new(line, "", "too_many_rows", $"{MaxRows}行を超えています。"));
                return;
            }

            if (section.Length is 0 or > 10 || !section.All(char.IsAsciiDigit)
                || (register is not null && register.Newest(section) is null))
            {
                errors.Add(new(line, Code, "unknown_department", $"{line}行目の所属コードは所属の一覧(departments.csv)にありません。先頭の0が消えていないか確かめてください。"));
            }
            else if (!IsAddress(address))
            {
                errors.Add(new(line, Mail, "not_an_address", $"{line}行目のメールが1つのアドレスとして読めません。所属のメールボックスのアドレスだけを入れてください。"));
            }
            else if (!addresses.TryAdd(section, address))
            {
                errors.Add(new(line, Code, "doubled", $"{line}行目の所属コードは前の行にもあります。1行にしてください。"));
            }
        }
    }

    private static string Field(CsvReader csv, int column) => column < csv.FieldCount ? csv.GetString(column).Trim() : "";

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
