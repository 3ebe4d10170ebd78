using KryptonFunctions.Functions;
using KryptonFunctions.Functions.Observability;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);

builder.ConfigureFunctionsWebApplication();

builder.UseKryptonMiddleware();
builder.Services.AddKryptonFunctions(builder.Configuration);
builder.Services.AddTelemetry(builder.Configuration);

await builder.Build().RunAsync();
