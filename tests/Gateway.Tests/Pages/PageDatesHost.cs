using Sokbo.Gateway.Tests.Api;
using Xunit;

namespace Sokbo.Gateway.Tests.Pages;

/// <summary>Two gateways of a cluster whose clocks tests set: what pages are dated by.</summary>
public sealed class PageDatesHost : IAsyncLifetime
{
    private HttpClient? _other;

    public PagesHost Pages { get; } = new();

    /// <summary>Of the second gateway, whose clock is a second behind that of the first.</summary>
    public HttpClient Other => _other ?? throw new InvalidOperationException("Not started.");

    public ShiftedTime OtherTime { get; } = new();

    public DateTimeOffset Now => Pages.Gateway.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        await Pages.InitializeAsync();
        Set(Now);
        _other = await Pages.Gateway.AddGatewayAsync(OtherTime);
    }

    public async ValueTask DisposeAsync()
    {
        Other.Dispose();
        await Pages.DisposeAsync();
    }

    /// <summary>Sets all clocks, never back. Those of the grains stand still until then, as if they were behind.</summary>
    public void Set(DateTimeOffset now)
    {
        Pages.Gateway.Time.Set(now);
        OtherTime.Set(now.AddSeconds(-1));
        Pages.Gateway.Grains.Time.SetUtcNow(now);
    }
}
