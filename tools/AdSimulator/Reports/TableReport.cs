using System.Globalization;
using System.Text;
using Sokbo.AdSimulator.Playing;

namespace Sokbo.AdSimulator.Reports;

/// <summary>A line for each campaign.</summary>
internal static class TableReport
{
    public static string Of(Outcome outcome)
    {
        var text = new StringBuilder();
        var scenario = outcome.Scenario;
        text.AppendLine(CultureInfo.InvariantCulture, $"{scenario.Name}: {scenario.Hours:0.#} h, {scenario.Gateways.Length} gateways, seed {scenario.Seed}, {outcome.Decisions:N0} decisions, {outcome.Shown:N0} shown");
        text.AppendLine();
        text.AppendLine("campaign              pricing   pacing       goal        billed      of goal   off curve, most      may be      marks off   asked       granted");
        foreach (var campaign in outcome.Campaigns)
        {
            var booking = campaign.Booking;
            var off = campaign.HasCurve
                ? string.Create(CultureInfo.InvariantCulture, $"{campaign.OffMax:0.0} ({100 * campaign.OffMax / booking.Goal:0.00} %)")
                : "no curve";
            text.AppendLine(CultureInfo.InvariantCulture, $"{booking.Id,-21} {booking.Pricing,-9} {booking.Pacing,-12} {booking.Goal,-11} {campaign.Head.Billed,-11} {100.0 * campaign.Head.Billed / booking.Goal,6:0.00} %  {off,-20} {(campaign.HasCurve ? campaign.Limit : 0),-11:0.0} {campaign.MarksOff + "/" + campaign.Marks.Length,-11} {campaign.Asked,-11} {campaign.Granted}");
        }

        return text.ToString();
    }
}
