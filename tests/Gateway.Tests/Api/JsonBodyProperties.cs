using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Api;
using Xunit;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Sokbo.Gateway.Tests.Api;

public sealed class JsonBodyProperties
{
    private const string Text = """{"slots":["side","bottom"],"site":"default","page":{"tags":["날씨","속보"],"referrer":"https://search.example.kr/"}}""";

    private static readonly JsonOptions Options = Strict();

    [Fact]
    public async Task A_body_is_the_same_in_whatever_pieces_it_comes()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        await Gen.Int[0, bytes.Length].Array[0, 8].SampleAsync(async cuts =>
        {
            var read = await ReadAsync(bytes, cuts);

            Assert.Equal(["side", "bottom"], read!.Slots);
            Assert.Equal("default", read.Site);
            Assert.Equal(["날씨", "속보"], read.Page!.Tags!);
        });
    }

    [Fact]
    public async Task A_body_that_ends_early_is_refused_in_whatever_pieces_it_comes()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        await Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, bytes.Length].Array[0, 3]).SampleAsync(async (length, cuts) =>
        {
            var error = await Assert.ThrowsAsync<ApiProblemException>(async () => await ReadAsync(bytes[..length], cuts));

            Assert.Equal(length == 0 ? ProblemCodes.BodyRequired : ProblemCodes.InvalidJson, error.Code);
            Assert.Contains(length == 0 ? "There is no body." : "(line 1, byte ", error.Message, StringComparison.Ordinal);
        });
    }

    /// <summary>Every record of the API, so that a member that is added is looked at too.</summary>
    [Fact]
    public void No_array_in_a_body_takes_null()
    {
        var members = typeof(ApiJson).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Request", StringComparison.Ordinal) && type is { IsClass: true, IsAbstract: false })
            .SelectMany(type => Options.SerializerOptions.GetTypeInfo(type).Properties.Where(member => member is { PropertyType.IsArray: true, IsSetNullable: false } && !member.PropertyType.GetElementType()!.IsValueType)
                .Select(member => (Type: type, member.Name)))
            .ToArray();

        Assert.Superset(new HashSet<string> { "tags", "related", "order", "pins", "sites", "hosts", "menu" }, members.Select(member => member.Name).ToHashSet());
        Assert.All(members, member =>
        {
            var problem = JsonProblem.From(Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize($"{{\"{member.Name}\":[null]}}", member.Type, Options.SerializerOptions)));

            Assert.Equal((ProblemCodes.InvalidJson, $"/{member.Name}", "Entry 0 is null. Leave it out."), (problem.Code, problem.Errors![0].Pointer, problem.Errors[0].Message));
        });
    }

    private static async Task<DecisionsRequest?> ReadAsync(byte[] bytes, int[] cuts)
    {
        var pipe = new Pipe();
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new Body(pipe.Reader));
        var reading = JsonBody.ReadAsync<DecisionsRequest>(context.Request, Options.SerializerOptions, CancellationToken.None).AsTask();
        int[] ends = [.. cuts.Select(cut => Math.Min(cut, bytes.Length)).Order(), bytes.Length];
        var start = 0;
        foreach (var end in ends)
        {
            await pipe.Writer.WriteAsync(bytes.AsMemory(start..end));
            start = end;
        }

        await pipe.Writer.CompleteAsync();
        return await reading;
    }

    private static JsonOptions Strict()
    {
        var options = new JsonOptions();
        ApiJson.Configure(options.SerializerOptions);
        return options;
    }

    private sealed record Body(PipeReader Reader) : IRequestBodyPipeFeature;
}
