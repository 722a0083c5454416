namespace Sokbo.Grains.Interfaces.Delivery;

public enum TopicAudience
{
    /// <summary>Anybody may subscribe.</summary>
    Public = 0,

    /// <summary>Only somebody signed in with a fitting role.</summary>
    Console = 1,

    /// <summary>Only gateways.</summary>
    Cluster = 2,
}
