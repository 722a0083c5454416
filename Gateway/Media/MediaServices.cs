using Microsoft.Extensions.Options;
using Sokbo.Gateway.Media.Images;

namespace Sokbo.Gateway.Media;

public static class MediaServices
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddOptions<MediaOptions>().BindConfiguration(MediaOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MediaOptions>, MediaOptionsValidator>();
        return services
            .AddSingleton<IMediaStore, FileMediaStore>()
            .AddSingleton<ImageWorkshop>();
    }
}
