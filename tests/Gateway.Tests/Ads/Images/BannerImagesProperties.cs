using CsCheck;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Images;

public sealed class BannerImagesProperties : BannerImagesTest
{
    private static readonly byte[][] Whole =
    [
        Pictures.Jpeg(120, 60), Pictures.Png(120, 60), Pictures.WebP(120, 60), Pictures.WebP(120, 60, lossless: true),
        Pictures.Gif(120, 60, 100, 200), Pictures.AnimatedWebP(120, 60, 100, 200),
    ];

    private static readonly Gen<byte[]> Damaged = Gen.Select(
        Gen.Int[0, Whole.Length - 1], Gen.Double[0, 1], Gen.Select(Gen.Double[0, 1], Gen.Byte).Array[0, 8],
        (which, end, changes) =>
        {
            var whole = Whole[which];
            var content = whole[..Math.Max(1, (int)(whole.Length * end))];
            foreach (var (place, value) in changes)
            {
                content[Math.Min(content.Length - 1, (int)(content.Length * place))] = value;
            }

            return content;
        });

    [Fact]
    public async Task A_damaged_file_is_refused_or_what_is_kept_is_a_whole_picture() => await Damaged.SampleAsync(
        async content =>
        {
            var outcome = await SendAsync(content);

            Assert.True(outcome.Refusal is null != outcome.Image is null);
            if (outcome.Image is not null)
            {
                using var seen = Pictures.Read(await StoredAsync(outcome));
                Assert.True(seen.Avg() >= 0);
            }
        },
        iter: 300, threads: 1);

    [Fact]
    public async Task Half_a_file_is_refused()
    {
        foreach (var whole in Whole)
        {
            Assert.NotNull((await SendAsync(whole[..(whole.Length / 2)])).Refusal);
        }
    }
}
