using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Sokbo.Gateway.Api;

/// <summary>Head of the API's description: title, and how to sign in.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    public const string Scheme = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Sokbo management API",
            Version = "v1",
            Description = "Publishes articles, weather observations and advertising to open pages. "
                + "Errors are problem details (RFC 9457) with a stable `code`.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Scheme,
            Description = "An API key (`sk_…`), or a JSON Web Token where the operator has configured an issuer.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
