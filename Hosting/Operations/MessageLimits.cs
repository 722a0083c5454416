namespace Sokbo.Hosting.Operations;

/// <summary>Silos and gateways must agree on these.</summary>
public static class MessageLimits
{
    /// <summary>Largest body of a message between gateways and silos, in bytes.</summary>
    public const int BodyBytesMax = 4 * 1024 * 1024;
}
