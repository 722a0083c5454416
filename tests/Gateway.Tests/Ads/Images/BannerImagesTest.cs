using Microsoft.Extensions.Options;
using Sokbo.Fixtures.Processes;
using Sokbo.Gateway.Ads.Images;
using Sokbo.Gateway.Media;
using Sokbo.Gateway.Media.Images;
using Sokbo.Gateway.Tests.Ads.Files;
using Sokbo.Hosting.Operations;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Images;

/// <summary>A gate with a directory of its own.</summary>
public abstract class BannerImagesTest : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly ImageWorkshop _workshop;

    protected BannerImagesTest()
    {
        var options = Options.Create(new MediaOptions { Directory = _scratch.Path, MebibytesMax = 1 });
        _workshop = new ImageWorkshop(options);
        Store = new FileMediaStore(options, Options.Create(new SokboOptions()), TimeProvider.System);
        Gate = new BannerImages(Store, Files, _workshop);
    }

    private protected IMediaStore Store { get; }

    private protected KeptFiles Files { get; } = new();

    private protected BannerImages Gate { get; }

    public void Dispose()
    {
        _workshop.Dispose();
        _scratch.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<BannerImageOutcome> SendAsync(byte[] content, int density = 1, bool compress = false) =>
        await Gate.AcceptAsync(content, density, compress, TestContext.Current.CancellationToken);

    private protected async Task<byte[]> StoredAsync(BannerImageOutcome outcome)
    {
        Assert.Null(outcome.Refusal);
        await using var stream = await Store.OpenAsync(outcome.Image!.Name, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("It is not stored.");
        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content, TestContext.Current.CancellationToken);
        return content;
    }
}
