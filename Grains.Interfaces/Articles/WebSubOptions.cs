namespace Sokbo.Grains.Interfaces.Articles;

/// <summary>The hub that passes feeds on; section <c>WebSub</c>. The same on silos and gateways.</summary>
public sealed class WebSubOptions
{
    public const string Section = "WebSub";

    /// <summary>Address of the hub, for example <c>https://pubsubhubbub.appspot.com/</c>. Empty: feeds name none.</summary>
    public string Hub { get; init; } = "";

    /// <summary>How readers reach feeds, for their addresses: <c>https</c> or <c>http</c>.</summary>
    public string Scheme { get; init; } = "https";

    /// <summary>Seconds for one call of the hub.</summary>
    public int TimeoutSeconds { get; init; } = 3;

    /// <summary>Calls for one change until it is given up.</summary>
    public int TriesMax { get; init; } = 6;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public string? Problem =>
        Hub.Length > 0 && !(Uri.TryCreate(Hub, UriKind.Absolute, out var hub) && hub.Scheme is ("http" or "https")) ? "WebSub:Hub must be a whole http or https address."
        : Scheme is not ("http" or "https") ? "WebSub:Scheme must be http or https."
        : TimeoutSeconds is < 1 or > 60 ? "WebSub:TimeoutSeconds must be 1 to 60."
        : TriesMax is < 1 or > 100 ? "WebSub:TriesMax must be 1 to 100."
        : null;
}
