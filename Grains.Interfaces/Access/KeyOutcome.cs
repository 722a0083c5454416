namespace Sokbo.Grains.Interfaces.Access;

[GenerateSerializer, Alias("access.KeyOutcome")]
public enum KeyOutcome
{
    Done = 0,

    /// <summary>A key with this id is there already.</summary>
    Exists = 1,

    NotFound = 2,

    /// <summary>The cluster has as many keys as it takes.</summary>
    Full = 3,

    /// <summary>The last operator key cannot be revoked: nobody could make another.</summary>
    LastOperator = 4,
}
