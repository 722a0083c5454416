using System.ComponentModel.DataAnnotations;

namespace Sokbo.Gateway.Media.S3;

/// <summary>An S3-compatible store; section <c>Media:S3</c>.</summary>
internal sealed class S3Options
{
    /// <summary>Address of the store, for example <c>https://s3.ap-northeast-2.amazonaws.com</c>.</summary>
    [Url]
    public string? Endpoint { get; init; }

    /// <summary>Name of the bucket, which exists. The key needs GetObject, PutObject and DeleteObject in it.</summary>
    public string? Bucket { get; init; }

    /// <summary>Before all names, for example <c>sokbo/</c>; may be empty.</summary>
    [RegularExpression("[A-Za-z0-9/_.-]{0,100}")]
    public string Prefix { get; init; } = "";

    public string Region { get; init; } = "us-east-1";

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    /// <summary>Seconds that one call may take.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>Objects that this gateway loads at once, each of which is in memory meanwhile. More wait, as long as one call may take.</summary>
    [Range(1, 256)]
    public int LoadsMax { get; init; } = 8;

    /// <summary>What this gateway keeps in memory of what it has read, in mebibytes.</summary>
    [Range(0, 16_384)]
    public int CacheMebibytes { get; init; } = 64;
}
