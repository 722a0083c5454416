using System.Text.Json;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Months;

/// <summary>A credit as a row of the ledger says it.</summary>
internal static class LedgerCredit
{
    public static void WriteTo(this CampaignCredit credit, Utf8JsonWriter json)
    {
        json.WriteStartObject("credit");
        json.WriteString("id", credit.Id);
        json.WriteNumber("month", credit.Month);
        json.WriteNumber("amountWon", credit.AmountWon);
        json.WriteNumber("numbers", credit.Numbers);
        json.WriteString("reason", credit.Reason);
        json.WriteString("by", credit.By);
        json.WriteEndObject();
    }

    public static CampaignCredit Read(JsonElement credit, long at) => new()
    {
        Id = credit.GetProperty("id").GetString()!,
        Month = credit.GetProperty("month").GetInt32(),
        AmountWon = credit.GetProperty("amountWon").GetInt64(),
        Numbers = credit.GetProperty("numbers").GetInt64(),
        Reason = credit.GetProperty("reason").GetString()!,
        By = credit.GetProperty("by").GetString()!,
        At = DateTimeOffset.FromUnixTimeMilliseconds(at),
    };
}
