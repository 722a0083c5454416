using Microsoft.AspNetCore.SignalR;

namespace Sokbo.SignalR;

internal sealed class ReaderHub : Hub
{
    public async Task Join(string[] groups)
    {
        foreach (var group in groups)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
        }
    }
}
