using System.Text.RegularExpressions;

namespace Sokbo.Gateway.Articles;

/// <summary>The players of other sites that an article may embed. Whatever address a newsroom has of one, the same is kept.</summary>
internal static partial class EmbedAddress
{
    /// <summary>Origins that frames of an article page may come from.</summary>
    public const string Origins = "https://www.youtube-nocookie.com https://tv.naver.com";

    /// <summary>Null for everything that is not one of them.</summary>
    public static string? Find(string? address)
    {
        if (address is null)
        {
            return null;
        }

        if (YouTube().Match(address) is { Success: true } video)
        {
            return $"https://www.youtube-nocookie.com/embed/{video.Groups["id"].Value}";
        }

        return Naver().Match(address) is { Success: true } clip ? $"https://tv.naver.com/embed/{clip.Groups["id"].Value}" : null;
    }

    [GeneratedRegex(
        @"\Ahttps://(?:(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed/|watch\?v=)|youtu\.be/)(?<id>[A-Za-z0-9_-]{6,20})(?:[?&][A-Za-z0-9_=&;%.-]*)?\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex YouTube();

    [GeneratedRegex(@"\Ahttps://tv\.naver\.com/(?:embed|v)/(?<id>[0-9]{1,12})(?:\?[A-Za-z0-9_=&;%.-]*)?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Naver();
}
