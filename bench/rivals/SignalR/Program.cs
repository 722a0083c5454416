using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Sokbo.SignalR;

// The smallest stock SignalR server that does the same job: readers join groups, a POST goes to a group.
// usage: SignalR PORT
var builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls($"http://127.0.0.1:{args[0]}");
builder.Logging.ClearProviders();

// The defaults, but for the time after which a silent reader is closed: some load generators send no pings.
builder.Services.AddSignalR(hub => hub.ClientTimeoutInterval = TimeSpan.FromMinutes(10));

var app = builder.Build();
app.MapHub<ReaderHub>("/hub");
app.MapPost("/publish/{group}", async (string group, JsonElement payload, IHubContext<ReaderHub> hub, CancellationToken cancellationToken) =>
    await hub.Clients.Group(group).SendAsync("Update", payload, cancellationToken));
await app.RunAsync();
