using Sokbo.Grains.Interfaces.Access;

namespace Sokbo.Gateway.Access;

/// <summary>
/// The first operator key: <c>Sokbo__AdminKey</c>, or one that is made at the first start and shown once. The process that
/// runs the gateway awaits <see cref="EnsureAsync"/> after its start, prints what it gets, then calls <see cref="ConfirmShownAsync"/>:
/// a process that dies in between leaves no key that nobody knows.
/// </summary>
public sealed class FirstKey(IGrainFactory grains, TimeProvider time, IConfiguration configuration)
{
    public const string ConfigurationKey = "Sokbo:AdminKey";

    private const int LengthMin = 16;

    /// <summary>One for the life of the process: an attempt whose answer was lost is repeated with the key that may be in force.</summary>
    private readonly string _generated = KeySecret.New(IAccessGrain.FirstKeyId);

    /// <summary>A sentence when the configured key cannot be used, else null. Says nothing of the key itself.</summary>
    public static string? Problem(string? configured) =>
        string.IsNullOrEmpty(configured) || (configured.Length is >= LengthMin and <= 256 && configured.All(letter => letter is >= '!' and <= '~'))
            ? null
            : $"Sokbo__AdminKey must be {LengthMin} to 256 visible ASCII characters; leave it out to have one made.";

    /// <summary>The secret to show now; null where an operator key is in force already, or one is configured.</summary>
    /// <exception cref="InvalidOperationException">The configured key cannot be used.</exception>
    public async Task<string?> EnsureAsync(CancellationToken cancellationToken)
    {
        var configured = configuration[ConfigurationKey];
        if (Problem(configured) is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        var isConfigured = !string.IsNullOrEmpty(configured);
        var secret = isConfigured ? configured! : _generated;
        var key = new AccessKey
        {
            Id = IAccessGrain.FirstKeyId,
            SecretHash = KeySecret.Hash(secret),
            Roles = Role.Operator,
            Holder = "operator",
            CreatedAt = time.GetUtcNow(),
        };
        var taken = await Grain.EnsureFirst(key, isConfigured, cancellationToken);
        return taken && !isConfigured ? secret : null;
    }

    public Task ConfirmShownAsync(CancellationToken cancellationToken) => Grain.ConfirmFirst(IAccessGrain.FirstKeyId, cancellationToken);

    private IAccessGrain Grain => grains.GetGrain<IAccessGrain>("default");
}
