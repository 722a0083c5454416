using Sokbo.Hosting.Operations;
using Sokbo.Silo;

return await ProcessRunner.RunAsync("sokbo-silo", async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var options = builder.AddOperations(publicUrls: []);
    options.GatewayPort = options.GatewayPort == 0 ? Orleans.Configuration.EndpointOptions.DEFAULT_GATEWAY_PORT : options.GatewayPort;
    builder.AddSilo(options);

    var app = builder.Build();
    app.UseOperations();
    await app.RunAsync();
});
