using Microsoft.Extensions.Options;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Articles;
using Sokbo.Grains.Interfaces.Articles.Intake;

namespace Sokbo.Gateway.Articles.Intake;

internal static class IntakeEndpoints
{
    public static void MapIntake(this IEndpointRouteBuilder routes) =>
        routes.MapApi("intake", "Articles").MapGet("/", List).RequireRoles(Role.Editor).WithSummary("How the feeds of others do that are pulled.");

    private static Task<IntakeResponse[]> List(Caller caller, IOptions<IntakeOptions> options, IGrainFactory grains, CancellationToken cancellationToken) =>
        Task.WhenAll(options.Value.Sources.Where(source => caller.MayUseSite(source.Site)).Select(async source =>
        {
            var status = await grains.GetGrain<IIntakeGrain>(source.Id).Status(cancellationToken);
            var articles = await Task.WhenAll(status.Withdrawn.Select(notice => grains.GetGrain<IArticleGrain>(notice.Article).Read(cancellationToken)));
            return IntakeResponse.Of(source, status, status.Withdrawn.Where((_, index) => IntakeTaker.Stands(articles[index])));
        }));
}
