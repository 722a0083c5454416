using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sokbo.Gateway.Ads.Files;
using Sokbo.Gateway.Media;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Files;

public sealed class ServedFilesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly KeptFiles _files = new();

    [Fact]
    public void What_is_shown_is_told_once_a_day_and_again_when_that_has_failed()
    {
        var served = new ServedFiles(_files, _time, NullLogger<ServedFiles>.Instance);
        var name = MediaName.Of("a banner"u8, MediaType.Png);

        served.Note(name, 8);
        served.Note(name, 8);
        var once = _files.Kept.Count;
        _time.Advance(TimeSpan.FromDays(1));
        _files.Fails = true;
        served.Note(name, 8);
        _files.Fails = false;
        served.Note(name, 8);

        Assert.Equal((1, 2), (once, _files.Kept.Count));
    }
}
