using System.Diagnostics;

namespace Sokbo.Gateway.Tests.Delivery;

/// <summary>Installs the packages of the npm clients once for a test run.</summary>
internal static class StockClientPackages
{
    private static readonly SemaphoreSlim Gate = new(1, 1);

    public static async Task InstallAsync(string folder)
    {
        await Gate.WaitAsync();
        try
        {
            if (File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
            {
                return;
            }

            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--silent"]) { WorkingDirectory = folder })
                ?? throw new InvalidOperationException("npm did not start; Node.js 20 or later is needed.");
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"npm ci in {folder} ended with {npm.ExitCode}.");
            }
        }
        finally
        {
            Gate.Release();
        }
    }
}
