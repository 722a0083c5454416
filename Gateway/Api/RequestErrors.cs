using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Sokbo.Grains.Interfaces.Delivery;

namespace Sokbo.Gateway.Api;

/// <summary>Collects all that is wrong with a body, so that a client hears of it at once.</summary>
internal sealed class RequestErrors
{
    /// <summary>More are cut off: a hostile body must not make a long answer.</summary>
    private const int ErrorsMax = 50;

    private readonly List<ProblemError> _errors = [];

    public IReadOnlyList<ProblemError> All => _errors;

    public bool Any => _errors.Count > 0;

    public void Add(string pointer, string message)
    {
        if (_errors.Count < ErrorsMax)
        {
            _errors.Add(new ProblemError(pointer, message));
        }
    }

    public void Check(bool holds, string pointer, string message)
    {
        if (!holds)
        {
            Add(pointer, message);
        }
    }

    /// <summary>Text for a person: not longer than the limit, no control characters.</summary>
    public void CheckText(string? text, string pointer, int lengthMax, bool required = false)
    {
        Check(!required || !string.IsNullOrWhiteSpace(text), pointer, "Must not be empty.");
        Check(
            (text?.Length ?? 0) <= lengthMax,
            pointer,
            string.Create(CultureInfo.InvariantCulture, $"Has {text?.Length} characters; at most {lengthMax} are taken."));
        Check(text is null || !text.Any(char.IsControl), pointer, "Must be one line without control characters.");
    }

    public void CheckIdentifier(string? id, string pointer) => Check(
        Identifier.IsValid(id), pointer, $"Must be 1 to {Identifier.LengthMax} of A–Z a–z 0–9 . _ -, not beginning with a dot.");

    public ProblemHttpResult Problem() => ApiProblem.Create(
        ProblemCodes.ValidationFailed,
        _errors.Count == 1 ? $"{_errors[0].Pointer}: {_errors[0].Message}" : $"{_errors.Count} values are not valid; see errors. Nothing was changed.",
        _errors);
}
