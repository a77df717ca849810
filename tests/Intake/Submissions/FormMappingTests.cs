using System.Text;
using System.Text.RegularExpressions;
using SmartToyonaka.Intake.Submissions.Forms;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Mapping files of forms.</summary>
public sealed class FormMappingTests
{
    private const string Id = "r5ec9a97f0a07442dae2aa56ea3344b3c";

    [Theory]
    [InlineData("""{"form":"f","version":"1","questions":{"r1":"department"}}""", "r1 not_a_question")]
    [InlineData("""{"form":"f","version":"1","questions":{"ID":"departement"}}""", "ID not_a_field")]
    [InlineData("""{"form":"f","version":"1","questions":{"ID":{"optional":true}}}""", "ID field_or_ignore")]
    [InlineData("""{"form":"f","version":"1","questions":{"ID":{"field":"month","ignore":true}}}""", "ID field_or_ignore")]
    [InlineData("""{"form":"f","version":"1","questions":{"ID":"month"},"fixed":{"month":"2021-06"}}""", "ID、month field_doubled")]
    [InlineData("""{"form":"g","version":"1","questions":{"ID":"month"}}""", "form form_differs")]
    [InlineData("""{"form":"f","questions":{"ID":"month"}}""", "version version_missing")]
    [InlineData("""{"form":"f","version":"1"}""", "questions questions_missing")]
    [InlineData("""{"form":"f","version":"1","questions":{"ID":"month"},"question":{}}""", "question unknown_property")]
    [InlineData("""{"form":"f","version":"1","questions":{"ID":"month","ID":"month"}}""", " not_a_mapping")]
    [InlineData("""{"form":"f","version":1,"questions":{"ID":"month"}}""", " not_a_mapping")]
    [InlineData("[]", " not_a_mapping")]
    [InlineData("{", " not_a_mapping")]
    public void What_is_wrong_is_told_with_its_place(string json, string error)
    {
        var (mapping, errors) = FormMapping.Parse("f", Encoding.UTF8.GetBytes(json.Replace("ID", Id, StringComparison.Ordinal)));
        Assert.Null(mapping);
        Assert.Contains(error.Replace("ID", Id, StringComparison.Ordinal), errors.Select(e => $"{e.Column} {e.Code}"));
    }

    [Fact]
    public void The_example_of_the_guide_is_taken()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "power-automate.md"));
        var (mapping, errors) = FormMapping.Parse("monthly-2026-04",
            Encoding.UTF8.GetBytes(Regex.Match(guide, "```json\n(\\{.*?\n\\})\n```", RegexOptions.Singleline).Groups[1].Value));
        Assert.Empty(errors);
        Assert.Equal("monthly-2026-04(2026-04)", mapping!.Title);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("A")]
    [InlineData("")]
    [InlineData("a.")]
    [InlineData("あ")]
    public void A_form_s_name_becomes_part_of_a_blob_s_name_and_is_plain(string name) => Assert.False(FormMapping.IsFormName(name));

    [Fact]
    public void Several_choices_are_partners_and_one_choice_is_a_text()
    {
        var (mapping, _) = FormMapping.Parse("f",
            Encoding.UTF8.GetBytes($$"""{"form":"f","version":"1","questions":{"{{Id}}":"initiatives.0.partners","r00000000000000000000000000000001":"department","r00000000000000000000000000000002":"month"} }"""));
        var answer = FormsAnswer.Read(
            Encoding.UTF8.GetBytes($$"""{"form":"f","responseId":"1","answers":{"{{Id}}":"[\"A社\",\"B大学\"]","r00000000000000000000000000000001":"[\"0213\"]","r00000000000000000000000000000002":"[\"R3.6\",\"R3.7\"]"} }"""))!;
        var raw = answer.ToSubmission(mapping!);
        Assert.Equal(["A社", "B大学"], raw.Initiatives[0].Partners.Select(p => p.Text));
        Assert.Equal("0213", raw.Fields["department"].Text);
        Assert.Equal(["/answers/r00000000000000000000000000000002 more_than_one_choice"], raw.Errors.Select(e => $"{e.Pointer} {e.Code}"));
    }

    [Theory]
    [InlineData("""{"form":"f","department":"0213"}""")]
    [InlineData("""{"answers":[]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Other_bodies_are_none_of_Forms(string body) => Assert.Null(FormsAnswer.Read(Encoding.UTF8.GetBytes(body)));
}
