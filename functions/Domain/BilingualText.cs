namespace SmartToyonaka.Domain;

/// <summary>A text in both languages.</summary>
public sealed record BilingualText(string Ja, string En)
{
    /// <summary>In one of them.</summary>
    public string In(bool english) => english ? En : Ja;
}
