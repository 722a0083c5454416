using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Media.Images;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Media;

namespace Sokbo.Gateway.Media.Pictures;

/// <summary>Pictures of articles, for newsrooms.</summary>
internal static class PicturesEndpoints
{
    /// <summary>The form around the file.</summary>
    private const int FormBytesMax = 16 * 1024;

    public static void MapPictures(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApi("media", "Media", bodyBytesMax: ImageLimits.Picture.BytesMax + FormBytesMax);
        group.RequireRoles(Role.Reporter | Role.Editor);
        group.MapPost("/", Upload).WithSummary("Takes a picture for articles: JPEG, PNG, WebP or GIF, as the body or as a form. The same picture is kept once.");
        group.MapGet("/{hash}", Get).WithSummary("What is known of a picture.");
        group.MapGet("/{hash}/content", GetContent).WithSummary("The picture itself, also before readers may see it; where they may no longer, editors alone.");
    }

    private static async Task<Results<Created<PictureResponse>, ProblemHttpResult>> Upload(
        HttpRequest request, Caller caller, PictureUploads pictures, UploadPlaces places, CancellationToken cancellationToken, string alt = "", string credit = "")
    {
        var errors = new RequestErrors();
        errors.CheckText(alt, "/alt", PictureInfo.AltLengthMax);
        errors.CheckText(credit, "/credit", PictureInfo.CreditLengthMax);
        if (errors.Any)
        {
            return errors.Problem();
        }

        using var place = places.Take();
        if (place is null)
        {
            return ApiProblem.Create(ProblemCodes.TooManyRequests, "Too many uploads are under way here. Send it again in a moment.");
        }

        var content = await UploadedFile.ReadAsync(request, ImageLimits.Picture.BytesMax, cancellationToken);
        var outcome = await pictures.AcceptAsync(content, alt.Trim(), credit.Trim(), caller.Holder, cancellationToken);
        return outcome.Refusal is { } refusal
            ? ApiProblem.Create(refusal.Code, refusal.Detail)
            : TypedResults.Created($"{ApiGroup.Prefix}/media/{outcome.Picture!.Hash}", PictureResponse.Of(outcome.Picture));
    }

    private static async Task<Results<Ok<PictureResponse>, ProblemHttpResult>> Get(string hash, IGrainFactory grains, CancellationToken cancellationToken) =>
        await FindAsync(hash, grains, cancellationToken) is { } picture ? TypedResults.Ok(PictureResponse.Of(picture)) : ApiProblem.NotFound("picture", hash);

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetContent(
        string hash, HttpContext context, Caller caller, IMediaStore store, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!caller.Has(Role.Editor) && PictureAddress.IsHash(hash) && await grains.GetGrain<IPictureGrain>(hash).IsWithdrawn(cancellationToken))
        {
            return ApiProblem.Create(ProblemCodes.WrongRole, "Readers have seen it and may no longer; only editors see it.");
        }

        if (await FindAsync(hash, grains, cancellationToken) is not { } picture
            || await store.OpenAsync(PictureFiles.NameOf(picture), cancellationToken) is not { } content)
        {
            return ApiProblem.NotFound("picture", hash);
        }

        MediaHeaders.Set(context.Response.Headers, "no-store");
        return TypedResults.Stream(content, PictureFiles.NameOf(picture).ContentType);
    }

    private static async Task<PictureInfo?> FindAsync(string hash, IGrainFactory grains, CancellationToken cancellationToken) =>
        PictureAddress.IsHash(hash) ? await grains.GetGrain<IPictureGrain>(hash).Read(cancellationToken) : null;
}
