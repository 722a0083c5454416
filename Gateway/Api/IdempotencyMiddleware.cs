using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Sokbo.Gateway.Access;

namespace Sokbo.Gateway.Api;

/// <summary>
/// Carries out <c>Idempotency-Key</c>: reserves the operation's id before the handler runs, and answers a repetition with
/// the answer given before. A process may die between the two: then the repetition runs the handler again with the same
/// operation id, and the grain that knows it changes nothing.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, IdempotencyStore store, TimeProvider time)
{
    private const string Header = "Idempotency-Key";
    private const int KeyLengthMax = 255;

    public async Task InvokeAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<ApiMetadata>() is null || HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var creates = metadata.GetMetadata<CreatesMetadata>();
        var values = context.Request.Headers[Header];
        if (values.Count == 0)
        {
            if (creates is not null)
            {
                throw new ApiProblemException(
                    ProblemCodes.IdempotencyKeyRequired,
                    "This call creates something. Send Idempotency-Key with a new random value, and the same one when you repeat the request.");
            }

            await next(context);
            return;
        }

        if (values.Count > 1 || values[0] is not { Length: > 0 and <= KeyLengthMax } key || key.Any(letter => letter is < '!' or > '~'))
        {
            throw new ApiProblemException(
                ProblemCodes.IdempotencyKeyInvalid, $"Send Idempotency-Key once, with 1 to {KeyLengthMax} visible ASCII characters, for example a UUID.");
        }

        await RunAsync(context, key, creates, metadata.GetMetadata<ErasableMetadata>());
    }

    private async Task RunAsync(HttpContext context, string key, CreatesMetadata? creates, ErasableMetadata? erasable)
    {
        var token = context.RequestAborted;
        var caller = Caller.Of(context.User)?.Id ?? throw new InvalidOperationException("The endpoint is open to strangers.");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, token);
        var fingerprint = Fingerprint(context.Request, body);
        body.Position = 0;
        context.Request.Body = body;

        var record = Hash($"{caller}\n{key}");
        var reservation = await store.ReserveAsync(record, fingerprint, Operation.New(time).Id, token);
        if (!reservation.Same)
        {
            throw new ApiProblemException(
                ProblemCodes.IdempotencyKeyReused, "This Idempotency-Key was used with another request within 48 hours. Use a new one for a new request.");
        }

        // Where the text is gone the handler runs once more, and its grain, which knows the operation, tells what there is now.
        if (reservation.Answer is { } answer && !(erasable is not null && await erasable.IsErased(context, answer)))
        {
            await ReplayAsync(context.Response, answer, token);
            return;
        }

        context.Features.Set(new Operation(reservation.OperationId));
        await CaptureAsync(context, record, fingerprint, creates?.ShowsSecret ?? false);
    }

    private async Task CaptureAsync(HttpContext context, string record, string fingerprint, bool showsSecret)
    {
        var original = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        catch (Exception error) when (error is BadHttpRequestException or ApiProblemException)
        {
            // The client's request does not decide whether the reservation is given back: it may hang up at any time.
            await store.ReleaseAsync(record, fingerprint);
            throw;
        }
        finally
        {
            context.Response.Body = original;
        }

        var response = context.Response;
        if (response.StatusCode is >= 200 and < 300)
        {
            // Of a client that has hung up the answer may be cut short, or have no body at all: its repetition runs the handler again.
            if (!showsSecret && buffer.Length <= StoredAnswer.BodyBytesMax && !context.RequestAborted.IsCancellationRequested)
            {
                await store.CompleteAsync(record, fingerprint, Answer(response, buffer));
            }
        }
        else if (response.StatusCode is >= 400 and < 500 && !showsSecret)
        {
            await store.ReleaseAsync(record, fingerprint);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(original, context.RequestAborted);
    }

    private static StoredAnswer Answer(HttpResponse response, MemoryStream body) => new()
    {
        Status = response.StatusCode,
        ContentType = response.ContentType,
        Location = response.Headers.Location,
        ETag = response.Headers.ETag,
        Body = body.ToArray(),
    };

    private static async Task ReplayAsync(HttpResponse response, StoredAnswer answer, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.Location = answer.Location;
        response.Headers.ETag = answer.ETag;
        response.Headers["Idempotent-Replayed"] = "true";
        await response.Body.WriteAsync(answer.Body, cancellationToken);
    }

    private static string Fingerprint(HttpRequest request, MemoryStream body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var type = request.ContentType;
        ReadOnlySpan<byte> boundary = [];
        if (MediaTypeHeaderValue.TryParse(type, out var media) && HeaderUtilities.RemoveQuotes(media.Boundary) is { Length: > 0 } parted)
        {
            // A client draws a boundary for each try, and it is no part of what is asked for.
            type = media.MediaType.Value;
            boundary = Encoding.UTF8.GetBytes(parted.ToString());
        }

        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n{type}\n"));
        var rest = body.GetBuffer().AsSpan(0, (int)body.Length);
        while (!boundary.IsEmpty && rest.IndexOf(boundary) is >= 0 and var at)
        {
            hash.AppendData(rest[..at]);
            hash.AppendData("\n--\n"u8);
            rest = rest[(at + boundary.Length)..];
        }

        hash.AppendData(rest);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
