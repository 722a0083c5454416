using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>The files that belong to a picture.</summary>
internal static class PictureFiles
{
    public static MediaName NameOf(PictureInfo picture) =>
        MediaName.ParsePicture(picture.Url[PictureAddress.Prefix.Length..]) ?? throw new InvalidOperationException($"'{picture.Url}' is no address of a picture.");

    public static IEnumerable<MediaName> Of(PictureInfo picture)
    {
        var name = NameOf(picture);
        return picture.Widths.Select(width => name with { Type = MediaType.WebP, Width = width }).Prepend(name);
    }
}
