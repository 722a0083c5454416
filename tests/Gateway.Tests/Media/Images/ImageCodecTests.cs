using NetVips;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.Images;
using Xunit;

namespace Sokbo.Gateway.Tests.Media.Images;

public sealed class ImageCodecTests
{
    /// <summary>Of the library, in bytes, since the process began: less than the pixels alone would be, with room for what other tests work on.</summary>
    private const ulong MemoryMax = 128_000_000;

    /// <summary>A turned picture is read in another order than it comes, which goes by way of the disc.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void The_largest_picture_that_is_taken_is_never_in_memory_as_a_whole(int orientation)
    {
        var content = Jpeg(10_000, 5_000, orientation);
        var facts = ImageCodec.Inspect(content, MediaType.Jpeg);
        Assert.Equal((null, ImageLimits.Picture.PixelsMax), (ImageLimits.Picture.Refusal(facts), facts.Pixels));

        var kept = ImageCodec.Encode(content, facts, new ImageEncoding(MediaType.Jpeg, 95, Width: 2_560), CancellationToken.None);

        Assert.Equal(2_560, ImageCodec.Inspect(kept, MediaType.Jpeg).Width);
        Assert.InRange(Stats.MemHighwater, 1UL, MemoryMax);
        Assert.True(MemoryMax < (ulong)facts.Pixels * 3);
    }

    private static byte[] Jpeg(int width, int height, int orientation)
    {
        using var image = Image.Black(width, height, bands: 3);
        using var upright = image.Copy(interpretation: Enums.Interpretation.Srgb);
        using var turned = upright.Mutate(fields => fields.Set(GValue.GIntType, "orientation", orientation));
        return turned.JpegsaveBuffer(q: 50);
    }
}
