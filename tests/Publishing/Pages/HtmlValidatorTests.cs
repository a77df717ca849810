using System.Text;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>The validator finds what it is there for, so that its silence of the pages says something.</summary>
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class HtmlValidatorTests
{
    [ValidatorTheory]
    [InlineData("<p>a<p id=x>b", "")]
    [InlineData("<p id=x>a<p id=x>b", "Duplicate ID")]
    [InlineData("<ul><p>a</ul>", "not allowed as child")]
    [InlineData("<p><div>a</div></p>", "No “p” element in scope")]
    [InlineData("<img src=a.png>", "“alt”")]
    [InlineData("<input type=text name=a value=b value=c>", "Duplicate attribute")]
    public async Task A_fault_is_found_where_there_is_one(string body, string said)
    {
        var found = await HtmlValidator.FindingsAsync(Encoding.UTF8.GetBytes(
            $"<!DOCTYPE html><html lang=\"ja\"><head><title>確かめる</title></head><body>{body}</body></html>"));

        if (said.Length == 0)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(found, f => f.Contains(said, StringComparison.Ordinal));
        }
    }
}
