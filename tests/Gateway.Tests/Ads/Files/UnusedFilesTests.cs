using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Delivery;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Tests.Ads.Images;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Files;

public sealed class UnusedFilesTests(AdsHost host)
{
    private const string Html = """{"kind":"html","text":"책","landingUrl":"https://example.kr/","width":300,"height":250,""";

    private readonly string _nonce = Guid.NewGuid().ToString("N");

    private GatewayHost Gateway => host.Gateway;

    private IMediaStore Store => Gateway.Services.GetRequiredService<IMediaStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_frame_of_a_replaced_banner_goes_after_its_time_and_what_anything_names_stays()
    {
        var logo = await UploadAsync(301);
        await GatewayHost.SendAsync(Gateway.Client(Role.Operator), HttpMethod.Put, $"/api/v1/sites/f{_nonce[..10]}", $$"""{"name":"로고","logo":"{{logo.Path}}"}""");
        var (loaded, sent) = (await UploadAsync(302), await UploadAsync(303));
        var campaign = await CampaignAsync();
        var (created, first) = await SendAsync(HttpMethod.Post, "/api/v1/creatives", $$"""{{Html}}"campaignId":"{{campaign}}","html":"<b>{{_nonce}} 하나</b>"}""");
        var (changed, second) = await SendAsync(
            HttpMethod.Put, created.Headers.Location!.ToString(), $$"""{{Html}}"html":"<b>{{_nonce}} 둘</b><img src='{{loaded.Path}}'>"}""", created.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, changed.StatusCode));
        var (replaced, standing) = (FrameOf(first), FrameOf(second));
        MediaName[] all = [logo, loaded, sent, replaced, standing];

        var early = await RemoveAsync(days: 89, all);
        var late = await RemoveAsync(days: 91, all);
        var again = await RemoveAsync(days: 91, all);

        Assert.Equal((0, 2, 0), (early, late, again));
        var there = await Task.WhenAll(all.Select(IsThereAsync));
        Assert.Equal([true, true, false, false, true], there);
        var (_, removed) = await SendAsync(HttpMethod.Get, "/api/v1/creatives/files/removed");
        Assert.Equal(
            new[] { sent, replaced }.Select(name => name.ToString()).Order(StringComparer.Ordinal),
            removed.EnumerateArray().Select(line => line.GetProperty("file").GetString()!).Where(file => all.Any(name => name.ToString() == file)).Order(StringComparer.Ordinal));
        var back = await UploadAsync(303);
        Assert.True(await IsThereAsync(back));
    }

    /// <summary>As a gateway does it so many days from now, and only where these files are recorded.</summary>
    private async Task<int> RemoveAsync(int days, MediaName[] names)
    {
        using var unused = new UnusedFiles(
            Gateway.Services.GetRequiredService<FileReferences>(),
            Store,
            Gateway.Grains.Client,
            new GatewayIdentity(),
            Options.Create(new MediaOptions()),
            new FakeTimeProvider(Gateway.Grains.Time.GetUtcNow().AddDays(days)),
            new Jitter(new Random(1)),
            NullLogger<UnusedFiles>.Instance);
        return await unused.RemoveAsync(names.Select(BannerFiles.ShardOf).Distinct(), Cancellation);
    }

    private async Task<bool> IsThereAsync(MediaName name)
    {
        await using var stream = await Store.OpenAsync(name, Cancellation);
        return stream is not null;
    }

    private async Task<MediaName> UploadAsync(int width)
    {
        using var body = new ByteArrayContent(Pictures.Png(width, 250)) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/creatives/images") { Content = body, Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } } };
        using var response = await Gateway.Client(Role.AdOps).SendAsync(request, Cancellation);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
        return MediaName.OfPath(answer.GetProperty("imageUrl").GetString())!;
    }

    private async Task<string> CampaignAsync()
    {
        var (_, advertiser) = await SendAsync(HttpMethod.Post, "/api/v1/advertisers", """{"name":"큐브디자인"}""");
        await SendAsync(HttpMethod.Post, "/api/v1/slots", $$"""{"id":"f{{_nonce[..10]}}","sizes":["300x250"]}""");
        var (_, campaign) = await SendAsync(
            HttpMethod.Post, "/api/v1/campaigns", $$"""{"advertiserId":"{{advertiser.GetProperty("id").GetString()}}","name":"책","slots":["f{{_nonce[..10]}}"]}""");
        return campaign.GetProperty("id").GetString()!;
    }

    private static MediaName FrameOf(JsonElement creative) => MediaName.Parse(creative.GetProperty("frame").GetString())!;

    private Task<(HttpResponseMessage Response, JsonElement Body)> SendAsync(HttpMethod method, string path, string? json = null, string? ifMatch = null) =>
        GatewayHost.SendAsync(Gateway.Client(Role.AdOps), method, path, json, ifMatch);
}
