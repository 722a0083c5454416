using System.Text.Json.Serialization;

namespace Sokbo.Gateway.Ads;

/// <summary>
/// Writes decisions by code that was generated at build time. The options say what <see cref="Api.ApiJson"/> says; escaping
/// is the writer's.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DecisionsResponse))]
internal sealed partial class AdsJson : JsonSerializerContext;
