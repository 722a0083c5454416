namespace Sokbo.Gateway.Delivery;

internal enum FeedStanding
{
    /// <summary>Nothing is known yet.</summary>
    Pending = 0,

    /// <summary>There is a state, possibly an old one.</summary>
    Live = 1,

    /// <summary>The owner or the directory said that there is no such topic.</summary>
    Unknown = 2,
}
