using Sokbo.Gateway.Api;
using Sokbo.Grains.Interfaces.Ads;

namespace Sokbo.Gateway.Ads.Imports;

/// <summary>
/// Makes campaigns of rows: each row is a creative, and rows with the same name and advertiser are one campaign, whose
/// terms stand in the first of them. What comes out is checked by the rules of the API.
/// </summary>
internal sealed class ImportPlan(string site, IReadOnlyDictionary<string, ImportedImage> images, ImportErrors errors)
{
    private static readonly Dictionary<string, string> Pricings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["flat"] = "flat",
        ["정액"] = "flat",
        ["rendered"] = "rendered",
        ["노출"] = "rendered",
        ["viewable"] = "viewable",
        ["유효노출"] = "viewable",
        ["click"] = "click",
        ["클릭"] = "click",
    };

    private static readonly Dictionary<string, string> Pacings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["even"] = "even",
        ["균등"] = "even",
        ["frontLoaded"] = "frontLoaded",
        ["앞당김"] = "frontLoaded",
        ["fast"] = "fast",
        ["빠르게"] = "fast",
    };

    private static readonly Dictionary<string, string> Priorities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["standard"] = "standard",
        ["일반"] = "standard",
        ["sponsorship"] = "sponsorship",
        ["스폰서"] = "sponsorship",
        ["house"] = "house",
        ["하우스"] = "house",
    };

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = "text",
        ["텍스트"] = "text",
        ["image"] = "image",
        ["이미지"] = "image",
    };

    /// <summary>Where a value of the API comes from.</summary>
    private static readonly Dictionary<string, ImportColumn> CampaignColumns = ImportColumn.All.Where(column => column.OfCampaign)
        .ToDictionary(column => column == ImportColumn.Campaign ? "name" : column.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, ImportColumn> CreativeColumns = new(StringComparer.Ordinal)
    {
        ["kind"] = ImportColumn.Kind,
        ["text"] = ImportColumn.Text,
        ["landingUrl"] = ImportColumn.LandingUrl,
        ["weight"] = ImportColumn.CreativeWeight,
        ["imageUrl"] = ImportColumn.ImageUrl,
        ["width"] = ImportColumn.Width,
        ["height"] = ImportColumn.Height,
    };

    public List<ImportedCampaign> Of(IEnumerable<ImportRow> rows) =>
        [.. rows.GroupBy(row => (row[ImportColumn.Campaign], row[ImportColumn.Advertiser])).Select(group => Of([.. group]))];

    private ImportedCampaign Of(ImportRow[] rows)
    {
        var first = rows[0];
        foreach (var row in rows[1..])
        {
            Compare(first, row);
        }

        if (rows.Length > CampaignDetails.CreativesMax)
        {
            first.Refuse(errors, ImportColumn.Campaign, $"Has {rows.Length} creatives; at most {CampaignDetails.CreativesMax} are taken.");
        }

        return new ImportedCampaign(first, Campaign(first), [.. rows.Select(row => new ImportedCreative(row, Creative(row)))]);
    }

    private void Compare(ImportRow first, ImportRow row)
    {
        foreach (var column in ImportColumn.All.Where(column => column.OfCampaign && row[column].Length > 0 && row[column] != first[column]))
        {
            row.Refuse(errors, column, $"Differs from row {first.Number}, which begins the same campaign. Leave it empty, repeat it, or give the campaign another name.");
        }
    }

    private CampaignRequest Campaign(ImportRow row)
    {
        var before = errors.Count;
        var request = new CampaignRequest
        {
            Site = site,
            AdvertiserId = row[ImportColumn.Advertiser],
            Name = row[ImportColumn.Campaign],
            Slots = row[ImportColumn.Slots].Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries),
            Start = row.Moment(ImportColumn.Start, isEnd: false, errors),
            End = row.Moment(ImportColumn.End, isEnd: true, errors),
            Pricing = row.Word(ImportColumn.Pricing, Pricings, errors) ?? CampaignTerms.Flat,
            PriceWon = row.Number64(ImportColumn.PriceWon, errors) ?? 0,
            Goal = row.Number64(ImportColumn.Goal, errors),
            DailyCap = row.Number64(ImportColumn.DailyCap, errors),
            Pacing = row.Word(ImportColumn.Pacing, Pacings, errors) ?? CampaignTerms.Even,
            Weight = row.Number32(ImportColumn.Weight, errors) ?? 1,
            Priority = row.Word(ImportColumn.Priority, Priorities, errors) ?? "standard",
        };
        if (errors.Count == before)
        {
            var found = new RequestErrors();
            CampaignsEndpoints.Check(request, found);
            Add(row, found, CampaignColumns);
        }

        return request;
    }

    private CreativeRequest Creative(ImportRow row)
    {
        var before = errors.Count;
        var image = Image(row);
        var isImage = image is not null || row[ImportColumn.ImageUrl].Length > 0;
        var request = new CreativeRequest
        {
            Kind = row.Word(ImportColumn.Kind, Kinds, errors) ?? (isImage ? "image" : "text"),
            Text = row[ImportColumn.Text],
            LandingUrl = row[ImportColumn.LandingUrl],
            Weight = row.Number32(ImportColumn.CreativeWeight, errors) ?? 1,
            ImageUrl = image?.Url ?? (row[ImportColumn.ImageUrl] is { Length: > 0 } address ? address : null),
            Width = image?.Width ?? row.Number32(ImportColumn.Width, errors),
            Height = image?.Height ?? row.Number32(ImportColumn.Height, errors),
        };
        if (errors.Count == before)
        {
            Add(row, Check(request), CreativeColumns);
        }

        return request;
    }

    /// <summary>Looks up pictures that rows name by their address, and gives them their size. Those of the ZIP file have passed the gate just now.</summary>
    public async Task<List<ImportedCampaign>> WithPicturesAsync(
        List<ImportedCampaign> campaigns, Func<CreativeRequest, RequestErrors, Task<CreativeRequest>> check)
    {
        List<ImportedCampaign> looked = [];
        foreach (var campaign in campaigns)
        {
            List<ImportedCreative> creatives = [];
            foreach (var creative in campaign.Creatives)
            {
                var found = new RequestErrors();
                creatives.Add(creative.Request.Kind == "image" && creative.Row[ImportColumn.Image].Length == 0 ? creative with { Request = await check(creative.Request, found) } : creative);
                Add(creative.Row, found, CreativeColumns);
            }

            looked.Add(campaign with { Creatives = creatives });
        }

        return looked;
    }

    private static RequestErrors Check(CreativeRequest request)
    {
        var errors = CreativeCheck.CheckTerms(request);
        errors.Check(
            request.Kind == "image" || (request.ImageUrl is null && request.Width is null && request.Height is null),
            "/imageUrl",
            "Only images have an address and a size.");
        return errors;
    }

    private ImportedImage? Image(ImportRow row)
    {
        if (row[ImportColumn.Image] is not { Length: > 0 } name)
        {
            return null;
        }

        if (row[ImportColumn.ImageUrl].Length > 0)
        {
            row.Refuse(errors, ImportColumn.ImageUrl, "Name a file of the ZIP file or an address, not both.");
        }

        if (!images.TryGetValue(name, out var image))
        {
            row.Refuse(errors, ImportColumn.Image, $"The ZIP file has no '{name}'. Add it, or correct the name.");
            return null;
        }

        if (image.Refusal is { } refusal)
        {
            row.Refuse(errors, ImportColumn.Image, refusal);
        }

        return image;
    }

    private void Add(ImportRow row, RequestErrors found, Dictionary<string, ImportColumn> columns)
    {
        foreach (var error in found.All)
        {
            row.Refuse(errors, columns.GetValueOrDefault(error.Pointer.Split('/')[1], ImportColumn.Campaign), error.Message);
        }
    }
}
