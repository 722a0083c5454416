using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Articles.Intake;

internal static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration(IntakeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IntakeOptions>, IntakeOptionsValidator>();
        return services.AddSingleton<IntakeClient>().AddSingleton<IntakeTaker>().AddSingleton<IntakePuller>().AddHostedService(provider => provider.GetRequiredService<IntakePuller>());
    }
}
