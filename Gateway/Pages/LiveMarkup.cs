using System.Globalization;
using System.Text;
using Sokbo.Gateway.Articles;
using Sokbo.Grains.Interfaces.Articles;

namespace Sokbo.Gateway.Pages;

/// <summary>Posts of a live blog as HTML.</summary>
internal static class LiveMarkup
{
    private const int HeadlineLengthMax = 80;

    /// <summary>The posts for who takes the whole text over: newest parts first, without anything that needs our pages.</summary>
    public static string Plain(LiveBlog? live)
    {
        var html = new StringBuilder();
        foreach (var post in live?.Posts ?? [])
        {
            html.Append(CultureInfo.InvariantCulture, $"<section id=\"post-{post.Id}\"><p><time datetime=\"{SeoulTime.Machine(post.PublishedAt)}\">{SeoulTime.DateAndTime(post.PublishedAt)}</time></p>");
            if (post.Text.Headline.Length > 0)
            {
                html.Append(CultureInfo.InvariantCulture, $"<h2>{InlineHtml.Escape(post.Text.Headline)}</h2>");
            }

            html.Append(ArticleMarkup.Body(post.Text.Blocks, leads: false)).Append("</section>");
        }

        return html.ToString();
    }

    /// <summary>The headline of a post, or the beginning of its text.</summary>
    public static string Headline(LivePost post) =>
        post.Text.Headline.Length > 0 ? post.Text.Headline : BlockText.Start(BlockText.Of(post.Text.Blocks), HeadlineLengthMax);

    /// <summary>Address of a key post: on this page where it is shown, else on the page that begins with it.</summary>
    public static string Link(LiveKey key, LiveBlog live, string path) =>
        live.Posts.Any(post => post.Id == key.Id) ? $"#post-{key.Id}" : $"{path}?post={key.Id}";
}
