using Microsoft.Extensions.Options;
using Sokbo.Gateway.Media.Images;
using Sokbo.Gateway.Media.Pictures;
using Sokbo.Gateway.Media.S3;

namespace Sokbo.Gateway.Media;

public static class MediaServices
{
    private static readonly TimeSpan PurgeTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ConnectionsFor = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddOptions<MediaOptions>().BindConfiguration(MediaOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MediaOptions>, MediaOptionsValidator>();
        services.AddHttpClient(PurgeHook.ClientName, client => client.Timeout = PurgeTimeout)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddHttpClient(S3MediaStore.ClientName)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = ConnectionsFor });
        return services
            .AddSingleton<FileMediaStore>()
            .AddSingleton<IMediaStore>(static provider => provider.GetRequiredService<IOptions<MediaOptions>>().Value.S3 is { Bucket.Length: > 0 }
                ? ActivatorUtilities.CreateInstance<S3MediaStore>(provider)
                : provider.GetRequiredService<FileMediaStore>())
            .AddSingleton<MediaAnswers>()
            .AddSingleton<ImageWorkshop>()
            .AddSingleton<UploadPlaces>()
            .AddSingleton<PictureUploads>()
            .AddSingleton<ArticlePictures>()
            .AddSingleton<PurgeHook>()
            .AddHostedService<PictureRemover>()
            .AddHostedService<PurgeCaller>()
            .AddHostedService<MediaScale>();
    }
}
