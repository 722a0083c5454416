using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sokbo.Gateway.Access;

namespace Sokbo.Gateway.Api;

/// <summary>What every call has in common: roles, headers for repetition and concurrency, problems.</summary>
internal sealed class ApiOperationDocument : IOpenApiOperationTransformer
{
    private static readonly int[] AlwaysPossible = [401, 403, 429, 503];
    private static readonly int[] PossibleWithBody = [400, 413, 415, 422];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RolesMetadata>().LastOrDefault() is { } roles)
        {
            operation.Description = $"{operation.Description}\n\nRoles: {RoleNames.Join(roles.Any)}.".Trim();
        }

        var method = context.Description.HttpMethod;
        operation.Parameters ??= [];
        if (method == HttpMethods.Post)
        {
            operation.Parameters.Add(Header("Idempotency-Key", metadata.OfType<CreatesMetadata>().Any(), "Random; the same when the request is repeated."));
        }

        if (method == HttpMethods.Put)
        {
            operation.Parameters.Add(Header("If-Match", false, "ETag of what you read; required where the entity exists."));
        }

        var statuses = operation.RequestBody is null ? AlwaysPossible : [.. AlwaysPossible, .. PossibleWithBody];
        operation.Responses ??= [];
        foreach (var status in method == HttpMethods.Put ? [.. statuses, 412, 428] : statuses)
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), Problem(status));
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter Header(string name, bool required, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiResponse Problem(int status) => new()
    {
        Description = "Problem: " + string.Join(", ", ProblemCodes.All.Where(code => code.Status == status).Select(code => $"`{code.Name}`")),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                    {
                        ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                        ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
            },
        },
    };
}
