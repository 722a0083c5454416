using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Gateway.Access;

/// <summary>A caller needs any of these roles; an operator has them all.</summary>
internal sealed record RolesMetadata(Role Any);
