using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Sokbo.Gateway.Ads.Imports;
using Sokbo.Gateway.Tests.Ads.Bookings;
using Sokbo.Gateway.Tests.Ads.Images;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Imports;

public sealed class ImportsEndpointsTests(AdsHost host)
{
    private const string Header = "캠페인,광고주,슬롯,시작,종료,과금,목표,문구,링크,이미지주소,가로,세로\n";

    private GatewayHost Gateway => host.Gateway;

    [Fact]
    public async Task A_sheet_is_checked_and_then_booked_with_its_creatives_once_however_often_it_is_sent()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        var picture = await StoreAsync();
        var sheet = $"{Header}봄,{desk.Advertiser},side,2027-03-01,2027-03-31,노출,1000,하나,https://example.kr/?c={{creative}},,,\n"
            + $"봄,{desk.Advertiser},,,,,,둘,https://example.kr/,{picture},,\n여름,{desk.Advertiser},side,,,정액,,셋,https://example.kr/,,,\n";
        var bytes = ImportText.Cp949.GetBytes(sheet);

        var dry = await SendAsync(desk, bytes, "dryRun=true");
        var before = await ListAsync(desk);
        var booked = await SendAsync(desk, bytes, "dryRun=false", key: "import-" + desk.Site);
        var again = await SendAsync(desk, bytes, "dryRun=false", key: "import-" + desk.Site);

        Assert.Equal((HttpStatusCode.OK, "cp949", 3), (dry.Response.StatusCode, dry.Body.GetProperty("encoding").GetString(), dry.Body.GetProperty("creatives").GetInt32()));
        Assert.False(dry.Body.GetProperty("campaigns")[0].TryGetProperty("id", out _));
        Assert.Empty(before);
        Assert.Equal(booked.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal(["봄", "여름"], (await ListAsync(desk)).Order(StringComparer.Ordinal));
        var campaign = await desk.ReadAsync(booked.Body.GetProperty("campaigns")[0].GetProperty("id").GetString()!);
        Assert.Equal([("text", "하나"), ("image", "둘")], campaign.GetProperty("creatives").EnumerateArray().Select(creative => (creative.GetProperty("kind").GetString(), creative.GetProperty("text").GetString())));
    }

    [Fact]
    public async Task With_one_mistake_nothing_is_booked_and_each_is_told_with_its_row()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);

        var refused = await SendAsync(desk, Encoding.UTF8.GetBytes(
            $"{Header}봄,{desk.Advertiser},side,,,정액,,하나,https://example.kr/,,,\n여름,nobody,nowhere,,,정액,,둘,https://example.kr/,,,\n"));

        Assert.Equal((422, "import-refused"), ((int)refused.Response.StatusCode, refused.Body.GetProperty("code").GetString()));
        Assert.Equal(
            [(3, "광고주"), (3, "슬롯")],
            refused.Body.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("row").GetInt32(), row.GetProperty("column").GetString())));
        Assert.Empty(await ListAsync(desk));
    }

    [Fact]
    public async Task Campaigns_of_one_sheet_find_room_beside_each_other()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        await desk.RecordAsync(100);
        var (start, end) = (desk.Gateway.Grains.Time.GetUtcNow(), desk.Gateway.Grains.Time.GetUtcNow().AddDays(1));
        string Row(string name) => $"{name},{desk.Advertiser},side,{start:O},{end:O},노출,1500,문구,https://example.kr/,,,\n";

        var refused = await SendAsync(desk, Encoding.UTF8.GetBytes(Header + Row("하나") + Row("둘")));

        var row = Assert.Single(refused.Body.GetProperty("rows").EnumerateArray());
        Assert.Equal((3, "목표"), (row.GetProperty("row").GetInt32(), row.GetProperty("column").GetString()));
        Assert.Contains("하나", row.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(await ListAsync(desk));
    }

    [Fact]
    public async Task Who_may_not_book_may_not_import_and_what_is_no_form_is_refused()
    {
        var desk = await BookingDesk.OpenAsync(Gateway);
        using var advertiser = await Gateway.NewClientAsync(Role.Advertiser, accounts: [desk.Advertiser]);

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(desk, [], client: advertiser)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await desk.SendAsync(HttpMethod.Post, "/api/v1/campaigns/import", "{}")).Response.StatusCode);
        Assert.Equal((422, "import-refused"), Problem(await SendAsync(desk, [0xff, 0x20])));
        Assert.Equal((413, "body-too-large"), Problem(await SendAsync(desk, new byte[ImportFiles.SheetBytesMax + 1])));

        var maybe = (await SendAsync(desk, ImportSheet.Template(korean: true), "dryRun=maybe")).Body;
        Assert.StartsWith("dryRun is 'maybe' and must be true or false.", maybe.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_can_be_had()
    {
        using var response = await Gateway.Client(Role.AdOps).GetAsync(new Uri("/api/v1/campaigns/import/template", UriKind.Relative), TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal(ImportSheet.Template(korean: true), bytes);
    }

    private async Task<string> StoreAsync()
    {
        using var content = new ByteArrayContent(Pictures.Png(728, 90));
        using var response = await Gateway.Client(Role.AdOps).PostAsync(new Uri("/api/v1/creatives/images", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.Created, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("imageUrl").GetString()!;
    }

    private async Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(
        BookingDesk desk, byte[] sheet, string query = "", string? key = null, HttpClient? client = null)
    {
        using var content = new ByteArrayContent(sheet);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { content, "sheet", "campaigns.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/campaigns/import?site={desk.Site}&{query}") { Content = form };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        var response = await (client ?? Gateway.Client(Role.AdOps)).SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    private static async Task<string[]> ListAsync(BookingDesk desk) =>
        [.. (await desk.SendAsync(HttpMethod.Get, $"/api/v1/campaigns?site={desk.Site}")).Body.EnumerateArray().Select(campaign => campaign.GetProperty("name").GetString()!)];

    private static (int Status, string? Code) Problem((HttpResponseMessage Response, JsonElement Body) answer) =>
        ((int)answer.Response.StatusCode, answer.Body.GetProperty("code").GetString());
}
