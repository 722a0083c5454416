using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Sokbo.Gateway.Articles;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Api;

public sealed class KoreanBodiesTests(PagesHost host)
{
    [Theory]
    [InlineData("euc-kr")]
    [InlineData("\"CP949\"")]
    [InlineData("ks_c_5601-1987")]
    public async Task What_older_systems_send_arrives_letter_by_letter(string charset)
    {
        var site = await host.NewSiteAsync();

        var (status, body) = await SendAsync(
            KoreanEncoding.CodePage949.GetBytes($$"""{"site":"{{site}}","section":"local","headline":"똠방각하 뷁 · 보고회","body":"<p>설렁탕 뚝배기 ㆍ 끝</p>"}"""), charset);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("똠방각하 뷁 · 보고회", "<p>설렁탕 뚝배기 ㆍ 끝</p>"), (body.GetProperty("headline").GetString(), body.GetProperty("body").GetString()));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xB0, 0xFF, 0xFF, (byte)'"', (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xB0 })]
    public async Task What_is_not_in_it_is_a_problem_of_the_sender(byte[] content)
    {
        var (status, body) = await SendAsync(content, "euc-kr");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-json"), (status, body.GetProperty("code").GetString()));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(byte[] content, string charset)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/articles")
        {
            Content = new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse($"application/json; charset={charset}") } },
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await host.Gateway.Client(Role.Operator).SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }
}
