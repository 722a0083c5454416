using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Sokbo.Gateway.Ads.Frames;

/// <summary>The outer frame: ours, with the banner in another one inside, and the policy that holds for both.</summary>
internal static class FrameDocument
{
    /// <summary>What a frame says to the page around it: it is there, and it was clicked.</summary>
    public const string Ready = "sokbo:ready";
    public const string Clicked = "sokbo:click";

    /// <summary>
    /// Runs before the banner. What a banner does for a click, follow a link or open a window, becomes a wish: nothing else
    /// could come of it in its frame.
    /// </summary>
    private const string Shim = $$$"""
        <!doctype html><script>(()=>{const tell=()=>{parent.postMessage("{{{Clicked}}}","*");return null};window.clickTag="#";window.open=tell;
        addEventListener("click",(event)=>{if(event.target.closest?.("a,area")){event.preventDefault();tell()}},true)})()</script>
        """;

    /// <summary>
    /// Passes the wish on when the reader has just clicked or pressed a key in the banner. A gesture elsewhere in the page is
    /// none here: it goes up to the frames around, and not down into those of other origins.
    /// </summary>
    private const string Relay = $$$"""
        <script>const inner=document.querySelector("iframe");addEventListener("message",(event)=>{if(event.source===inner.contentWindow&&event.data==="{{{Clicked}}}"&&navigator.userActivation?.isActive)parent.postMessage("{{{Clicked}}}","*")});
        inner.addEventListener("load",()=>parent.postMessage("{{{Ready}}}","*"))</script>
        """;

    private const string Style = "html,body,iframe{margin:0;width:100%;height:100%;border:0;overflow:hidden;display:block}";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(string banner)
    {
        var document = new StringBuilder();
        document.Append("<!doctype html><html lang=\"ko\"><meta charset=\"utf-8\"><title>광고</title><style>").Append(Style).Append("</style>");
        document.Append("<body><iframe title=\"광고\" sandbox=\"allow-scripts\" scrolling=\"no\" srcdoc=\"").Append(Encoder.Encode(Shim + banner)).Append("\"></iframe>");
        return document.Append(Relay).Append("</body></html>").ToString();
    }

    /// <summary>A document of <c>srcdoc</c> is under the policy of the one around it, and cannot loosen it.</summary>
    public static string PolicyOf(string origin) => string.Join("; ", [
        "default-src 'none'",
        "script-src 'unsafe-inline'",
        "style-src 'unsafe-inline'",
        $"img-src data: {origin}/media/",
        "font-src data:",
        "media-src data:",
        "frame-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
        "sandbox allow-scripts",
    ]);
}
