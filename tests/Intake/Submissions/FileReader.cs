using System.Text;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Files;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Reads files as the door does, with the built-in register.</summary>
internal static class FileReader
{
    static FileReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Cp932 => Encoding.GetEncoding(932);

    public static CheckedSubmission Check(string name, byte[] content, params (string Name, string Value)[] fields)
    {
        var (raw, fault) = SubmissionFiles.Read(Fields(fields), [new(name, content)]);
        Assert.True(fault is null, fault?.Error.Code);
        return SubmissionCheck.Check(raw!, ReferenceData.BuiltInRegister);
    }

    public static CheckedSubmission Check(string name, string content, params (string Name, string Value)[] fields) =>
        Check(name, Encoding.UTF8.GetBytes(content), fields);

    /// <summary>What a file without a fault of its own says for 0213 in June 2021.</summary>
    public static IReadOnlyList<Observation> Good(string name, byte[] content)
    {
        var check = Check(name, content, ("department", "0213"), ("month", "R3.6"));
        Assert.Empty(check.Errors);
        return check.Submission!.Observations;
    }

    public static IReadOnlyList<Observation> Good(string name, string content) => Good(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Pointer and code of everything that is wrong.</summary>
    public static IReadOnlyList<string> Errors(string name, byte[] content) =>
        [.. Check(name, content, ("department", "0213"), ("month", "R3.6")).Errors.Select(e => $"{e.Pointer} {e.Code}")];

    public static IReadOnlyList<string> Errors(string name, string content) => Errors(name, Encoding.UTF8.GetBytes(content));

    public static FileFault Fault(string name, byte[] content) => SubmissionFiles.Read(Fields(), [new(name, content)]).Fault
        ?? throw new Xunit.Sdk.XunitException("The file was taken.");

    public static FileFault Fault(string name, string content) => Fault(name, Encoding.UTF8.GetBytes(content));

    private static RawSubmission Fields(params (string Name, string Value)[] fields) =>
        FormSubmission.Read(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
