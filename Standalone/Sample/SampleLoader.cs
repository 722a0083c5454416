using System.Text.Json.Nodes;

namespace Sokbo.Standalone.Sample;

/// <summary>Publishes the sample newspaper, in the order in which its articles stand: the last becomes the first story.</summary>
internal sealed class SampleLoader(SampleMarker marker)
{
    /// <summary>True when this store shows sample content, from now or from before.</summary>
    public async Task<bool> LoadAsync(SampleApi api, CancellationToken cancellationToken)
    {
        if (marker.IsComplete)
        {
            return true;
        }

        var site = await api.GetAsync("sites/default", cancellationToken);
        if (!marker.IsBegun && (site["sections"]!.AsArray().Count > 0 || site["hosts"]!.AsArray().Count > 0))
        {
            return false;
        }

        marker.SetBegun();
        var content = SampleContent.Read();
        await PutSiteAsync(api, site, content, cancellationToken);
        await PublishAsync(api, content["articles"]!.AsArray(), cancellationToken);
        await BookAsync(api, content, cancellationToken);
        marker.SetComplete();
        return true;
    }

    private static async Task PutSiteAsync(SampleApi api, JsonNode site, JsonNode content, CancellationToken cancellationToken)
    {
        await api.PutAsync("sites/default", content["site"]!, (int?)site["revision"], cancellationToken);
        var existing = site["sections"]!.AsArray().Select(section => (string)section!["id"]!).ToHashSet();
        foreach (var section in content["sections"]!.AsArray().Where(section => !existing.Contains((string)section!["id"]!)))
        {
            var body = new JsonObject { ["name"] = section!["name"]!.DeepClone() };
            await api.PutAsync($"sections/{section["id"]}", body, null, cancellationToken);
        }
    }

    private static async Task PublishAsync(SampleApi api, JsonArray articles, CancellationToken cancellationToken)
    {
        foreach (var (index, article) in articles.Index())
        {
            var body = article!.DeepClone().AsObject();
            body["sample"] = true;
            body.Remove("posts");
            var created = await api.PostAsync("articles", body, $"article-{index}", cancellationToken);
            await api.PostAsync($"articles/{created["id"]}/publish", new JsonObject(), cancellationToken);
            foreach (var (number, post) in (article["posts"]?.AsArray() ?? []).Index())
            {
                await api.PostAsync($"articles/{created["id"]}/posts", post!.DeepClone(), $"article-{index}-post-{number}", cancellationToken);
            }
        }
    }

    private static async Task BookAsync(SampleApi api, JsonNode content, CancellationToken cancellationToken)
    {
        foreach (var slot in content["slots"]!.AsArray())
        {
            await api.PostAsync("slots", slot!.DeepClone(), $"slot-{slot["id"]}", cancellationToken);
        }

        foreach (var (index, advertiser) in content["advertisers"]!.AsArray().Index())
        {
            var body = new JsonObject { ["name"] = advertiser!["name"]!.DeepClone() };
            var created = await api.PostAsync("advertisers", body, $"advertiser-{index}", cancellationToken);
            foreach (var (number, campaign) in advertiser["campaigns"]!.AsArray().Index())
            {
                await BookAsync(api, (string)created["id"]!, campaign!, $"{index}-{number}", cancellationToken);
            }
        }
    }

    private static async Task BookAsync(SampleApi api, string advertiserId, JsonNode campaign, string name, CancellationToken cancellationToken)
    {
        var body = campaign.DeepClone().AsObject();
        body.Remove("creatives");
        body["advertiserId"] = advertiserId;
        body["sample"] = true;
        var created = await api.PostAsync("campaigns", body, $"campaign-{name}", cancellationToken);
        foreach (var (index, creative) in campaign["creatives"]!.AsArray().Index())
        {
            await AddAsync(api, (string)created["id"]!, creative!.AsObject(), $"creative-{name}-{index}", cancellationToken);
        }
    }

    private static async Task AddAsync(SampleApi api, string campaignId, JsonObject creative, string operation, CancellationToken cancellationToken)
    {
        var body = creative.DeepClone().AsObject();
        body["campaignId"] = campaignId;
        if ((string?)creative["image"] is { } name)
        {
            using var picture = new ByteArrayContent(SampleMedia.Read(name) ?? throw new InvalidOperationException($"There is no sample picture {name}."));
            var stored = await api.PostAsync("creatives/images", picture, $"{operation}-image", cancellationToken);
            body.Remove("image");
            body["imageUrl"] = (string)stored["imageUrl"]!;
        }

        await api.PostAsync("creatives", body, operation, cancellationToken);
    }
}
