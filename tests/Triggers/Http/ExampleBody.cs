using System.Text;
using System.Text.Json.Nodes;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>An example of a body in the OpenAPI document, as a client sends it.</summary>
internal static class ExampleBody
{
    /// <summary>What is sent as one of the content types that the document names.</summary>
    public static HttpContent ContentOf(string type, JsonNode body)
    {
        if (type is "application/json" or "text/csv")
        {
            return new StringContent(type == "text/csv" ? body.GetValue<string>() : body.ToJsonString(), Encoding.UTF8, type);
        }

        var fields = body.AsObject().Select(f => KeyValuePair.Create(f.Key, f.Value!.GetValue<string>())).ToList();
        if (type != "multipart/form-data")
        {
            return new FormUrlEncodedContent(fields);
        }

        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            if (name == "file")
            {
                form.Add(new StringContent(value), name, "example.csv");
            }
            else
            {
                form.Add(new StringContent(value), name);
            }
        }

        return form;
    }
}
