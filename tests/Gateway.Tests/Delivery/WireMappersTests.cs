using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Sokbo.Gateway.Tests.Delivery;

public sealed class WireMappersTests
{
    [Fact]
    public async Task A_gateway_without_the_mapper_of_a_public_topic_does_not_start()
    {
        await using var whole = Build(_ => { });
        await using var lacking = Build(services => services.Remove(
            services.Single(service => service.ImplementationType == typeof(Gateway.Delivery.Wire.Weather.TickerStateMapper))));

        whole.MapGateway();
        var error = Assert.Throws<InvalidOperationException>(() => lacking.MapGateway());

        Assert.Contains("TickerState", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CatalogueState", error.Message, StringComparison.Ordinal);
    }

    private static WebApplication Build(Action<IServiceCollection> change)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<IGrainFactory>(new TestCluster());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddGateway();
        change(builder.Services);
        return builder.Build();
    }
}
