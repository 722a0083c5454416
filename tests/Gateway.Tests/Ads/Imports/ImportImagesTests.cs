using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Sokbo.Gateway.Access;
using Sokbo.Gateway.Ads;
using Sokbo.Gateway.Ads.Imports;
using Sokbo.Gateway.Api;
using Sokbo.Gateway.Tests.Ads.Bookings;
using Sokbo.Grains.Interfaces.Access;
using Sokbo.Grains.Interfaces.Ads.Bookings;
using Xunit;

namespace Sokbo.Gateway.Tests.Ads.Imports;

public sealed class ImportImagesTests(AdsHost host)
{
    private static readonly Caller AdOps = new() { Id = "k", Holder = "k", Roles = Role.AdOps, Sites = [], Accounts = [] };

    [Fact]
    public async Task Images_of_the_zip_file_become_the_creatives_that_name_them()
    {
        var desk = await BookingDesk.OpenAsync(host.Gateway);
        var store = new Store();

        var (response, errors) = await RunAsync(desk, store, ["a.png", "A.PNG", "b.png"], ["a.png", "b.png"]);

        Assert.Empty(errors);
        var campaign = await desk.ReadAsync(Assert.Single(response!.Campaigns).Id!);
        Assert.Equal(
            [("/media/1", 728), ("/media/1", 728), ("/media/2", 728)],
            campaign.GetProperty("creatives").EnumerateArray().Select(creative => (creative.GetProperty("imageUrl").GetString(), creative.GetProperty("width").GetInt32())));
        Assert.Equal(2, store.Taken);
    }

    [Fact]
    public async Task An_image_that_is_missing_refused_or_not_named_is_told_where_it_stands()
    {
        var desk = await BookingDesk.OpenAsync(host.Gateway);

        var missing = (await RunAsync(desk, new Store(), ["a.png", "c.png"], ["a.png"])).Errors;
        var spare = (await RunAsync(desk, new Store(), ["a.png"], ["a.png", "b.png"])).Errors;
        var refused = (await RunAsync(desk, new Store { Refusal = "Is no image." }, ["a.png"], ["a.png"])).Errors;

        Assert.Equal((3, "이미지"), (Assert.Single(missing).Row, missing[0].Column));
        Assert.Contains("b.png", Assert.Single(spare).Message, StringComparison.Ordinal);
        Assert.Equal(new ImportError(2, "이미지", "Is no image."), refused[0]);
    }

    private static async Task<(ImportResponse? Response, IReadOnlyList<ImportError> Errors)> RunAsync(
        BookingDesk desk, Store store, string[] named, string[] files)
    {
        var sheet = "캠페인,광고주,슬롯,문구,링크,이미지\n" + string.Concat(named.Select(name => $"봄,{desk.Advertiser},side,문구,https://example.kr/,{name}\n"));
        var zip = new MemoryStream();
        await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (index, name) in files.Index())
            {
                await using var entry = await archive.CreateEntry(name).OpenAsync(TestContext.Current.CancellationToken);
                entry.WriteByte((byte)(index + 1));
            }
        }

        var errors = new ImportErrors();
        var import = new CampaignImport(desk.Gateway.Grains.Client, store);
        var response = await import.RunAsync(
            new ImportFiles(File(Encoding.UTF8.GetBytes(sheet)), File(zip.ToArray())),
            new BookingBatch { OperationId = Guid.NewGuid().ToString("N"), Steps = [] },
            desk.Site,
            AdOps,
            errors,
            TestContext.Current.CancellationToken);
        return (response, errors.Listed);
    }

    private static FormFile File(byte[] content) => new(new MemoryStream(content), 0, content.Length, "file", "file");

    private sealed class Store : IImportImages
    {
        public string? Refusal { get; init; }

        public int Taken { get; private set; }

        public Task<ImportedImage> TakeAsync(byte[] content, CancellationToken cancellationToken)
        {
            Taken++;
            return Task.FromResult(Refusal is null ? new ImportedImage($"/media/{content[0]}", 728, 90) : new ImportedImage("", 0, 0, Refusal));
        }

        public Task<CreativeRequest> CheckAsync(CreativeRequest request, RequestErrors errors, CancellationToken cancellationToken) => Task.FromResult(request);
    }
}
