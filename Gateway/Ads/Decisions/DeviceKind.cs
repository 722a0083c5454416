namespace Sokbo.Gateway.Ads.Decisions;

/// <summary>Kinds of device as conditions name them.</summary>
internal static class DeviceKind
{
    public const string Phone = "phone";
    public const string Tablet = "tablet";
    public const string Desktop = "desktop";

    public static readonly string[] All = [Phone, Tablet, Desktop];

    /// <summary>What conditions call a kind of device.</summary>
    public static string ValueOf(string kind) => kind switch
    {
        Phone => $"device:{Phone}",
        Tablet => $"device:{Tablet}",
        _ => $"device:{Desktop}",
    };

    /// <summary>
    /// By what browsers say of themselves. An iPad that asks for desktop pages says that it is a Macintosh, and is taken
    /// for one; Android tablets leave out "Mobile".
    /// </summary>
    public static string Of(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent))
        {
            return Desktop;
        }

        if (Says(userAgent, "iPad") || Says(userAgent, "Tablet") || (Says(userAgent, "Android") && !Says(userAgent, "Mobile")))
        {
            return Tablet;
        }

        return Says(userAgent, "Mobi") || Says(userAgent, "iPhone") ? Phone : Desktop;
    }

    private static bool Says(string userAgent, string word) => userAgent.Contains(word, StringComparison.OrdinalIgnoreCase);
}
