namespace Sokbo.Gateway.Ads;

internal enum ClickStanding
{
    /// <summary>No ticket of this cluster.</summary>
    Unknown = 0,

    /// <summary>What it names is not there any more.</summary>
    Gone = 1,

    Known = 2,
}
