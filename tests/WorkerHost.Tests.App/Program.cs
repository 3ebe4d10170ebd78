using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WorkerHost.Tests.App;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton<Notes>();

// The host has a limit of its own, which is to be seen.
builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
builder
    .Services.AddOptions<AppOptions>()
    .Bind(builder.Configuration.GetSection("App"))
    .Validate(app => app.Size > 0, "App:Size must be above 0.")
    .ValidateOnStart();
var app = builder.Build();
if (File.Exists(app.Services.GetRequiredService<IOptions<AppOptions>>().Value.BrokenWhen))
{
    throw new InvalidOperationException("The app is broken.");
}

Console.WriteLine("The worker speaks for itself.");
await app.RunAsync();
