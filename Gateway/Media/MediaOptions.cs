using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Sokbo.Gateway.Media.S3;

namespace Sokbo.Gateway.Media;

/// <summary>Pictures and frames; section <c>Media</c>.</summary>
internal sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary>Where they are kept unless in an S3-compatible store: in a cluster a directory that all gateways share. Empty: <c>media</c> below <c>Sokbo__DataDirectory</c>.</summary>
    public string? Directory { get; init; }

    /// <summary>An S3-compatible store instead of the directory; without <c>Bucket</c>: the directory.</summary>
    [ValidateObjectMembers]
    public S3Options S3 { get; init; } = new();

    /// <summary>
    /// Called with POST when pictures of articles are withheld or deleted: <c>{"urls": [...]}</c>, any 2xx is success. With it
    /// shared caches may keep pictures for a day. Empty: nobody keeps them for more than five minutes.
    /// </summary>
    [Url]
    public string? PurgeUrl { get; init; }

    /// <summary>Sent to <c>PurgeUrl</c> as a bearer token; empty for none.</summary>
    public string? PurgeToken { get; init; }

    /// <summary>What all files together may weigh, in mebibytes. Beyond it nothing new is taken.</summary>
    [Range(1, 100_000_000)]
    public int MebibytesMax { get; init; } = 20_480;

    public long BytesMax => MebibytesMax * 1024L * 1024L;

    /// <summary>
    /// Days after which a file of banners is deleted that no creative, house banner or logo names and nobody was shown; 0 for
    /// never.
    /// </summary>
    [Range(0, 3_650)]
    public int UnusedDays { get; init; } = 90;

    /// <summary>Uploads that may be under way at once; more are told to come again.</summary>
    [Range(1, 1_000)]
    public int UploadsMax { get; init; } = 8;

    /// <summary>How long one picture may keep a processor busy, in seconds.</summary>
    [Range(1, 300)]
    public int ProcessingSecondsMax { get; init; } = 20;
}
