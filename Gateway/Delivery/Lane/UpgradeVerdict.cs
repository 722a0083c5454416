namespace Sokbo.Gateway.Delivery.Lane;

internal enum UpgradeVerdict
{
    /// <summary>More bytes are needed to tell.</summary>
    Incomplete = 0,

    /// <summary>Not for the lane.</summary>
    Foreign = 1,

    /// <summary>A WebSocket for an anonymous reader.</summary>
    Reader = 2,
}
