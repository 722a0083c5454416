using Sokbo.Browser.Tests.Ads;
using Sokbo.Tests;

namespace Sokbo.Browser.Tests;

public sealed class ReadersInOrder() : LongestFirst(
    PageTest.SharedPublication, nameof(AdvertiserPageTests), nameof(CountingTests), nameof(UnseenTests), nameof(OutageTests));
