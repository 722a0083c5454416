using System.Security.Claims;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>Who may hear what is not for everybody.</summary>
internal interface ITopicGuard
{
    /// <summary>False for what does not exist too: nobody learns which campaigns there are. Never true for a topic of the cluster.</summary>
    ValueTask<bool> MayHearAsync(TopicName topic, ClaimsPrincipal? user, CancellationToken cancellationToken);
}
