using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sokbo.Grains.Ads.Months;
using Sokbo.Grains.Interfaces.Ads.Events;
using Sokbo.Grains.Interfaces.Ads.Months;

namespace Sokbo.Grains.Ads.Budgets;

/// <summary>
/// What one fold counted, a credit, or the close of a month. Rows of a campaign are one chain: the hash of a row covers its text, and its text holds the hash
/// of the row before.
/// </summary>
/// <remarks>
/// Stored as one line of UTF-8: the hash (SHA-256, 64 lower-case hexadecimal digits), a space, and the row as JSON with
/// its members in this order.
/// <code>
/// {"row":2,"at":1795679999123,"log":"…","first":7,"last":9,"previous":"…",
///  "counts":[["slot","creative","Rendered",498799,3]],"billed":[[20261126,3]]}
/// </code>
/// A count is slot, creative, bucket, hour since 1970 (UTC) and number; a bill is a day in Seoul and a number.
/// A credit or a close is of no log and counts nothing; it has one more member behind these.
/// <code>
/// "credit":{"id":"…","month":202611,"amountWon":5000,"numbers":0,"reason":"…","by":"…"}
/// "close":{"month":202611,"after":202610,"pricing":"Rendered","priceWon":3000,"start":1793458800000,"end":null,"booked":20261103,
///  "billed":812,"carried":2,"amountWon":2436,"adjustmentWon":0,"creditWon":0,"counts":"SHA-256 of the month's counts","by":"…"}
/// </code>
/// </remarks>
internal sealed record LedgerRow
{
    public const int HashDigits = 64;

    /// <summary>1 for the first of the campaign.</summary>
    public required long Row { get; init; }

    /// <summary>When it was written, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Log { get; init; }

    public required long First { get; init; }

    public required long Last { get; init; }

    public required ImmutableArray<EventCount> Counts { get; init; }

    public required ImmutableArray<DayCount> Billed { get; init; }

    /// <summary>Empty in the first row.</summary>
    public required string Previous { get; init; }

    public CampaignCredit? Credit { get; init; }

    public LedgerClose? Close { get; init; }

    /// <summary>The row as it is stored: worked out anew with each call.</summary>
    public LedgerLine Line()
    {
        var text = Text();
        var hash = Convert.ToHexStringLower(SHA256.HashData(text));
        return new LedgerLine(hash, [.. Encoding.ASCII.GetBytes(hash), (byte)' ', .. text], Hours.Of(At));
    }

    /// <summary>Reads a stored row; null when it is none, or when its hash is not that of its text.</summary>
    public static LedgerRow? Read(ReadOnlySpan<byte> line)
    {
        if (line.Length <= HashDigits || line[HashDigits] != ' '
            || Convert.ToHexStringLower(SHA256.HashData(line[(HashDigits + 1)..])) != Encoding.ASCII.GetString(line[..HashDigits]))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line[(HashDigits + 1)..].ToArray());
            return Of(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static LedgerRow Of(JsonElement row) => new()
    {
        Row = row.GetProperty("row").GetInt64(),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetProperty("at").GetInt64()),
        Log = row.GetProperty("log").GetString()!,
        First = row.GetProperty("first").GetInt64(),
        Last = row.GetProperty("last").GetInt64(),
        Previous = row.GetProperty("previous").GetString()!,
        Counts =
        [
            .. row.GetProperty("counts").EnumerateArray().Select(count => new EventCount
            {
                Slot = count[0].GetString()!,
                Creative = count[1].GetString()!,
                Bucket = Enum.Parse<EventBucket>(count[2].GetString()!),
                Hour = count[3].GetInt32(),
                Count = count[4].GetInt64(),
            }),
        ],
        Billed = [.. row.GetProperty("billed").EnumerateArray().Select(day => new DayCount(day[0].GetInt32(), day[1].GetInt64()))],
        Credit = row.TryGetProperty("credit", out var credit) ? LedgerCredit.Read(credit, row.GetProperty("at").GetInt64()) : null,
        Close = row.TryGetProperty("close", out var close) ? LedgerClose.Read(close) : null,
    };

    /// <summary>A row that counts nothing.</summary>
    public static LedgerRow Without(BudgetHead head, DateTimeOffset now) => new()
    {
        Row = head.LedgerRows + 1,
        At = now,
        Log = "",
        First = 0,
        Last = 0,
        Counts = [],
        Billed = [],
        Previous = head.LedgerHash,
    };

    private byte[] Text()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("row", Row);
            json.WriteNumber("at", At.ToUnixTimeMilliseconds());
            json.WriteString("log", Log);
            json.WriteNumber("first", First);
            json.WriteNumber("last", Last);
            json.WriteString("previous", Previous);
            json.WriteStartArray("counts");
            foreach (var count in Counts)
            {
                json.WriteStartArray();
                json.WriteStringValue(count.Slot);
                json.WriteStringValue(count.Creative);
                json.WriteStringValue(count.Bucket.ToString());
                json.WriteNumberValue(count.Hour);
                json.WriteNumberValue(count.Count);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("billed");
            foreach (var day in Billed)
            {
                json.WriteStartArray();
                json.WriteNumberValue(day.Day);
                json.WriteNumberValue(day.Count);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            Credit?.WriteTo(json);
            Close?.WriteTo(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
