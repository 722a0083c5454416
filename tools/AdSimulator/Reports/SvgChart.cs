using System.Globalization;
using System.Net;
using System.Text;
using Sokbo.AdSimulator.Playing;
using SeoulDay = Sokbo.Grains.Interfaces.Ads.SeoulDay;

namespace Sokbo.AdSimulator.Reports;

/// <summary>One panel for each campaign: its curve, what was billed, and below how far off that was within what may be off.</summary>
internal static class SvgChart
{
    private const int CampaignsMax = 50;
    private const double Width = 860;
    private const double Left = 70;
    private const double Right = 20;
    private const double Title = 40;
    private const double CurveHeight = 140;
    private const double OffHeight = 60;
    private const double Gap = 46;
    private const double Panel = CurveHeight + OffHeight + Gap;

    public static string Of(Outcome outcome)
    {
        var campaigns = outcome.Campaigns.Where(campaign => campaign is { HasCurve: true, Marks.Length: > 1 }).Take(CampaignsMax).ToList();
        var height = Title + (Panel * campaigns.Count);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" font-family="sans-serif" font-size="11">
            <rect width="100%" height="100%" fill="#fff"/>
            <text x="{Left}" y="18" font-size="14">{Escaped(outcome.Scenario.Name)}</text>
            <text x="{Left}" y="33" fill="#666">grey: the curve; blue: billed; below: billed minus curve, the band is what may be off</text>

            """);
        for (var place = 0; place < campaigns.Count; place++)
        {
            Append(svg, campaigns[place], Title + (place * Panel) + 16);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Append(StringBuilder svg, CampaignOutcome campaign, double top)
    {
        var marks = campaign.Marks;
        var (first, last) = (campaign.Booking.Start, marks[^1].At);
        var most = Math.Max(1, Math.Max(marks.Max(mark => mark.Expected), marks.Max(mark => mark.Billed)));
        var width = Width - Left - Right;
        double X(DateTimeOffset at) => Left + (width * ((at - first) / (last - first)));
        double Y(double events) => top + CurveHeight - (CurveHeight * events / most);

        svg.Append(CultureInfo.InvariantCulture, $"""
            <text x="{Left}" y="{top - 4}">{Escaped(campaign.Booking.Id)}: goal {campaign.Booking.Goal} {campaign.Booking.Pricing}, {campaign.Booking.Pacing}; at most {campaign.OffMax:0.0} off</text>
            <rect x="{Left}" y="{top}" width="{width}" height="{CurveHeight}" fill="#f7f7f7"/>
            <text x="{Left - 6}" y="{top + 10}" text-anchor="end" fill="#666">{most:0}</text>
            <polyline fill="none" stroke="#999" stroke-width="4" points="{Points(marks, X, mark => Y(mark.Expected))}"/>
            <polyline fill="none" stroke="#1565c0" stroke-width="1.5" points="{Points(marks, X, mark => Y(mark.Billed))}"/>

            """);

        var middle = top + CurveHeight + 4 + (OffHeight / 2);
        var band = campaign.Limit;
        double Off(double events) => middle - (OffHeight / 2 * Math.Clamp(events / (2 * band), -1, 1));
        svg.Append(CultureInfo.InvariantCulture, $"""
            <rect x="{Left}" y="{Off(band)}" width="{width}" height="{Off(-band) - Off(band)}" fill="#e3f2e3"/>
            <text x="{Left - 6}" y="{Off(band) + 4}" text-anchor="end" fill="#666">+{band:0.#}</text>
            <text x="{Left - 6}" y="{Off(-band) + 4}" text-anchor="end" fill="#666">−{band:0.#}</text>
            <polyline fill="none" stroke="#c62828" points="{Points(marks, X, mark => Off(mark.Off))}"/>
            <text x="{Left}" y="{top + CurveHeight + OffHeight + 18}" fill="#666">{Local(first)}</text>
            <text x="{Width - Right}" y="{top + CurveHeight + OffHeight + 18}" text-anchor="end" fill="#666">{Local(last)}</text>

            """);
    }

    private static string Points(IEnumerable<Mark> marks, Func<DateTimeOffset, double> x, Func<Mark, double> y) =>
        string.Join(' ', marks.Select(mark => string.Create(CultureInfo.InvariantCulture, $"{x(mark.At):0.#},{y(mark):0.#}")));

    private static string Local(DateTimeOffset at) => at.ToOffset(SeoulDay.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
