namespace Sokbo.Hosting.Operations;

/// <summary>Whether this process was asked to stop. It never goes back.</summary>
public sealed class DrainState
{
    private volatile bool _draining;

    public bool IsDraining => _draining;

    /// <summary>True for the first caller.</summary>
    public bool Begin()
    {
        var first = !_draining;
        _draining = true;
        return first;
    }
}
