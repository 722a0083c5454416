using Sokbo.Gateway.Tests.Api;
using Sokbo.Gateway.Tests.Articles;
using Sokbo.Gateway.Tests.Delivery;
using Sokbo.Gateway.Tests.Delivery.Lane;
using Sokbo.Gateway.Tests.Pages;
using Sokbo.Tests;

namespace Sokbo.Gateway.Tests;

public sealed class WaitsInOrder() : LongestFirst(
    nameof(StalledReaderTests), nameof(PageDatesTests), nameof(RetractionMatrixTests), nameof(LaneProtocolTests), nameof(CutOffGatewayTests));
