namespace Sokbo.Gateway.Ads.Imports;

/// <summary>All that is wrong with an import, so that its people hear of it at once.</summary>
internal sealed class ImportErrors
{
    /// <summary>More are counted and not listed.</summary>
    public const int ListedMax = 200;

    private readonly List<ImportError> _errors = [];

    public int Count { get; private set; }

    public IReadOnlyList<ImportError> Listed => [.. _errors.OrderBy(error => error.Row)];

    public void Add(int row, string column, string message)
    {
        Count++;
        if (_errors.Count < ListedMax)
        {
            _errors.Add(new ImportError(row, column, message));
        }
    }
}
