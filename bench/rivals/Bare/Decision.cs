using System.Text.Json.Serialization;

namespace Sokbo.Bare;

internal sealed record Decision(
    string Slot, [property: JsonPropertyName("decision")] string Id, string Ticket, Banner Creative, string ClickUrl, int IntervalSeconds);
