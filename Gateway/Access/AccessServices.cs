using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Sokbo.Gateway.Access;

public static class AccessServices
{
    private const string BearerScheme = "bearer";

    /// <summary>Keys and tokens, one header for both: what has the form of a JSON Web Token is one, where an issuer is configured.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<JwtOptions>().BindConfiguration(JwtOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, JwtConfiguration>();
        services.AddSingleton<FirstKey>();
        services.AddAuthentication(BearerScheme)
            .AddPolicyScheme(BearerScheme, BearerScheme, scheme => scheme.ForwardDefaultSelector = Scheme)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthenticationHandler>(KeyAuthenticationHandler.SchemeName, null)
            .AddJwtBearer();
        services.AddAuthorization();
        return services;
    }

    private static string Scheme(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<JwtOptions>>().Value.IsOn && IsToken(context.Request.Headers.Authorization.ToString())
            ? JwtBearerDefaults.AuthenticationScheme
            : KeyAuthenticationHandler.SchemeName;

    private static bool IsToken(string header) =>
        header.Count(letter => letter == '.') == 2 && !header.StartsWith($"Bearer {KeySecret.Prefix}", StringComparison.OrdinalIgnoreCase);
}
