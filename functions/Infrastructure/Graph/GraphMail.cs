using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace SmartToyonaka.Infrastructure.Graph;

/// <summary>A mail of plain text.</summary>
/// <param name="From">The mailbox that sends.</param>
/// <param name="To">One address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Reference">Sent as the header <c>x-smart-toyonaka</c>, by which a message trace finds the mail.</param>
public sealed record OutgoingMail(string From, string To, string Subject, string Text, string Reference);

/// <summary>Sends mail: <c>POST /users/{mailbox}/sendMail</c>, which needs the permission Mail.Send and nothing else.</summary>
public sealed class GraphMail(GraphConnection graph)
{
    /// <summary>
    /// Sends a mail. <see cref="GraphFault.None"/>: accepted. <see cref="GraphFault.Unclear"/>: it is not known whether it was accepted.
    /// Every other fault: not sent.
    /// </summary>
    public async Task<GraphFault> SendAsync(OutgoingMail mail)
    {
        var body = new SendMailPostRequestBody
        {
            // A person looks in Sent Items whether a mail of unknown state was sent.
            SaveToSentItems = true,
            Message = new Message
            {
                Subject = mail.Subject,
                Body = new ItemBody { ContentType = BodyType.Text, Content = mail.Text },
                ToRecipients = [new Recipient { EmailAddress = new EmailAddress { Address = mail.To } }],
                InternetMessageHeaders = [new InternetMessageHeader { Name = "x-smart-toyonaka", Value = mail.Reference }],
            },
        };
        try
        {
            // Not cancelled: after an interruption it would not be known whether the mail was sent.
            await graph.Client.Users[mail.From].SendMail.PostAsync(body, request =>
            {
                request.Options.Add(GraphRetry.ForSending());
                request.Options.Add(new RedirectHandlerOption { ShouldRedirect = _ => false });
            });
            return GraphFault.None;
        }
        catch (Exception e) when (GraphFaultText.Of(e) is not null)
        {
            return GraphFaultText.Of(e)!.Value;
        }
    }
}
