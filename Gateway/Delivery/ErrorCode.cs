namespace Sokbo.Gateway.Delivery;

/// <summary>
/// Errors of <c>/live</c>. The range tells a client what to do: 1000–1999 the call was wrong, do not repeat it;
/// 2000–2999 repeat it later with jitter; 3000–3999 the connection ends, reconnect with positions.
/// </summary>
internal enum ErrorCode
{
    /// <summary>An argument is missing or of the wrong shape.</summary>
    MalformedCall = 1001,

    /// <summary>More entries in one call than a connection may have topics.</summary>
    TooManyEntries = 1002,

    /// <summary>No topic was named, one was named twice, or a name is none.</summary>
    MalformedTopics = 1003,

    /// <summary>None of the topics exists for readers.</summary>
    NothingToHear = 1004,

    /// <summary>Pages of this origin may not connect.</summary>
    OriginRefused = 1005,

    /// <summary>What came is no message of the protocol, or is too long.</summary>
    BrokenMessage = 1006,

    /// <summary>A failure of this gateway; it is in its log.</summary>
    Failed = 2001,

    /// <summary>This address has as many connections as it may.</summary>
    AddressFull = 2002,

    /// <summary>This gateway is going down; another one takes the connection.</summary>
    Draining = 2003,

    /// <summary>More calls in a second than a connection may make.</summary>
    TooManyCalls = 2004,

    /// <summary>More connections in a second than this gateway takes in.</summary>
    Paced = 2005,

    /// <summary>This gateway has as many connections as it may.</summary>
    GatewayFull = 2006,

    /// <summary>The connection took nothing for <see cref="DeliveryOptions.StallSeconds"/>.</summary>
    StalledReader = 3001,

    /// <summary>A write to the connection failed.</summary>
    WriteFailed = 3002,

    /// <summary>This gateway goes down, and the reader did not leave when asked to.</summary>
    Drained = 3003,

    /// <summary>The connection did not say in time which protocol it speaks.</summary>
    NoHandshake = 3004,

    /// <summary>Nothing was heard of the connection for twice the time between pings.</summary>
    SilentReader = 3005,
}
