using System.Text.RegularExpressions;
using CsvHelper;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Messages;

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
            errors.Add(RegisterError.Of(1, "", "header", ListMessages.ContactHeader(Code, Mail)));
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
                errors.Add(RegisterError.Of(line, "", "too_many_rows", ListMessages.TooManyRows(MaxRows)));
                return;
            }

            if (section.Length is 0 or > 10 || !section.All(char.IsAsciiDigit)
                || (register is not null && register.Newest(section) is null))
            {
                errors.Add(RegisterError.Of(line, Code, "unknown_department", ListMessages.DepartmentUnknown(line)));
            }
            else if (!IsAddress(address))
            {
                errors.Add(RegisterError.Of(line, Mail, "not_an_address", ListMessages.NotAnAddress(line)));
            }
            else if (!addresses.TryAdd(section, address))
            {
                errors.Add(RegisterError.Of(line, Code, "doubled", ListMessages.DepartmentTwice(line)));
            }
        }
    }

    private static string Field(CsvReader csv, int column) => column < csv.FieldCount ? csv.GetString(column).Trim() : "";

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
