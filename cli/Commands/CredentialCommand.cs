using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Cli.Messages;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Ledger;
using SmartToyonaka.Operations.Access;
using static SmartToyonaka.Cli.Messages.TerminalLanguage;

namespace SmartToyonaka.Cli.Commands;

/// <summary><c>credential issue|list|revoke</c>.</summary>
internal static class CredentialCommand
{
    public static Command Create() => new("credential", Of(HelpMessages.Credential)) { Issue(), List(), Revoke() };

    private static Command Issue()
    {
        var department = new Option<string?>("--department") { Description = Of(OptionMessages.Department) };
        var administrator = new Option<bool>("--administrator") { Description = Of(OptionMessages.Administrator) };
        var reader = new Option<bool>("--reader") { Description = Of(OptionMessages.Reader) };
        var drops = new Option<string?>("--drops") { Description = Of(OptionMessages.DropFolder) };
        var days = new Option<int>("--days") { Description = Of(OptionMessages.Days), DefaultValueFactory = _ => 365 };
        var command = new Command("issue", Of(HelpMessages.CredentialIssue)) { department, administrator, reader, drops, days };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            var (name, isAdministrator, isReader, folder, valid) = (parsed.GetValue(department), parsed.GetValue(administrator),
                parsed.GetValue(reader), parsed.GetValue(drops), parsed.GetValue(days));
            if (new[] { name is not null, isAdministrator, isReader, folder is not null }.Count(given => given) != 1
                || valid is < 1 or > 1098)
            {
                throw new InvalidOperationException(Of(CommandMessages.OneScope));
            }

            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            await services.GetRequiredService<StorageAccount>().CreateAllAsync(cancel);
            if (folder is not null && !DropUploads.Folders.Contains(folder))
            {
                throw new InvalidOperationException(Of(CommandMessages.NoSuchFolder(folder, string.Join(", ", DropUploads.Folders))));
            }

            var subject = name is null ? folder ?? "" : await DepartmentAsync(services, name, cancel);
            var role = isAdministrator ? Role.Administrator : isReader ? Role.Reader : folder is not null ? Role.Drops : Role.Department;
            var (credential, token) = await services.GetRequiredService<AdminJournal>().RecordAsync(
                new(AdminActKind.Credentials, "issue", $"{role.Text()} {subject}".TrimEnd(), "command-line", ""),
                () => services.GetRequiredService<CredentialStore>().IssueAsync(role, subject, TimeSpan.FromDays(valid), "command-line",
                    cancel), issued => issued.Credential.Id, cancel);
            Console.WriteLine(token);
            Console.Error.WriteLine(Of(CommandMessages.Issued(credential.Id, Scope(credential), credential.ExpiresAt)));
            return 0;
        }));
        return command;
    }

    private static async Task<string> DepartmentAsync(ServiceProvider services, string name, CancellationToken cancel)
    {
        var register = (await services.GetRequiredService<ReferenceData>().GetAsync(cancel)).Register;
        var found = register.Find(name, FiscalMonth.Of(JapanTime.Date(services.GetRequiredService<TimeProvider>().GetUtcNow())));
        return found.Match == SectionMatch.Found ? found.Section!.Code
            : throw new InvalidOperationException(Of(CommandMessages.NoSuchDepartment(name)));
    }

    private static string Scope(Credential credential) => credential.Role switch
    {
        Role.Department => credential.Department,
        Role.Drops => $"drops:{credential.Folder}",
        var role => role.Text(),
    };

    private static Command List()
    {
        var command = new Command("list", Of(HelpMessages.CredentialList));
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            foreach (var c in await services.GetRequiredService<CredentialStore>().ListAsync(cancel))
            {
                var state = c.RevokedAt is not null ? "revoked" : c.IsValidAt(now) ? "valid" : "expired";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{c.Id}  {state,-8}  until {c.ExpiresAt:yyyy-MM-dd}  {Scope(c)}"));
            }

            return 0;
        }));
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("id") { Description = Of(OptionMessages.ListedId) };
        var command = new Command("revoke", Of(HelpMessages.CredentialRevoke)) { id };
        command.SetAction((parsed, cancel) => CommandRunner.Safely(async () =>
        {
            await using var services = await CommandServices.OpenAsync(parsed, cancel);
            var revoked = await services.GetRequiredService<AdminJournal>().RecordAsync(
                new(AdminActKind.Credentials, "revoke", parsed.GetValue(id)!, "command-line", ""),
                () => services.GetRequiredService<CredentialStore>().RevokeAsync(parsed.GetValue(id)!, "command-line", cancel),
                credential => credential is null ? null : "", cancel)
                ?? throw new InvalidOperationException(Of(CommandMessages.NoSuchCredential));
            Console.WriteLine(Of(CommandMessages.Revoked(revoked.Id, Authenticator.MaxAge.TotalSeconds)));
            return 0;
        }));
        return command;
    }
}
