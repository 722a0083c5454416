namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>What carries a reader's connection.</summary>
public enum Carrier
{
    Hub = 0,
    Lane = 1,
    LaneOverTls = 2,
}
