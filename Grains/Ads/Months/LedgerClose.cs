using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sokbo.Grains.Interfaces.Ads.Budgets;
using Sokbo.Grains.Interfaces.Ads.Events;

namespace Sokbo.Grains.Ads.Months;

/// <summary>The close of a month as a row of the ledger says it: enough to work its figures out again from the rows before.</summary>
internal sealed record LedgerClose
{
    public required int Month { get; init; }

    /// <summary>The month that was closed before, or when the campaign was booked; 0 for none.</summary>
    public required int After { get; init; }

    public required Pricing Pricing { get; init; }

    public required long PriceWon { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    /// <summary>The day on which the campaign was booked.</summary>
    public required int Booked { get; init; }

    public required long Billed { get; init; }

    public required long Carried { get; init; }

    public required long AmountWon { get; init; }

    public required long AdjustmentWon { get; init; }

    public required long CreditWon { get; init; }

    /// <summary>See <see cref="HashOf"/>.</summary>
    public required string CountsHash { get; init; }

    public required string By { get; init; }

    public BudgetTerms Terms => new()
    {
        Site = "",
        AdvertiserId = "",
        Revision = 0,
        Pricing = Pricing,
        PriceWon = PriceWon,
        Start = Start,
        End = End,
    };

    /// <summary>SHA-256 of the month's counts, a line each, in their order.</summary>
    public static string HashOf(IEnumerable<EventCount> counts)
    {
        var text = new StringBuilder();
        foreach (var count in counts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{count.Slot}\t{count.Creative}\t{count.Bucket}\t{count.Count}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject("close");
        json.WriteNumber("month", Month);
        json.WriteNumber("after", After);
        json.WriteString("pricing", Pricing.ToString());
        json.WriteNumber("priceWon", PriceWon);
        WriteMoment(json, "start", Start);
        WriteMoment(json, "end", End);
        json.WriteNumber("booked", Booked);
        json.WriteNumber("billed", Billed);
        json.WriteNumber("carried", Carried);
        json.WriteNumber("amountWon", AmountWon);
        json.WriteNumber("adjustmentWon", AdjustmentWon);
        json.WriteNumber("creditWon", CreditWon);
        json.WriteString("counts", CountsHash);
        json.WriteString("by", By);
        json.WriteEndObject();
    }

    public static LedgerClose Read(JsonElement close) => new()
    {
        Month = close.GetProperty("month").GetInt32(),
        After = close.GetProperty("after").GetInt32(),
        Pricing = Enum.Parse<Pricing>(close.GetProperty("pricing").GetString()!),
        PriceWon = close.GetProperty("priceWon").GetInt64(),
        Start = ReadMoment(close.GetProperty("start")),
        End = ReadMoment(close.GetProperty("end")),
        Booked = close.GetProperty("booked").GetInt32(),
        Billed = close.GetProperty("billed").GetInt64(),
        Carried = close.GetProperty("carried").GetInt64(),
        AmountWon = close.GetProperty("amountWon").GetInt64(),
        AdjustmentWon = close.GetProperty("adjustmentWon").GetInt64(),
        CreditWon = close.GetProperty("creditWon").GetInt64(),
        CountsHash = close.GetProperty("counts").GetString()!,
        By = close.GetProperty("by").GetString()!,
    };

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            json.WriteNumber(name, known.ToUnixTimeMilliseconds());
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static DateTimeOffset? ReadMoment(JsonElement moment) =>
        moment.ValueKind == JsonValueKind.Null ? null : DateTimeOffset.FromUnixTimeMilliseconds(moment.GetInt64());
}
