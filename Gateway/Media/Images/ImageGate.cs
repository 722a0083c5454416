using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Media.Images;

/// <summary>
/// The gate for all pictures. What passes it is not what was sent: it is decoded and written anew, so that nothing but
/// pixels and their timing comes through. What a header says decides whether anything is decoded at all.
/// </summary>
internal static class ImageGate
{
    /// <param name="content">At most <see cref="ImageLimits.BytesMax"/> bytes.</param>
    /// <param name="limits">What is decoded at all.</param>
    /// <param name="work">What is made of a picture within the limits.</param>
    /// <param name="refuse">What is made of a refusal.</param>
    public static async Task<T> PassAsync<T>(byte[] content, ImageLimits limits, Func<ImageFacts, Task<T>> work, Func<ImageRefusal, T> refuse)
    {
        if (ImageFormat.Of(content) is not { } type)
        {
            return refuse(new(ProblemCodes.UnsupportedMediaType, "It is none of JPEG, PNG, WebP and GIF. Save it as one of them; its name does not matter."));
        }

        if (type == MediaType.Png && ImageFormat.IsAnimatedPng(content))
        {
            return refuse(new(ProblemCodes.UnsupportedMediaType, "It is an animated PNG. Save the animation as WebP or GIF."));
        }

        if (type == MediaType.Gif)
        {
            var whole = ImageFormat.IsWholeGif(content, out var frames);
            if (limits.FramesRefusal(frames) is { } tooMany)
            {
                return refuse(new(ProblemCodes.ImageTooLarge, tooMany));
            }

            if (!whole)
            {
                return refuse(new(ProblemCodes.ImageUnreadable, "It is a GIF that breaks off before its end. Export it again, and send all of it."));
            }
        }

        try
        {
            var facts = ImageCodec.Inspect(content, type);
            return limits.Refusal(facts) is { } tooLarge ? refuse(new(ProblemCodes.ImageTooLarge, tooLarge)) : await work(facts);
        }
        catch (ImageUnreadableException error)
        {
            return refuse(new(
                ProblemCodes.ImageUnreadable, $"It begins like a {type} and cannot be read to its end ({error.Message}). Export it again, and send all of it."));
        }
        catch (TimeoutException)
        {
            return refuse(new(ProblemCodes.ImageTooLarge, "It takes too long to work on. Scale it down or shorten the animation."));
        }
    }
}
