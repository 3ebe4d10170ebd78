using Krypton.Functions;
using Krypton.Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);

builder.ConfigureFunctionsWebApplication();

// In the order of KryptonApp.Middleware.
builder.UseMiddleware<RequestIdMiddleware>();
builder.UseMiddleware<SecurityHeadersMiddleware>();
builder.UseMiddleware<ProblemMiddleware>();
builder.UseMiddleware<AuthorizationMiddleware>();

// Failures of activities keep their error type.
builder.Services.Configure<WorkerOptions>(options => options.EnableUserCodeException = false);
builder.Services.AddKryptonFunctions(builder.Configuration);

await builder.Build().RunAsync();
