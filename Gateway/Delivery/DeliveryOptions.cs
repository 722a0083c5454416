using System.ComponentModel.DataAnnotations;

namespace Sokbo.Gateway.Delivery;

/// <summary>How this gateway hears owners and serves browsers. Section <c>Delivery</c>.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>Milliseconds between renewals of the leases, one batch a silo. Also the longest time a lost push stays unnoticed.</summary>
    [Range(50, 10_000)]
    public int RenewMilliseconds { get; init; } = 500;

    /// <summary>Renewals of one silo that may fail in a row before its topics are subscribed anew.</summary>
    [Range(1, 100)]
    public int RenewMissesMax { get; init; } = 3;

    /// <summary>
    /// Milliseconds for which an update may be under way before an owner calls this gateway behind; not below the silos'
    /// <c>Topics:BehindToleranceMilliseconds</c>. What a renewal confirms is older by this much than the renewal.
    /// </summary>
    [Range(0, 10_000)]
    public int BehindToleranceMilliseconds { get; init; } = 100;

    /// <summary>Longest wait in milliseconds for any one call to an owner.</summary>
    [Range(100, 60_000)]
    public int OwnerCallMilliseconds { get; init; } = 3_000;

    /// <summary>
    /// Longest wait in milliseconds for a renewal or for the directory. No owner has to answer these, so they are quick, and
    /// a lost one is sent again soon: with it goes the finding of everything else that was lost.
    /// </summary>
    [Range(100, 60_000)]
    public int LookupMilliseconds { get; init; } = 1_000;

    /// <summary>Longest wait in milliseconds of a subscription or a page for a topic that this gateway does not hold yet.</summary>
    [Range(0, 30_000)]
    public int AttachWaitMilliseconds { get; init; } = 2_000;

    /// <summary>Subscribing everything anew after a cluster event is spread over this many milliseconds.</summary>
    [Range(0, 10_000)]
    public int ResubscribeSpreadMilliseconds { get; init; } = 300;

    /// <summary>Longest pause in milliseconds between two tries to reach an owner; pauses grow from 50 and are jittered.</summary>
    [Range(50, 60_000)]
    public int RetryMillisecondsMax { get; init; } = 2_000;

    /// <summary>Milliseconds after which an unconfirmed state counts as old; no API key is believed from an old state.</summary>
    [Range(100, 600_000)]
    public int OldAfterMilliseconds { get; init; } = 3_000;

    /// <summary>Seconds that a topic stays heard after its last reader left.</summary>
    [Range(1, 3_600)]
    public int LingerSeconds { get; init; } = 30;

    /// <summary>Topics heard at once by this gateway. When full, one that nobody reads goes; with all of them read the answer is <c>limit</c>.</summary>
    [Range(10, 1_000_000)]
    public int TopicsMax { get; init; } = 20_000;

    /// <summary>Updates that a topic keeps for readers who come back; older positions get a snapshot.</summary>
    [Range(1, 10_000)]
    public int RingUpdatesMax { get; init; } = 64;

    /// <summary>Milliseconds for which the answer that a topic does not exist is remembered.</summary>
    [Range(0, 60_000)]
    public int UnknownMilliseconds { get; init; } = 1_000;

    /// <summary>Names remembered as not existing. When full, all are forgotten.</summary>
    [Range(1, 1_000_000)]
    public int UnknownTopicsMax { get; init; } = 10_000;

    /// <summary>Topics of one connection; further ones are answered <c>limit</c>.</summary>
    [Range(1, 10_000)]
    public int TopicsPerConnectionMax { get; init; } = 100;

    /// <summary>Topics of one event stream, whose every event carries all their positions.</summary>
    [Range(1, 100)]
    public int EventTopicsMax { get; init; } = 32;

    /// <summary>Shortest pause in milliseconds before a browser opens an ended event stream again; up to twice as long, by chance.</summary>
    [Range(100, 600_000)]
    public int EventRetryMilliseconds { get; init; } = 1_000;

    /// <summary>Unsent bytes of one connection. Past it a topic's updates give way to one fresh snapshot.</summary>
    [Range(4_096, 64 * 1024 * 1024)]
    public int OutboxBytesMax { get; init; } = 256 * 1024;

    /// <summary>Bytes of waiting updates that leave in one frame; a single larger update leaves alone.</summary>
    [Range(1_024, 16 * 1024 * 1024)]
    public int FrameBytesMax { get; init; } = 64 * 1024;

    /// <summary>Milliseconds for which updates are gathered, so that those of several topics leave in one frame. 0: each leaves at once.</summary>
    [Range(0, 1_000)]
    public int FlushMilliseconds { get; init; } = 20;

    /// <summary>Seconds after which a connection whose write does not finish is closed.</summary>
    [Range(1, 600)]
    public int StallSeconds { get; init; } = 30;

    /// <summary>Seconds between pings on a silent connection; a client that is silent for twice as long is closed.</summary>
    [Range(1, 600)]
    public int KeepAliveSeconds { get; init; } = 15;

    /// <summary>Open connections of this gateway; further ones are refused with 2006.</summary>
    [Range(1, 10_000_000)]
    public int ConnectionsMax { get; init; } = 100_000;

    /// <summary>Open connections from one address; further ones are refused with 2002. A mobile carrier may put many readers behind one.</summary>
    [Range(1, 10_000_000)]
    public int ConnectionsPerAddressMax { get; init; } = 2_000;

    /// <summary>New connections a second at most; how many it is follows the load. Further ones are refused with 2005 and told their turn.</summary>
    [Range(1, 1_000_000)]
    public int ConnectsPerSecondMax { get; init; } = 2_000;

    /// <summary>Calls of one connection a second in the long run; four times as many at once.</summary>
    [Range(1, 10_000)]
    public int CallsPerSecondMax { get; init; } = 10;

    /// <summary>Seconds between readiness off and the first reader moved: a balancer has to notice.</summary>
    [Range(0, 60)]
    public int DrainNoticeSeconds { get; init; } = 3;

    /// <summary>Seconds over which readers are moved to other gateways. 0 where there are none: readers are told to come back, and the process stops.</summary>
    [Range(0, 600)]
    public int DrainWindowSeconds { get; init; } = 10;

    /// <summary>Seconds for readers to leave after the last was told to; then they are closed with 3003.</summary>
    [Range(0, 60)]
    public int DrainGraceSeconds { get; init; } = 5;

    /// <summary>Without a window: seconds over which readers come back.</summary>
    [Range(0, 60)]
    public int DrainSpreadSeconds { get; init; } = 5;

    /// <summary>
    /// Whether WebSockets of anonymous readers are served ahead of ASP.NET Core, in the same protocol, for a fraction of the cost.
    /// Turning it off changes nothing that a client notices.
    /// </summary>
    public bool Lane { get; init; } = true;

    /// <summary>Seconds for a connection to say which protocol it speaks; on the lane also to open its WebSocket.</summary>
    [Range(1, 600)]
    public int HandshakeSeconds { get; init; } = 15;

    /// <summary>Largest message that a browser may send, in bytes.</summary>
    [Range(1_024, 1024 * 1024)]
    public int ReceiveBytesMax { get; init; } = 32 * 1024;
}
