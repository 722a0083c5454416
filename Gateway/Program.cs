using Sokbo.Gateway;
using Sokbo.Gateway.Operations;
using Sokbo.Hosting.Operations;

return await ProcessRunner.RunAsync("sokbo-gateway", async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var options = builder.AddOperations(builder.PublicUrls("http://localhost:8080"));
    builder.AddClusterClient(options);
    builder.AddGateway();

    await using var app = builder.Build();
    app.UseOperations();
    app.MapGateway();
    await app.StartAsync();
    await app.AnnounceFirstKeyAsync();
    await app.WaitForShutdownAsync();
});
