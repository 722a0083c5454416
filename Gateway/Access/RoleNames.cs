using System.Collections.Immutable;
using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Gateway.Access;

/// <summary>Names of roles in keys, tokens and messages.</summary>
internal static class RoleNames
{
    private static readonly ImmutableArray<(string Name, Role Role)> Names =
    [
        ("reporter", Role.Reporter),
        ("editor", Role.Editor),
        ("advertiser", Role.Advertiser),
        ("adops", Role.AdOps),
        ("ingest", Role.Ingest),
        ("operator", Role.Operator),
    ];

    public static string All => string.Join(", ", Names.Select(row => row.Name));

    public static Role Parse(string? name) => Names.FirstOrDefault(row => row.Name == name).Role;

    public static string[] Of(Role roles) => [.. Names.Where(row => roles.HasFlag(row.Role)).Select(row => row.Name)];

    public static string Join(Role roles) => string.Join(", ", Of(roles));
}
