using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Delivery;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Access;

internal static class AccessEndpoints
{
    private const int HolderLengthMax = 100;
    private const int BindingsMax = 100;

    public static RouteGroupBuilder MapAccess(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("keys", "Keys", bodyBytesMax: 64 * 1024).RequireRoles(Role.Operator);
        group.MapGet("/", List).WithSummary("Lists the keys in force, without their secrets.");
        group.MapPost("/", Create).Creates(showsSecret: true).WithSummary("Makes a key. Its secret is in this answer and nowhere else.");
        group.MapDelete("/{id}", Revoke).WithSummary("Revokes a key. Gateways refuse it within a second.");
        return group;
    }

    private static async Task<Ok<KeyResponse[]>> List(Caller caller, ITopicReader topics, CancellationToken cancellationToken) => TypedResults.Ok(
        (await KeysAsync(topics, cancellationToken)).Where(key => caller.MayUseAllOf(key.Sites)).Select(key => KeyResponse.Of(key)).ToArray());

    private static async Task<Results<Created<KeyResponse>, ProblemHttpResult>> Create(
        CreateKeyRequest request, Operation operation, Caller caller, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check(request) is { Any: true } errors)
        {
            return errors.Problem();
        }

        if (!caller.MayUseAllOf(request.Sites))
        {
            return ApiProblem.Create(
                ProblemCodes.WrongSite,
                $"Your key is bound to {string.Join(", ", caller.Sites)}, and so are the keys that it makes. Name some of these in sites.",
                [new ProblemError("/sites", "Beyond the key's own.")]);
        }

        var secret = KeySecret.New(operation.Id);
        var key = new AccessKey
        {
            Id = operation.Id,
            SecretHash = KeySecret.Hash(secret),
            Holder = request.Holder,
            Roles = request.Roles.Aggregate(Role.None, (roles, name) => roles | RoleNames.Parse(name)),
            Sites = [.. request.Sites.Distinct()],
            Accounts = [.. request.Accounts.Distinct()],
            CreatedAt = time.GetUtcNow(),
        };
        return await Grain(grains).Create(key, cancellationToken) switch
        {
            KeyOutcome.Done => TypedResults.Created($"{ApiGroup.Prefix}/keys/{key.Id}", KeyResponse.Of(key, secret)),
            KeyOutcome.Exists => ApiProblem.Create(
                ProblemCodes.SecretShownOnce,
                $"This request has made the key '{key.Id}' before. If its secret was lost, revoke that key and make another with a new Idempotency-Key."),
            _ => ApiProblem.Create(ProblemCodes.LimitReached, $"There are {IAccessGrain.KeysMax} keys. Revoke some first."),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        string id, Caller caller, ITopicReader topics, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!caller.Sites.IsEmpty && (await KeysAsync(topics, cancellationToken)).FirstOrDefault(key => key.Id == id) is { } key && !caller.MayUseAllOf(key.Sites))
        {
            return ApiProblem.Create(ProblemCodes.WrongSite, $"The key '{id}' works on sites that yours is not bound to.");
        }

        return await Grain(grains).Revoke(id, cancellationToken) switch
        {
            KeyOutcome.Done => TypedResults.NoContent(),
            KeyOutcome.LastOperator => ApiProblem.Create(
                ProblemCodes.LastOperatorKey, "Nobody could make keys any more. Make another operator key first."),
            _ => ApiProblem.NotFound("key", id),
        };
    }

    private static async Task<ImmutableArray<AccessKey>> KeysAsync(ITopicReader topics, CancellationToken cancellationToken) =>
        (await topics.Refresh(TopicName.Access, cancellationToken))?.As<AccessState>().Keys ?? [];

    private static RequestErrors Check(CreateKeyRequest request)
    {
        var errors = new RequestErrors();
        errors.CheckText(request.Holder, "/holder", HolderLengthMax, required: true);
        errors.Check(request.Roles.Length is > 0 and <= 16, "/roles", $"Name at least one of: {RoleNames.All}.");
        errors.Check(request.Sites.Length <= BindingsMax, "/sites", $"At most {BindingsMax}.");
        errors.Check(request.Accounts.Length <= BindingsMax, "/accounts", $"At most {BindingsMax}.");
        for (var index = 0; index < request.Roles.Length; index++)
        {
            errors.Check(RoleNames.Parse(request.Roles[index]) != Role.None, $"/roles/{index}", $"Must be one of: {RoleNames.All}.");
        }

        for (var index = 0; index < request.Sites.Length; index++)
        {
            errors.CheckIdentifier(request.Sites[index], $"/sites/{index}");
        }

        for (var index = 0; index < request.Accounts.Length; index++)
        {
            errors.CheckIdentifier(request.Accounts[index], $"/accounts/{index}");
        }

        var isAdvertiser = request.Roles.Contains("advertiser");
        errors.Check(!isAdvertiser || request.Accounts.Length > 0, "/accounts", "A key of an advertiser must be bound to its accounts.");
        return errors;
    }

    private static IAccessGrain Grain(IGrainFactory grains) => grains.GetGrain<IAccessGrain>("default");
}
