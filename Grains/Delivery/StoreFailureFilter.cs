namespace Sokbo.Grains.Delivery;

/// <summary>
/// Around every call of a grain, for what grains ask of the store beside their state: ledgers, archives, the agenda,
/// reminders. Their state fails in <see cref="TranslatingStorage"/>.
/// </summary>
internal sealed class StoreFailureFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception error) when (StoreFailures.IsOfClient(error))
        {
            throw StoreFailures.Translate($"{context.TargetId}, {context.MethodName}", error);
        }
    }
}
