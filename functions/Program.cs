using KryptonFunctions.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);

builder.ConfigureFunctionsWebApplication();

builder.UseKryptonMiddleware();
builder.Services.AddKryptonFunctions(builder.Configuration);

await builder.Build().RunAsync();
