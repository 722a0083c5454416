namespace Sokbo.Hosting.Operations;

/// <summary>A reason not to start that an operator can mend: printed as one line, without a stack trace.</summary>
public sealed class StartException(string message, int exitCode = 1, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
