using Sokbo.Gateway;
using Sokbo.Gateway.Operations;
using Sokbo.Hosting.Operations;
using Sokbo.Silo;
using Sokbo.Standalone;
using Sokbo.Standalone.Sample;

return await ProcessRunner.RunAsync("sokbo", async () =>
{
    var arguments = StartArguments.Parse(args);
    if (arguments.Help || arguments.Version)
    {
        Console.WriteLine(arguments.Help ? StartArguments.HelpText : StartArguments.VersionText);
        return;
    }

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.UseSample(arguments.Sample);
    builder.UseLoneGateway();
    var options = builder.AddOperations(builder.PublicUrls("http://localhost:8080"));

    // The store is the first to start and the last to stop.
    using var store = builder.AddStore(options);
    builder.AddSilo(options);
    builder.AddGateway();
    builder.Services.AddSample();

    await using var app = builder.Build();
    app.UseOperations();
    app.MapGateway();
    app.MapSample();
    await app.StartAsync();
    app.Greet();
    await app.AnnounceFirstKeyAsync();
    app.StartSample();
    await app.WaitForShutdownAsync();
});
