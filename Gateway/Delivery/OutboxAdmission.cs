namespace Sokbo.Gateway.Delivery;

internal enum OutboxAdmission
{
    Joined = 0,

    /// <summary>The connection has as many topics as it may.</summary>
    Full = 1,

    /// <summary>The connection ended meanwhile.</summary>
    Closed = 2,
}
