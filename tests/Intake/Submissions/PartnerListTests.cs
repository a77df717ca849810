using SmartToyonaka.Intake.Submissions;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Partners in one field.</summary>
public sealed class PartnerListTests
{
    [Theory]
    [InlineData("甲社", "甲社")]
    [InlineData("甲社、乙大学;丙\n 丁 ；", "甲社|乙大学|丙|丁")]
    [InlineData("NATS（西宮市、尼崎市、豊中市、吹田市）、大阪府", "NATS（西宮市、尼崎市、豊中市、吹田市）|大阪府")]
    [InlineData("甲(乙（丙、丁）、戊)、己", "甲(乙（丙、丁）、戊)|己")]
    [InlineData("甲（乙、丙", "甲（乙|丙")]
    [InlineData("甲、乙）、丙", "甲|乙）|丙")]
    [InlineData("、; \n", "")]
    [InlineData("", "")]
    public void They_are_apart_but_not_within_brackets(string text, string partners) =>
        Assert.Equal(partners, string.Join('|',
            FormSubmission.Read([new("initiatives.0.partners", text)]).Initiatives[0].Partners.Select(p => p.Text)));
}
