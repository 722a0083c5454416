namespace Sokbo.Grains.Interfaces.Sites;

/// <summary>A business as statements name it.</summary>
[GenerateSerializer, Immutable, Alias("sites.BusinessInfo")]
public sealed record BusinessInfo
{
    /// <summary>사업자등록번호, ten digits; see <see cref="BusinessNumber"/>.</summary>
    [Id(0)] public required string Number { get; init; }

    /// <summary>상호.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>대표자; empty to leave it out.</summary>
    [Id(2)] public string Representative { get; init; } = "";

    /// <summary>사업장 주소; empty to leave it out.</summary>
    [Id(3)] public string Address { get; init; } = "";
}
