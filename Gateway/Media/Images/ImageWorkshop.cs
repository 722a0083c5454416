using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Media.Images;

/// <summary>Works on a few pictures at a time, away from the threads that serve readers, and on none for long.</summary>
internal sealed class ImageWorkshop(IOptions<MediaOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _benches = new(Math.Max(1, Environment.ProcessorCount / 2));

    public void Dispose() => _benches.Dispose();

    /// <summary>The picture as good as it came, and no wider than <paramref name="widthMax"/>.</summary>
    /// <exception cref="ImageUnreadableException">It cannot be decoded.</exception>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public Task<EncodedImage> KeepAsync(byte[] content, ImageFacts facts, CancellationToken cancellationToken, int widthMax = int.MaxValue)
    {
        var ways = ImageEncoding.Faithful(facts.Type, facts.Type == MediaType.WebP && ImageFormat.IsLosslessWebP(content));
        var width = facts.Width > widthMax && facts.Frames == 1 ? widthMax : 0;
        return RunAsync(content, facts, [.. ways.Select(way => way with { Width = width })], content.Length, cancellationToken);
    }

    /// <summary>The best of the lighter forms that weighs no more than the limit, or the lightest of all where none does.</summary>
    public Task<EncodedImage> CompressAsync(byte[] content, ImageFacts facts, int bytesMax, CancellationToken cancellationToken) =>
        RunAsync(content, facts, ImageEncoding.Compressed(facts.Type), bytesMax, cancellationToken);

    /// <summary>The picture in exactly that form.</summary>
    /// <inheritdoc cref="KeepAsync"/>
    public Task<EncodedImage> WriteAsync(byte[] content, ImageFacts facts, ImageEncoding encoding, CancellationToken cancellationToken) =>
        RunAsync(content, facts, [encoding], int.MaxValue, cancellationToken);

    private async Task<EncodedImage> RunAsync(
        byte[] content, ImageFacts facts, IReadOnlyList<ImageEncoding> ways, int bytesMax, CancellationToken cancellationToken)
    {
        await _benches.WaitAsync(cancellationToken);
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            end.CancelAfter(TimeSpan.FromSeconds(options.Value.ProcessingSecondsMax));
            try
            {
                return await Task.Run(() => Lightest(content, facts, ways, bytesMax, end.Token), end.Token);
            }
            catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException("The picture takes too long to work on.", error);
            }
        }
        finally
        {
            _benches.Release();
        }
    }

    private static EncodedImage Lightest(byte[] content, ImageFacts facts, IReadOnlyList<ImageEncoding> ways, int bytesMax, CancellationToken cancellationToken)
    {
        EncodedImage? lightest = null;
        foreach (var way in ways)
        {
            var encoded = ImageCodec.Encode(content, facts, way, cancellationToken);
            if (lightest is null || encoded.Length < lightest.Content.Length)
            {
                lightest = new EncodedImage(way.Type, encoded);
            }

            if (encoded.Length <= bytesMax)
            {
                break;
            }
        }

        return lightest!;
    }
}
