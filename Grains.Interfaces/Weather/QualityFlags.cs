using System.Runtime.InteropServices;

namespace Sokbo.Grains.Interfaces.Weather;

/// <summary>What is known about the quality of a temperature; kept beside it. The default is a value that nobody checked.</summary>
[StructLayout(LayoutKind.Auto), GenerateSerializer, Immutable, Alias("weather.QualityFlags")]
public readonly record struct QualityFlags
{
    /// <summary>Checks that could be made: neighbours and the time before are not always known.</summary>
    [Id(0)] public QualityChecks Done { get; init; }

    [Id(1)] public QualityChecks Failed { get; init; }

    [Id(2)] public QualityDecision Decision { get; init; }

    /// <summary>Tenths of a degree that the neighbours let expect; null where there are too few.</summary>
    [Id(3)] public int? ExpectedTenths { get; init; }

    /// <summary>A held value is kept and shown to operators, and to nobody else.</summary>
    public bool IsHeld => Decision == QualityDecision.Bad || (Decision == QualityDecision.None && Failed != QualityChecks.None);

    /// <summary>
    /// As MADIS writes it: Z no check, C plausible, S also against its own past, V also against neighbours, X not plausible,
    /// Q suspicious, G released and B rejected by an operator.
    /// </summary>
    public char Letter => Decision switch
    {
        QualityDecision.Good => 'G',
        QualityDecision.Bad => 'B',
        _ when Failed.HasFlag(QualityChecks.Range) => 'X',
        _ when Failed != QualityChecks.None => 'Q',
        _ when Done.HasFlag(QualityChecks.Neighbours) => 'V',
        _ when (Done & ~QualityChecks.Range) != QualityChecks.None => 'S',
        _ when Done != QualityChecks.None => 'C',
        _ => 'Z',
    };
}
