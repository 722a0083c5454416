using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Articles;

/// <summary>A post of a live blog as the public saw it.</summary>
internal sealed record PublicPostResponse(
    string Id, int Revision, string Headline, string Body, string Byline, bool Pinned, bool Key, DateTimeOffset PublishedAt, DateTimeOffset ModifiedAt)
{
    public static PublicPostResponse Of(LivePost post) => new(
        post.Id, post.Revision, post.Text.Headline, ArticleBody.Render(post.Text.Blocks), post.Text.Byline, post.Text.Pinned, post.Text.Key, post.PublishedAt, post.ModifiedAt);
}
