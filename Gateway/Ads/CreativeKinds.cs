using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads;

/// <summary>Kinds of banners as callers name them.</summary>
internal static class CreativeKinds
{
    public static CreativeKind? Parse(string? name) => name switch
    {
        "text" => CreativeKind.Text,
        "image" => CreativeKind.Image,
        "html" => CreativeKind.Html,
        _ => null,
    };

    public static string NameOf(CreativeKind kind) => kind switch
    {
        CreativeKind.Image => "image",
        CreativeKind.Html => "html",
        _ => "text",
    };
}
