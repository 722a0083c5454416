using System.Security.Claims;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Delivery;

/// <summary>Where no feature has topics for those who sign in.</summary>
internal sealed class PublicOnly : ITopicGuard
{
    public ValueTask<bool> MayHearAsync(TopicName topic, ClaimsPrincipal? user, CancellationToken cancellationToken) => ValueTask.FromResult(false);
}
