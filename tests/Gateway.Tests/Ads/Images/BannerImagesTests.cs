using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Media;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Images;

public sealed class BannerImagesTests : BannerImagesTest
{
    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("gif")]
    public async Task A_picture_is_kept_in_its_type_under_the_hash_of_what_is_kept(string extension)
    {
        var content = extension switch
        {
            "jpg" => Pictures.Jpeg(300, 250),
            "png" => Pictures.Png(300, 250),
            "webp" => Pictures.WebP(300, 250),
            _ => Pictures.Gif(300, 250, 100),
        };

        var outcome = await SendAsync(content);

        var stored = await StoredAsync(outcome);
        using var seen = Pictures.Read(stored);
        using var sent = Pictures.Read(content);
        using var difference = (seen.ExtractBand(0) - sent.ExtractBand(0)).Abs();
        Assert.Equal((300, 250, extension), (outcome.Image!.Width, outcome.Image.Height, outcome.Image.Name.Extension));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(stored)), outcome.Image.Name.Hash);
        Assert.Equal((300, 250), (seen.Width, seen.Height));
        Assert.True(difference.Avg() < 2, $"It looks otherwise: {difference.Avg()}");
    }

    [Fact]
    public async Task What_the_camera_has_written_is_gone_and_the_picture_stands_upright()
    {
        var content = Pictures.Jpeg(250, 300, orientation: 6);
        Assert.Contains("secret-of-the-camera", Encoding.Latin1.GetString(content), StringComparison.Ordinal);

        var outcome = await SendAsync(content);

        var stored = await StoredAsync(outcome);
        using var seen = Pictures.Read(stored);
        Assert.Equal((300, 250), (outcome.Image!.Width, outcome.Image.Height));
        Assert.Equal((300, 250), (seen.Width, seen.Height));
        Assert.DoesNotContain("secret-of-the-camera", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);

        // Of the two bands the first grew from left to right; turned by 90° it grows from top to bottom.
        Assert.True(seen[150, 240][0] > seen[150, 10][0] + 100);
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("webp")]
    public async Task An_animation_keeps_its_frames_and_their_timing(string extension)
    {
        int[] delays = [100, 200, 350];

        var outcome = await SendAsync(extension == "gif" ? Pictures.Gif(300, 250, delays) : Pictures.AnimatedWebP(300, 250, delays));

        Assert.Equal((3, extension), (outcome.Image!.Frames, outcome.Image.Name.Extension));
        Assert.Equal(delays, Pictures.DelaysOf(await StoredAsync(outcome)));
    }

    [Fact]
    public async Task Nothing_that_hangs_on_a_picture_comes_through()
    {
        byte[] tail = [.. "<script>alert(document.domain)</script>"u8, .. "PK\x03\x04 and an archive"u8];

        foreach (var content in new[] { Pictures.Gif(300, 250, 100, 100), Pictures.Png(300, 250), Pictures.Jpeg(300, 250) })
        {
            var outcome = await SendAsync([.. content, .. tail]);
            if (outcome.Image is not null)
            {
                Assert.DoesNotContain("script", Encoding.Latin1.GetString(await StoredAsync(outcome)), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>")]
    [InlineData("<!doctype html><script>x()</script>")]
    [InlineData("%PDF-1.7")]
    [InlineData("BM and a bitmap")]
    [InlineData("RIFF....WAVEfmt ")]
    [InlineData("x")]
    public async Task What_is_no_picture_is_refused_whatever_it_calls_itself(string content) =>
        Assert.Equal(ProblemCodes.UnsupportedMediaType, (await SendAsync(Encoding.Latin1.GetBytes(content))).Refusal!.Code);

    [Fact]
    public async Task An_animated_png_is_refused_before_it_loses_its_animation() =>
        Assert.Equal(ProblemCodes.UnsupportedMediaType, (await SendAsync(Pictures.AnimatedPng())).Refusal!.Code);

    [Fact]
    public async Task What_would_fill_the_memory_is_refused_by_its_header()
    {
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        byte[][] bombs =
        [
            Pictures.HollowPng(30_000, 30_000),
            Pictures.HollowPng(4_001, 20),
            Pictures.ManyFrames(10_000),
            Pictures.ManyFrames(1, 65_535, 65_535),
            Pictures.ManyFrames(200, 1_900, 1_900),
        ];

        foreach (var bomb in bombs)
        {
            Assert.Equal(ProblemCodes.ImageTooLarge, (await SendAsync(bomb)).Refusal!.Code);
        }

        Assert.True(Process.GetCurrentProcess().PeakWorkingSet64 - before < 256 * 1024 * 1024, "It was decoded.");
    }

    [Fact]
    public async Task What_is_too_heavy_is_offered_lighter_and_taken_so_when_told()
    {
        var content = Pictures.NoisyPng(300, 250);

        var offered = await SendAsync(content);
        var taken = await SendAsync(content, compress: true);

        Assert.Equal(ProblemCodes.ImageTooHeavy, offered.Refusal!.Code);
        Assert.Equal(150 * 1024, offered.Refusal.Offer!.LimitBytes);
        Assert.True(offered.Refusal.Offer is { Fits: true } offer && offer.Bytes > offer.LimitBytes);
        Assert.Contains("?compress=true", offered.Refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(offered.Refusal.Offer.CompressedBytes, (await StoredAsync(taken)).Length);
        Assert.True(taken.Image!.Bytes <= 150 * 1024);
        using var seen = Pictures.Read(await StoredAsync(taken));
        Assert.Equal((300, 250), (seen.Width, seen.Height));
    }

    [Fact]
    public async Task What_cannot_become_light_enough_is_refused_with_what_it_would_weigh()
    {
        var outcome = await SendAsync(Pictures.NoisyPng(800, 600), compress: true);

        Assert.Equal(ProblemCodes.ImageTooHeavy, outcome.Refusal!.Code);
        Assert.True(outcome.Refusal.Offer!.CompressedBytes > outcome.Refusal.Offer.LimitBytes);
        Assert.DoesNotContain("compress=true", outcome.Refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_twice_the_size_is_a_banner_of_its_half()
    {
        var outcome = await SendAsync(Pictures.Jpeg(640, 200), density: 2);
        var odd = await SendAsync(Pictures.Jpeg(641, 200), density: 2);

        Assert.Equal((320, 100), (outcome.Image!.Width, outcome.Image.Height));
        Assert.Equal(ProblemCodes.ImageTooLarge, odd.Refusal!.Code);
    }

    [Fact]
    public async Task The_same_picture_is_kept_once()
    {
        var first = await SendAsync(Pictures.Png(300, 250));
        var second = await SendAsync(Pictures.Png(300, 250));

        Assert.Equal(first.Image!.Name, second.Image!.Name);
    }

    [Fact]
    public async Task A_full_store_takes_nothing_new_and_says_so()
    {
        for (var seed = 1; ; seed++)
        {
            var outcome = await SendAsync(Pictures.SoftPng(300, 250, seed));
            if (outcome.Refusal is { } refusal)
            {
                Assert.Equal(ProblemCodes.LimitReached, refusal.Code);
                break;
            }

            Assert.True(seed < 30, "It took more than it may.");
        }
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.svg")]
    [InlineData("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef.png")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde/.png")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.png/../x")]
    public void No_other_address_names_a_file(string name) => Assert.Null(MediaName.Parse(name));
}
