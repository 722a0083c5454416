using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Sokbo.Grains.Interfaces.Weather;

namespace Sokbo.Grains.Weather.Feeds.Formats;

/// <summary>
/// Reads the XML map: <c>current/weather[year month day hour]/local[stn_id desc ta rn_hr1]</c> with the name as text, in
/// whatever namespace. A document that is not well-formed to its end is refused whole.
/// </summary>
internal static class SurfaceMapParser
{
    public static FeedReport Parse(ReadOnlySpan<byte> body)
    {
        if (FeedBody.RefusalOf(body) is { } refusal)
        {
            return FeedReport.Refuse(refusal);
        }

        if (FeedBody.Decode(body) is not { } text)
        {
            return FeedReport.Refuse(FeedCodes.WrongEncoding);
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = FeedBody.BytesMax,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            return Read(reader);
        }
        catch (XmlException)
        {
            return FeedReport.Refuse(text[0] != '<' ? FeedCodes.WrongFormat
                : text.EndsWith("</current>", StringComparison.Ordinal) ? FeedCodes.WrongFormat
                : text.Contains("<current", StringComparison.Ordinal) ? FeedCodes.Cut
                : FeedCodes.WrongFormat);
        }
    }

    private static FeedReport Read(XmlReader reader)
    {
        var report = new FeedReportBuilder();
        DateTimeOffset? observedAt = null;
        var index = 0;
        reader.MoveToContent();
        if (reader.LocalName != "current")
        {
            return FeedReport.Refuse(string.Equals(reader.LocalName, "html", StringComparison.OrdinalIgnoreCase) ? FeedCodes.Html : FeedCodes.WrongFormat);
        }

        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "weather")
            {
                observedAt = TimeOf(reader);
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "local")
            {
                ReadStation(reader, ++index, observedAt, report);
            }
        }

        return report.Build();
    }

    private static void ReadStation(XmlReader reader, int index, DateTimeOffset? observedAt, FeedReportBuilder report)
    {
        var (id, sky, celsius, rain) = (reader.GetAttribute("stn_id"), reader.GetAttribute("desc"), reader.GetAttribute("ta"), reader.GetAttribute("rn_hr1"));
        var name = NameOf(reader);
        if (!TryAscii(id, out var digits) || !FeedNumber.TryParseStation(digits, out var station))
        {
            report.Refuse(index, 0, "", FeedCodes.Station);
            return;
        }

        if (observedAt is not { } at)
        {
            report.Refuse(index, station, "", FeedCodes.Time);
            return;
        }

        var values = new decimal?[QuantityRanges.Count];
        values[(int)Quantity.AirTemperature] = ReadValue(celsius, "ta", Quantity.AirTemperature, index, station, report);
        values[(int)Quantity.Rain] = ReadValue(rain, "rn_hr1", Quantity.Rain, index, station, report);
        report.Add(index, new FeedObservation
        {
            StationId = station,
            ObservedAt = at,
            Name = name,
            HasNames = true,
            Sky = SkyOf(sky, index, station, report),
            Values = ImmutableCollectionsMarshal.AsImmutableArray(values),
        });
    }

    private static decimal? ReadValue(string? text, string column, Quantity quantity, int index, int station, FeedReportBuilder report)
    {
        if (string.IsNullOrWhiteSpace(text) || text == "-")
        {
            return null;
        }

        if (!TryAscii(text, out var digits) || !FeedNumber.TryParse(digits, out var value))
        {
            report.Refuse(index, station, column, FeedCodes.Unreadable);
            return null;
        }

        if (quantity == Quantity.AirTemperature ? value <= -49.95m : value < 0)
        {
            return null;
        }

        if (!QuantityRanges.IsPlausible(quantity, value))
        {
            report.Refuse(index, station, column, FeedCodes.Implausible);
            return null;
        }

        return value;
    }

    /// <summary>Words stay open: whatever is short and visible is one. A hyphen stands where nobody observes the sky.</summary>
    private static string SkyOf(string? text, int index, int station, FeedReportBuilder report)
    {
        var sky = text?.Trim() ?? "";
        if (sky is "" or "-")
        {
            return "";
        }

        if (sky.Length > ObservationRules.SkyLengthMax || !PlainText.IsPlain(sky) || !sky.Any(char.IsLetter))
        {
            report.Refuse(index, station, "desc", FeedCodes.Unreadable);
            return "";
        }

        return sky;
    }

    private static string? NameOf(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return null;
        }

        var name = new StringBuilder();
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && name.Length <= ObservationRules.SkyLengthMax)
            {
                name.Append(reader.Value.AsSpan(0, Math.Min(reader.Value.Length, ObservationRules.SkyLengthMax)));
            }
        }

        return name.ToString().Trim();
    }

    private static DateTimeOffset? TimeOf(XmlReader reader) =>
        TryWhole(reader.GetAttribute("year"), out var year) && TryWhole(reader.GetAttribute("month"), out var month)
        && TryWhole(reader.GetAttribute("day"), out var day) && TryWhole(reader.GetAttribute("hour"), out var hour)
        && FeedNumber.TryMakeTime(year, month, day, hour, 0, out var time)
            ? time
            : null;

    private static bool TryWhole(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryAscii(string? text, out byte[] bytes)
    {
        var trimmed = text?.Trim() ?? "";
        bytes = trimmed.Length is > 0 and <= FeedNumber.LengthMax && Ascii.IsValid(trimmed) ? Encoding.ASCII.GetBytes(trimmed) : [];
        return bytes.Length > 0;
    }
}
