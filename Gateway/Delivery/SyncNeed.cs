namespace Sokbo.Gateway.Delivery;

/// <summary>What a feed has to ask its owner for; a larger need contains the smaller.</summary>
internal enum SyncNeed
{
    None = 0,
    Pull = 1,
    Subscribe = 2,
}
