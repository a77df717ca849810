using System.Globalization;
using Microsoft.Extensions.Configuration;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Publishing.Completeness.Reminders;

/// <summary>Whether mails are sent.</summary>
public enum ReminderMode
{
    /// <summary>Nothing is worked out and nothing is sent.</summary>
    Off,

    /// <summary>What would be sent is written into the outbox, to be looked at; nothing is sent.</summary>
    DryRun,

    /// <summary>Mails are sent.</summary>
    Send,
}

/// <summary>Settings of reminders.</summary>
/// <param name="Mode">Off unless a setting says otherwise.</param>
/// <param name="From">The mailbox that sends.</param>
/// <param name="Responsible">Address of the section that gets the monthly summary.</param>
/// <param name="Link">Root address of the app, for the link to the form.</param>
/// <param name="Stages">When departments are reminded, in business days before (negative) or after the due day, in order.</param>
/// <param name="SummaryBusinessDay">The business day of a month on which the month before it is summed up.</param>
public sealed record ReminderOptions(ReminderMode Mode, string From, string Responsible, Uri? Link, IReadOnlyList<int> Stages,
    int SummaryBusinessDay)
{
    public const string Section = "SmartToyonaka:Reminders";

    private const int FarthestStage = 20, MostStages = 10, LatestSummary = 15;

    /// <exception cref="InvalidOperationException">A setting is wrong; the message is one line that says which and what it should
    /// be.</exception>
    public static ReminderOptions Of(IConfiguration configuration) => Read(configuration.GetSection(Section));

    private static ReminderOptions Read(IConfigurationSection section)
    {
        var mode = section["Mode"] switch
        {
            null or "" or "off" => ReminderMode.Off,
            "dry-run" => ReminderMode.DryRun,
            "send" => ReminderMode.Send,
            _ => throw Wrong("Mode", "must be off, dry-run or send"),
        };
        var (from, responsible) = (section["From"] ?? "", section["Responsible"] ?? "");
        var link = Uri.TryCreate(section["Link"], UriKind.Absolute, out var url) ? url : null;
        if (mode != ReminderMode.Off && !ContactReader.IsAddress(from))
        {
            throw Wrong("From", "must be the address of the mailbox that sends");
        }

        if (mode != ReminderMode.Off && !ContactReader.IsAddress(responsible))
        {
            throw Wrong("Responsible", "must be the address of the section that gets the summary");
        }

        if (mode != ReminderMode.Off
            && (link is null || (link.Scheme != Uri.UriSchemeHttps && !(link.Scheme == Uri.UriSchemeHttp && link.IsLoopback))))
        {
            throw Wrong("Link", "must be the app's address, such as https://func-toyonaka.azurewebsites.net/");
        }

        return new(mode, from, responsible, link, ReadStages(section["Stages"]), SummaryDay(section["SummaryBusinessDay"]));
    }

    private static IReadOnlyList<int> ReadStages(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [-3, 1, 5];
        }

        var stages = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days)
                || Math.Abs(days) > FarthestStage || stages.Contains(days) || stages.Count == MostStages)
            {
                throw Wrong("Stages", $"must be up to {MostStages} different numbers of business days from -{FarthestStage} to "
                    + $"{FarthestStage}, such as -3,1,5");
            }

            stages.Add(days);
        }

        return [.. stages.Order()];
    }

    private static int SummaryDay(string? text) =>
        string.IsNullOrEmpty(text) ? 12
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= LatestSummary ? day
        : throw Wrong("SummaryBusinessDay", $"must be a whole number from 1 to {LatestSummary}");

    private static InvalidOperationException Wrong(string setting, string rule) => new($"SmartToyonaka__Reminders__{setting} {rule}.");
}
