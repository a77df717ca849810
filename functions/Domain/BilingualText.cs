namespace SmartToyonaka.Domain;

/// <summary>A text in both languages.</summary>
public sealed record BilingualText(string Ja, string En)
{
    /// <summary>A text as it was kept: in Japanese alone before English was kept with it.</summary>
    public static BilingualText Kept(string ja, string en) => new(ja, en.Length > 0 ? en : ja);

    /// <summary>In one of them.</summary>
    public string In(bool english) => english ? En : Ja;

    /// <summary>Texts one after the other, with something between them.</summary>
    public static BilingualText Join(string between, IReadOnlyCollection<BilingualText> texts) =>
        new(string.Join(between, texts.Select(t => t.Ja)), string.Join(between, texts.Select(t => t.En)));
}
