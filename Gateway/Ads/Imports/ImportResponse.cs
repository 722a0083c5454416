using System.Collections.Immutable;

namespace Sokbo.Gateway.Ads.Imports;

internal sealed record ImportResponse
{
    /// <summary>Nothing was booked, and all of it could be.</summary>
    public required bool DryRun { get; init; }

    /// <summary>How the CSV file was read: <c>utf-8</c> or <c>cp949</c>.</summary>
    public required string Encoding { get; init; }

    public required int Creatives { get; init; }

    public required ImmutableArray<ImportedResponse> Campaigns { get; init; }

    /// <param name="Row">The first row that names it.</param>
    /// <param name="Name">As booked.</param>
    /// <param name="Creatives">How many it has.</param>
    /// <param name="Id">Absent in a dry run.</param>
    internal sealed record ImportedResponse(int Row, string Name, int Creatives, string? Id);
}
