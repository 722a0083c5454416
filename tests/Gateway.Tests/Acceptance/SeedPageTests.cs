using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sokbo.Gateway.Tests.Api;
using Sokbo.Grains.Interfaces.Access;
using Xunit;

namespace Sokbo.Gateway.Tests.Acceptance;

/// <summary>The static page that Sokbo has to be able to replace, loaded through the public API with the clock set to its hour.</summary>
public sealed partial class SeedPageTests
{
    private static readonly DateTimeOffset Now = new(2024, 4, 27, 7, 5, 0, TimeSpan.FromHours(9));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_seed_page_comes_out_whole()
    {
        if (Folder() is not { } folder)
        {
            Assert.Skip("The folder shared/data/seed is not beside the project, so the seed page was not loaded.");
            return;
        }

        await using var gateway = await GatewayHost.StartAsync(Now);
        var article = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "article.json"), Cancellation))!;
        var banner = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "banner.json"), Cancellation))!;
        var observations = await File.ReadAllTextAsync(Path.Combine(folder, "observations.json"), Cancellation);

        var weather = await SendAsync(gateway, HttpMethod.Post, "/api/v1/weather/observations", observations, HttpStatusCode.OK);
        var id = await PublishAsync(gateway, article);
        await BookAsync(gateway, banner);
        var page = WebUtility.HtmlDecode(await gateway.Client().GetStringAsync($"/articles/{id}", Cancellation));
        var decision = await DecideAsync(gateway, banner["slot"]!.GetValue<string>());

        Assert.Equal(97, weather.GetProperty("accepted").GetInt32());
        Assert.Equal(97, Station().Matches(page).Select(match => match.Value).Distinct().Count());
        Assert.Contains("기상청 제공", page, StringComparison.Ordinal);
        Assert.Contains("2024.04.27 (토)", page, StringComparison.Ordinal);
        foreach (var row in JsonNode.Parse(observations)!["observations"]!.AsArray())
        {
            Assert.Matches(
                $"data-station=\"{row!["stationId"]}\".*?{row["sky"]}.*?{row["temperatureCelsius"]!.GetValue<decimal>():0.0}℃", page);
        }

        Assert.Contains(article["section"]!.GetValue<string>(), page, StringComparison.Ordinal);
        Assert.Contains(Shown(article["headline"]!), page, StringComparison.Ordinal);
        Assert.Equal(5, article["body"]!.AsArray().Count(paragraph => page.Contains(Shown(paragraph!), StringComparison.Ordinal)));
        Assert.Contains($"/media/{ImageName}", page, StringComparison.Ordinal);
        Assert.Contains("광고", page, StringComparison.Ordinal);
        Assert.Equal(banner["text"]!.GetValue<string>(), decision.GetProperty("creative").GetProperty("text").GetString());
        using var click = await gateway.Client().GetAsync(decision.GetProperty("clickUrl").GetString(), Cancellation);
        Assert.Equal(banner["landingUrl"]!.GetValue<string>(), click.Headers.Location?.OriginalString.TrimEnd('/'));
    }

    private const string ImageName = "8-11-1.jpg";

    [GeneratedRegex("data-station=\"[0-9]{1,4}\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Station();

    /// <summary>Pages show the two dots that Korean fonts have no sign for as middle dots.</summary>
    private static string Shown(JsonNode text) => text.GetValue<string>().Replace('\u2024', '·').Replace('\u2027', '·');

    private static async Task<string> PublishAsync(GatewayHost gateway, JsonNode article)
    {
        await SendAsync(
            gateway, HttpMethod.Put, "/api/v1/sections/region", $$"""{"name":"{{article["section"]}}"}""", HttpStatusCode.Created);
        var paragraphs = article["body"]!.AsArray().Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph!.GetValue<string>())}</p>").ToList();
        paragraphs.Insert(2, $"<figure><img src=\"/media/{ImageName}\" alt=\"보고회\" data-credit=\"사진=평택시\"><figcaption>보고회 장면</figcaption></figure>");
        var draft = new JsonObject
        {
            ["section"] = "region",
            ["headline"] = article["headline"]!.GetValue<string>(),
            ["body"] = string.Concat(paragraphs),
        };
        var created = await SendAsync(gateway, HttpMethod.Post, "/api/v1/articles", draft.ToJsonString(), HttpStatusCode.Created);
        var id = created.GetProperty("id").GetString()!;
        await SendAsync(gateway, HttpMethod.Post, $"/api/v1/articles/{id}/publish", "{}", HttpStatusCode.OK);
        return id;
    }

    private static async Task BookAsync(GatewayHost gateway, JsonNode banner)
    {
        var slot = banner["slot"]!.GetValue<string>();
        await SendAsync(gateway, HttpMethod.Post, "/api/v1/slots", $$"""{"id":"{{slot}}","sizes":["728x90"]}""", HttpStatusCode.Created);
        var advertiser = await SendAsync(
            gateway, HttpMethod.Post, "/api/v1/advertisers", $$"""{"name":"{{banner["advertiser"]}}"}""", HttpStatusCode.Created);
        var campaign = await SendAsync(
            gateway,
            HttpMethod.Post,
            "/api/v1/campaigns",
            $$"""{"advertiserId":"{{advertiser.GetProperty("id").GetString()}}","name":"배너","slots":["{{slot}}"]}""",
            HttpStatusCode.Created);
        var creative = new JsonObject
        {
            ["campaignId"] = campaign.GetProperty("id").GetString(),
            ["kind"] = "text",
            ["text"] = banner["text"]!.GetValue<string>(),
            ["landingUrl"] = banner["landingUrl"]!.GetValue<string>(),
        };
        await SendAsync(gateway, HttpMethod.Post, "/api/v1/creatives", creative.ToJsonString(), HttpStatusCode.Created);
    }

    /// <summary>Asks as an open page does: again while the gateway has not heard of the booking.</summary>
    private static async Task<JsonElement> DecideAsync(GatewayHost gateway, string slot)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var content = GatewayHost.Json($$"""{"slots":["{{slot}}"]}""");
            using var response = await gateway.Client().PostAsync("/ads/decisions", content, Cancellation);
            using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
            var decision = document.RootElement.GetProperty("decisions")[0].Clone();
            if (decision.TryGetProperty("creative", out _) || attempt == 50)
            {
                return decision;
            }

            await Task.Delay(100, Cancellation);
        }
    }

    private static async Task<JsonElement> SendAsync(GatewayHost gateway, HttpMethod method, string path, string json, HttpStatusCode expected)
    {
        var (response, body) = await GatewayHost.SendAsync(gateway.Client(Role.Operator), method, path, json);
        Assert.True(response.StatusCode == expected, $"{method} {path}: {(int)response.StatusCode} {body}");
        return body;
    }

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var seed = Path.Combine(folder.FullName, "shared", "data", "seed");
            if (Directory.Exists(seed))
            {
                return seed;
            }
        }

        return null;
    }
}
