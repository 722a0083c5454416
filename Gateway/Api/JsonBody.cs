using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sokbo.Gateway.Api;

/// <summary>
/// Small bodies, read whole and then taken apart: most are there when the request is, and then nothing is copied. The limit
/// of the endpoint bounds what is held.
/// </summary>
internal static class JsonBody
{
    /// <returns>Null for a body that says <c>null</c>.</returns>
    /// <exception cref="ApiProblemException">There is no body, or it cannot be read.</exception>
    public static async ValueTask<T?> ReadAsync<T>(HttpRequest request, JsonSerializerOptions options, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                try
                {
                    return Parse(read.Buffer, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
                }
                finally
                {
                    reader.AdvanceTo(read.Buffer.End);
                }
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static T? Parse<T>(in ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
    {
        if (body.IsEmpty)
        {
            throw new ApiProblemException(ProblemCodes.BodyRequired, "There is no body. Send the JSON that docs/API.md describes for this call.");
        }

        try
        {
            return JsonSerializer.Deserialize(body.IsSingleSegment ? body.FirstSpan : body.ToArray(), type);
        }
        catch (JsonException error)
        {
            throw JsonProblem.From(error);
        }
    }
}
