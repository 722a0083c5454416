using System.Text.Json;
using Sokbo.Bare;

// The smallest ASP.NET Core endpoint that reads what a decision reads and answers with what a decision answers: the same
// logging and the same JSON, and nothing is looked up, chosen, signed, limited or counted.
// With a file it also answers GET /page with its bytes, which were compressed before.
// usage: Bare PORT ANSWER [FILE]
var builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls($"http://127.0.0.1:{args[0]}");
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
var answer = JsonSerializer.Deserialize<Answer>(args[1], JsonSerializerOptions.Web)!;

var app = builder.Build();
app.MapPost("/ads/decisions", (Question question) => TypedResults.Ok(question.Slots.Count == 1 ? answer : new Answer([])));
if (args.Length > 2)
{
    var page = await File.ReadAllBytesAsync(args[2]);
    app.MapGet("/page", (HttpResponse response) =>
    {
        response.Headers.ContentEncoding = "br";
        return TypedResults.Bytes(page, "text/html; charset=utf-8");
    });
}

await app.RunAsync();
