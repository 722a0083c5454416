using System.Globalization;
using System.Text;
using Sokbo.AdSimulator.Playing;

namespace Sokbo.AdSimulator.Reports;

/// <summary>Every campaign at every mark (RFC 4180, but for the line ends).</summary>
internal static class CsvReport
{
    public static string Of(Outcome outcome)
    {
        var text = new StringBuilder("campaign,at,expected,billed,open,off\n");
        foreach (var campaign in outcome.Campaigns)
        {
            foreach (var mark in campaign.Marks)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Quoted(campaign.Booking.Id)},{mark.At:yyyy-MM-ddTHH:mm:sszzz},{mark.Expected:0.###},{mark.Billed},{mark.Open},{mark.Off:0.###}\n");
            }
        }

        return text.ToString();
    }

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny("\",\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
