using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads.Links;

/// <summary>Tells <see cref="CampaignLinks"/>, which needs the topics that tell this, of catalogues.</summary>
internal sealed class LinkChanges(Lazy<CampaignLinks> links) : ITopicChanged
{
    public void Changed(TopicName topic)
    {
        if (topic.Kind == TopicKind.Catalogue)
        {
            links.Value.Changed(topic);
        }
    }
}
