namespace Sokbo.Gateway.Articles;

/// <summary>Until when nothing may be shown.</summary>
internal sealed record EmbargoRequest
{
    /// <summary>Wall clock of <see cref="Zone"/>, for example <c>2026-11-27T10:00</c>; left out: no embargo any more.</summary>
    public string? Until { get; init; }

    /// <summary>IANA name of a zone.</summary>
    public string Zone { get; init; } = "Asia/Seoul";

    /// <summary>For the newsroom; never public.</summary>
    public string Reason { get; init; } = "";
}
