using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Tests.Support.MemoryStorage;

/// <summary>The table service.</summary>
internal sealed partial class MemoryTables
{
    private const int PageSize = 1_000;

    private readonly SortedDictionary<string, Partitions> tables = new(StringComparer.Ordinal);

    /// <summary>The columns of a row as they were sent, with their types, and its version.</summary>
    private sealed record Entity(JsonObject Columns, string ETag);

    private sealed class Partitions() : SortedDictionary<string, SortedDictionary<string, Entity>>(StringComparer.Ordinal);

    public MemoryResponse Execute(MemoryRequest request)
    {
        if (request.Path == "$batch")
        {
            return MemoryBatch.Execute(request, Write, UndoOf);
        }

        if (request.Path is "Tables" or "Tables()")
        {
            return request.Method == "POST" ? Create(request) : new(200, $$"""{"value":[{{string.Join(',', tables.Keys
                .Select(t => $$"""{"TableName":"{{t}}"}"""))}}]}""", "application/json");
        }

        return request.Method == "GET" ? Read(request) : Write(request);
    }

    private MemoryResponse Create(MemoryRequest request)
    {
        var name = (string)JsonNode.Parse(request.Body)!["TableName"]!;
        return tables.TryAdd(name, new()) ? new(204) : throw new MemoryFault(409, "TableAlreadyExists");
    }

    private MemoryResponse Read(MemoryRequest request)
    {
        var (table, partition, row) = Target(request.Path);
        var wanted = request.Query.GetValueOrDefault("$select")?.Split(',').ToHashSet(StringComparer.Ordinal);
        if (partition is not null)
        {
            var found = Find(table, partition, row!) ?? throw new MemoryFault(404, "ResourceNotFound");
            return new MemoryResponse(200, Shown(found, wanted).ToJsonString(), "application/json").With("ETag", found.ETag);
        }

        var filter = MemoryFilter.Parse(request.Query.GetValueOrDefault("$filter", ""));
        var (fromPartition, fromRow) =
            (request.Query.GetValueOrDefault("NextPartitionKey", ""), request.Query.GetValueOrDefault("NextRowKey", ""));
        var page = Math.Min(PageSize, int.Parse(request.Query.GetValueOrDefault("$top", "1000"), CultureInfo.InvariantCulture));
        var rows = filter.Partition is { } only
            ? table.TryGetValue(only, out var one) ? one.Select(r => (only, r.Key, r.Value)) : []
            : table.SelectMany(p => p.Value.Select(r => (p.Key, r.Key, r.Value)));
        var matching = rows.Where(r => string.CompareOrdinal(r.Item1, fromPartition) is var c && (c > 0 || (c == 0
            && string.CompareOrdinal(r.Item2, fromRow) >= 0)) && filter.Includes(r.Item3.Columns)).Take(page + 1).ToList();
        var answer = new MemoryResponse(200, new JsonObject
        {
            ["value"] = new JsonArray([.. matching.Take(page).Select(r => Shown(r.Item3, wanted))]),
        }.ToJsonString(), "application/json");
        return matching.Count <= page ? answer
            : answer.With("x-ms-continuation-NextPartitionKey", matching[page].Item1)
                .With("x-ms-continuation-NextRowKey", matching[page].Item2);
    }

    private MemoryResponse Write(MemoryRequest request)
    {
        var (table, key, name) = KeysOf(request, out var sent);
        var there = Find(table, key, name);
        var condition = request.Header("If-Match");
        if (request.Method == "POST")
        {
            return there is null ? Put(table, key, name, sent) : throw new MemoryFault(409, "EntityAlreadyExists");
        }

        if (condition is not null)
        {
            there = there ?? throw new MemoryFault(404, "ResourceNotFound");
            if (condition != "*" && condition != there.ETag)
            {
                throw new MemoryFault(412, "UpdateConditionNotSatisfied");
            }
        }

        if (request.Method == "DELETE")
        {
            table[key].Remove(name);
            return new(204);
        }

        if (request.Method is "PATCH" or "MERGE" && there is not null)
        {
            var merged = there.Columns.DeepClone().AsObject();
            foreach (var (column, value) in sent)
            {
                merged[column] = value?.DeepClone();
            }

            sent = merged;
        }

        return Put(table, key, name, sent);
    }

    private static MemoryResponse Put(Partitions table, string partition, string row, JsonObject sent)
    {
        var now = DateTimeOffset.UtcNow;
        sent["PartitionKey"] = partition;
        sent["RowKey"] = row;
        sent["Timestamp"] = now.ToString("O", CultureInfo.InvariantCulture);
        sent.Remove("odata.etag");

        // A whole number of type double is read back as one, by its decimal point.
        foreach (var name in sent.Where(c => c.Value?.ToString() == "Edm.Double").Select(c => c.Key.Split('@')[0]).ToList())
        {
            if (sent[name]!.ToJsonString() is var text && text.All(c => char.IsAsciiDigit(c) || c == '-'))
            {
                sent[name] = JsonNode.Parse(text + ".0");
            }
        }

        var entity = new Entity(sent, string.Create(CultureInfo.InvariantCulture, $"W/\"datetime'{MemoryTime.Next()}'\""));
        (table.TryGetValue(partition, out var rows) ? rows : table[partition] = new(StringComparer.Ordinal))[row] = entity;
        return new MemoryResponse(204).With("ETag", entity.ETag);
    }

    private static Entity? Find(Partitions table, string partition, string row) => table.TryGetValue(partition, out var rows)
        && rows.TryGetValue(row, out var entity) ? entity : null;

    private static JsonObject Shown(Entity entity, HashSet<string>? wanted)
    {
        var shown = new JsonObject { ["odata.etag"] = entity.ETag };
        foreach (var (name, value) in entity.Columns)
        {
            // A number needs no type; the client would read it as a text.
            var isTypeOfNumber = name.EndsWith("@odata.type", StringComparison.Ordinal) && value?.GetValue<string>() == "Edm.Double";
            if (value is not null && !isTypeOfNumber && (wanted is null || wanted.Contains(name.Split('@')[0])))
            {
                shown[name] = value.DeepClone();
            }
        }

        return shown;
    }

    /// <summary>Gives what undoes a write that is done next.</summary>
    private Action UndoOf(MemoryRequest request)
    {
        var (table, partition, row) = KeysOf(request, out _);
        var before = Find(table, partition, row);
        return () =>
        {
            if (before is not null)
            {
                table[partition][row] = before;
            }
            else if (table.TryGetValue(partition, out var rows))
            {
                rows.Remove(row);
            }
        };
    }

    private (Partitions Table, string Partition, string Row) KeysOf(MemoryRequest request, out JsonObject sent)
    {
        var (table, partition, row) = Target(request.Path);
        sent = request.Body.Length > 0 ? JsonNode.Parse(request.Body)!.AsObject() : [];
        return (table, partition ?? (string)sent["PartitionKey"]!, row ?? (string)sent["RowKey"]!);
    }

    private (Partitions Table, string? Partition, string? Row) Target(string path)
    {
        var match = Address().Match(path);
        if (!match.Success || !tables.TryGetValue(match.Groups["table"].Value, out var table))
        {
            throw new MemoryFault(404, "TableNotFound");
        }

        return match.Groups["row"].Success ? (table, Unquoted(match.Groups["partition"].Value), Unquoted(match.Groups["row"].Value))
            : (table, null, null);
    }

    private static string Unquoted(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<table>\w+)(\((PartitionKey='(?<partition>([^']|'')*)',RowKey='(?<row>([^']|'')*)')?\))?$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Address();
}
