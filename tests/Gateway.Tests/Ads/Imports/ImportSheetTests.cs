using System.Text;
using Sokbo.Gateway.Ads.Imports;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Imports;

public sealed class ImportSheetTests
{
    private const string Header = "캠페인,광고주,슬롯,문구,링크,시작,종료,목표,과금\n";

    [Fact]
    public void The_template_is_a_sheet_that_can_be_read_in_both_languages()
    {
        foreach (var korean in new[] { true, false })
        {
            var errors = new ImportErrors();

            var text = ImportText.Of(ImportSheet.Template(korean))!;
            var row = Assert.Single(ImportSheet.Read(text.Text, errors));
            var campaign = Assert.Single(new ImportPlan("default", new Dictionary<string, ImportedImage>(), errors).Of([row]));

            Assert.Equal(("utf-8", 0), (text.Encoding, errors.Count));
            Assert.Equal(("봄맞이 할인", "rendered", 100_000L), (campaign.Request.Name, campaign.Request.Pricing, campaign.Request.Goal));
        }
    }

    [Theory]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("cp949", false, "cp949")]
    public void Utf_8_with_or_without_a_mark_and_cp949_are_told_apart(string encoding, bool mark, string expected)
    {
        var bytes = (encoding == "cp949" ? ImportText.Cp949 : Encoding.UTF8).GetBytes("캠페인,똠방각하\n");

        var text = ImportText.Of([.. mark ? Encoding.UTF8.Preamble : [], .. bytes]);

        Assert.Equal(("캠페인,똠방각하\n", expected), (text!.Text, text.Encoding));
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0x61, 0x00 })]
    [InlineData(new byte[] { 0xff, 0x20 })]
    [InlineData(new byte[] { 0x61, 0x00 })]
    public void Anything_else_is_no_text(byte[] bytes) => Assert.Null(ImportText.Of(bytes));

    [Theory]
    [InlineData("캠페인,광고주,슬롯,문구,링크,금액\n", "금액")]
    [InlineData("캠페인,광고주,슬롯,문구,링크,text\n", "text")]
    [InlineData("캠페인,광고주,슬롯,문구\n", "landingUrl")]
    [InlineData("캠페인;광고주;슬롯;문구;링크\n", "캠페인;광고주;슬롯;문구;링크")]
    public void A_header_that_cannot_be_understood_is_told_by_its_column(string header, string column) =>
        Assert.Contains(Errors(header + "a,b,c,d,e\n"), error => error.Row == 1 && error.Column == column);

    [Theory]
    [InlineData("봄,adv,side,문구,https://example.kr/,2027-13-01,,,", "시작", "2027-03-01")]
    [InlineData("봄,adv,side,문구,https://example.kr/,2027-03-02,2027-03-01,,", "종료", "later than start")]
    [InlineData("봄,adv,side,문구,https://example.kr/,,,만,노출", "목표", "digits")]
    [InlineData("봄,adv,side,문구,https://example.kr/,,,100,공짜", "과금", "정액")]
    [InlineData("봄,adv,side,문구,https://example.kr/,,,,노출", "목표", "events to bill")]
    [InlineData("봄,adv,side,문구,ftp://example.kr/,,,,", "링크", "http")]
    [InlineData("봄,adv,side,문구,https://example.kr/?a={x},,,,", "링크", "{x}")]
    [InlineData("봄,adv,side,,https://example.kr/,,,,", "문구", "empty")]
    [InlineData("봄,adv,../x,문구,https://example.kr/,,,,", "슬롯", "A–Z")]
    [InlineData("봄,adv,side,문구,https://example.kr/,,,,,더", "sheet", "quotation")]
    [InlineData("봄,adv,side,문\"구,https://example.kr/,,,,", "sheet", "quotation")]
    public void A_mistake_is_told_with_its_row_and_column(string row, string column, string says)
    {
        var error = Assert.Single(Errors($"{Header}여름,adv,side,문구,https://example.kr/,,,,\n{row}\n"));

        Assert.Equal((3, column), (error.Row, error.Column));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_with_one_name_are_one_campaign_whose_terms_stand_in_the_first()
    {
        var errors = new ImportErrors();
        var rows = ImportSheet.Read(
            $"{Header}봄,adv,side bottom,하나,https://example.kr/1,2027-03-01,2027-03-31,\"1,000\",노출\n\n봄,adv,,둘,https://example.kr/2,,,,\n봄,adv,,셋,https://example.kr/3,,,1000,\n", errors);

        var campaign = Assert.Single(new ImportPlan("default", new Dictionary<string, ImportedImage>(), errors).Of(rows));

        Assert.Equal([2, 4, 5], rows.Select(row => row.Number));
        var error = Assert.Single(errors.Listed);
        Assert.Equal((5, "목표"), (error.Row, error.Column));
        Assert.Contains("row 2", error.Message, StringComparison.Ordinal);
        Assert.Equal((3, 1_000L), (campaign.Creatives.Count, campaign.Request.Goal));
        Assert.Equal(["side", "bottom"], campaign.Request.Slots);
        Assert.Equal((new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.FromHours(9)), new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.FromHours(9))), (campaign.Request.Start, campaign.Request.End));
    }

    [Fact]
    public void Rows_and_cells_are_bounded()
    {
        var many = string.Concat(Enumerable.Range(0, ImportSheet.RowsMax + 1).Select(row => $"c{row},adv,side,문구,https://example.kr/,,,,\n"));

        Assert.Contains("Split", Assert.Single(Errors(Header + many)).Message, StringComparison.Ordinal);
        Assert.Contains("not closed", Assert.Single(Errors($"{Header}\"봄{new string('가', 9_000)},adv\n")).Message, StringComparison.Ordinal);
        Assert.Single(Errors(Header));
    }

    private static IReadOnlyList<ImportError> Errors(string text)
    {
        var errors = new ImportErrors();
        var rows = ImportSheet.Read(text, errors);
        new ImportPlan("default", new Dictionary<string, ImportedImage>(), errors).Of(rows);
        return errors.Listed;
    }
}
