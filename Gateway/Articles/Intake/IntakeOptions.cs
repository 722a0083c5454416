using System.ComponentModel.DataAnnotations;

namespace Sokbo.Gateway.Articles.Intake;

/// <summary>Articles that are pulled from elsewhere; section <c>Intake</c>. The same on every gateway.</summary>
internal sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>Each with <c>Id</c>, <c>Url</c>, <c>Section</c>; empty for none.</summary>
    public IntakeSource[] Sources { get; init; } = [];

    /// <summary>Host names that may be called, for sources and where they redirect to.</summary>
    public string[] Hosts { get; init; } = [];

    /// <summary>True lets hosts have addresses that are not public, for a system in the same house.</summary>
    public bool PrivateAddresses { get; init; }

    /// <summary>Seconds for one call, its body included.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>Of one answer, unpacked, in kibibytes.</summary>
    [Range(1, 65_536)]
    public int KibibytesMax { get; init; } = 4_096;

    /// <summary>Of one answer; the first ones are taken.</summary>
    [Range(1, 1_000)]
    public int ItemsMax { get; init; } = 100;

    /// <summary>Of the first answer of a source only items that are not older are taken, in hours; what is older is never taken.</summary>
    [Range(1, 8_760)]
    public int FirstHours { get; init; } = 48;

    /// <summary>Shortest pause after a failed call, in seconds; what is by chance comes on top.</summary>
    [Range(1, 3_600)]
    public int RetrySeconds { get; init; } = 30;

    /// <summary>Longest pause by chance after repeated failures, in seconds.</summary>
    [Range(1, 86_400)]
    public int RetrySecondsMax { get; init; } = 3_600;
}
