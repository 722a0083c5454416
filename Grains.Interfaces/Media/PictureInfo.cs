using System.Collections.Immutable;

namespace Sokbo.Grains.Interfaces.Media;

/// <summary>A picture as it is kept: decoded, turned upright, written anew without metadata.</summary>
[GenerateSerializer, Immutable, Alias("media.PictureInfo")]
public sealed record PictureInfo
{
    public const int AltLengthMax = 500;

    public const int CreditLengthMax = 200;

    /// <summary>Its address; the hash is in it.</summary>
    [Id(0)] public required string Url { get; init; }

    /// <summary>Pixels.</summary>
    [Id(1)] public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    [Id(2)] public required int Height { get; init; }

    /// <summary>More than 1 for a picture that moves; there is no smaller form of one.</summary>
    [Id(3)] public required int Frames { get; init; }

    [Id(4)] public required int Bytes { get; init; }

    /// <summary>Widths in pixels of its smaller forms, ascending.</summary>
    [Id(5)] public ImmutableArray<int> Widths { get; init; } = [];

    /// <summary>What it shows, for who does not see it; taken where a body says nothing.</summary>
    [Id(6)] public string Alt { get; init; } = "";

    /// <summary>Whose picture it is, as readers are told; taken where a body says nothing.</summary>
    [Id(7)] public string Credit { get; init; } = "";

    /// <summary>Who has sent it first.</summary>
    [Id(8)] public required string Holder { get; init; }

    [Id(9)] public required DateTimeOffset At { get; init; }

    public string Hash => PictureAddress.HashOf(Url) ?? throw new InvalidOperationException($"'{Url}' is no address of a picture.");
}
