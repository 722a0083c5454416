using System.Collections.Immutable;
using System.Globalization;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads.Bookings;
using Sokbo.Grains.Interfaces.Ads;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Ads.Imports;

/// <summary>Checks an import from its bytes to the room for its bookings, then books all of it or nothing.</summary>
internal sealed class CampaignImport(IGrainFactory grains, IImportImages store)
{
    /// <param name="files">As they were sent.</param>
    /// <param name="batch">Whose operation it is, and how it is meant; without steps.</param>
    /// <param name="site">On which everything is booked.</param>
    /// <param name="caller">Who books.</param>
    /// <param name="errors">Gets all that is wrong; then there is no answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ImportResponse?> RunAsync(
        ImportFiles files, BookingBatch batch, string site, Caller caller, ImportErrors errors, CancellationToken cancellationToken)
    {
        if (await ReadSheetAsync(files.Sheet, cancellationToken) is not { } sheet)
        {
            errors.Add(0, "sheet", "Is neither UTF-8 nor CP949 (EUC-KR). Save it as \"CSV UTF-8\".");
            return null;
        }

        var rows = ImportSheet.Read(sheet.Text, errors);
        var images = await ImagesAsync(files, rows, errors, cancellationToken);
        var plan = new ImportPlan(site, images, errors);
        var campaigns = plan.Of(rows);
        if (errors.Count == 0)
        {
            campaigns = await plan.WithPicturesAsync(campaigns, (request, found) => store.CheckAsync(request, found, cancellationToken));
        }

        if (errors.Count > 0)
        {
            return null;
        }

        var steps = await StepsAsync(campaigns, batch.OperationId, site, caller, errors, cancellationToken);
        if (errors.Count > 0)
        {
            return null;
        }

        var outcome = await grains.GetGrain<IBookingsGrain>(site).Apply(batch with { Steps = steps }, cancellationToken);
        foreach (var error in outcome.Errors)
        {
            campaigns[error.Step].Row.Refuse(errors, error.Room is null ? ImportColumn.Campaign : ImportColumn.Goal, BookingAnswers.Describe(error, caller));
        }

        return errors.Count > 0 ? null : Answer(batch, sheet.Encoding, campaigns, steps);
    }

    private static ImportResponse Answer(BookingBatch batch, string encoding, List<ImportedCampaign> campaigns, ImmutableArray<BatchStep> steps) => new()
    {
        DryRun = batch.DryRun,
        Encoding = encoding,
        Creatives = campaigns.Sum(campaign => campaign.Creatives.Count),
        Campaigns =
        [
            .. campaigns.Select((campaign, index) => new ImportResponse.ImportedResponse(
                campaign.Row.Number, campaign.Request.Name, campaign.Creatives.Count, batch.DryRun ? null : steps[index].Campaign)),
        ],
    };

    private static async Task<ImportText?> ReadSheetAsync(IFormFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return ImportText.Of(bytes);
    }

    /// <summary>What the rows name of the ZIP file, each taken once. What no row names is an error: nothing is silently left out.</summary>
    private async Task<Dictionary<string, ImportedImage>> ImagesAsync(ImportFiles files, List<ImportRow> rows, ImportErrors errors, CancellationToken cancellationToken)
    {
        var images = new Dictionary<string, ImportedImage>(StringComparer.OrdinalIgnoreCase);
        if (files.Images is null)
        {
            return images;
        }

        await using var stream = files.Images.OpenReadStream();
        var contents = await ImportArchive.ReadAsync(stream, errors, cancellationToken);
        var named = rows.Select(row => row[ImportColumn.Image]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, content) in contents)
        {
            if (!named.Contains(name))
            {
                errors.Add(0, "images", $"No row names '{name}'. Name it in 이미지 (image), or take it out.");
            }
            else if (errors.Count == 0)
            {
                images[name] = await store.TakeAsync(content, cancellationToken);
            }
            else
            {
                images[name] = new ImportedImage("", 0, 0);
            }
        }

        return images;
    }

    private async Task<ImmutableArray<BatchStep>> StepsAsync(
        List<ImportedCampaign> campaigns, string operation, string site, Caller caller, ImportErrors errors, CancellationToken cancellationToken)
    {
        var advertisers = new Dictionary<string, AdvertiserDetails?>(StringComparer.Ordinal);
        var slots = new Dictionary<string, bool>(StringComparer.Ordinal);
        var steps = ImmutableArray.CreateBuilder<BatchStep>(campaigns.Count);
        foreach (var (index, campaign) in campaigns.Index())
        {
            var id = campaign.Request.AdvertiserId!;
            if (!advertisers.TryGetValue(id, out var advertiser))
            {
                advertiser = advertisers[id] = Identifier.IsValid(id) ? await grains.GetGrain<IAdvertiserGrain>(id).Read(cancellationToken) : null;
            }

            if (advertiser is null)
            {
                campaign.Row.Refuse(errors, ImportColumn.Advertiser, $"There is no advertiser '{id}'. Create it first: POST /api/v1/advertisers.");
            }

            foreach (var slot in campaign.Request.Slots)
            {
                if (!slots.TryGetValue(slot, out var exists))
                {
                    exists = slots[slot] = await grains.GetGrain<ISlotGrain>($"{site}/{slot}").Read(cancellationToken) is not null;
                }

                if (!exists)
                {
                    campaign.Row.Refuse(errors, ImportColumn.Slots, $"The site '{site}' has no slot '{slot}'. Create it first: POST /api/v1/slots.");
                }
            }

            steps.Add(new BatchStep
            {
                Kind = BatchStepKind.Create,
                Campaign = string.Create(CultureInfo.InvariantCulture, $"{operation}-{index}"),
                Owner = new CampaignOwner(site, id, advertiser?.Name ?? "", false),
                Draft = CampaignsEndpoints.Draft(campaign.Request),
                Creatives = [.. campaign.Creatives.Select(creative => new NewCreative(CreativesEndpoints.Draft(creative.Request, caller), CreativeApproval.Approved))],
            });
        }

        return steps.MoveToImmutable();
    }
}
