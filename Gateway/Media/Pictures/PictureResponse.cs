using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>A picture that articles may show. <see cref="Url"/> goes into the body as the address of the image.</summary>
internal sealed record PictureResponse
{
    public required string Url { get; init; }

    public required string Type { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    public required int Frames { get; init; }

    public required int Bytes { get; init; }

    public required string Alt { get; init; }

    public required string Credit { get; init; }

    /// <summary>Smaller forms, from which pages choose by themselves.</summary>
    public required SmallerPictureResponse[] Smaller { get; init; }

    public static PictureResponse Of(PictureInfo picture) => new()
    {
        Url = picture.Url,
        Type = PictureFiles.NameOf(picture).ContentType,
        Width = picture.Width,
        Height = picture.Height,
        Frames = picture.Frames,
        Bytes = picture.Bytes,
        Alt = picture.Alt,
        Credit = picture.Credit,
        Smaller = [.. PictureFiles.Of(picture).Skip(1).Select(name => new SmallerPictureResponse(name.Path, name.Width))],
    };
}
