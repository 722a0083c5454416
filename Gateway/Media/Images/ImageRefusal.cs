using Sokbo.Gateway.Api;

namespace Sokbo.Gateway.Media.Images;

/// <summary>Why a picture is not taken, and what to do about it.</summary>
internal sealed record ImageRefusal(ProblemCode Code, string Detail);
