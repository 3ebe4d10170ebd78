using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Http;

public sealed class WorkerMiddleware
{
    [Fact]
    public async Task MiddlewareRunsInOrderAroundEveryKindOfFunction()
    {
        var log = new CallLog();
        await using var host = await TestHost.StartAsync(
            new Setup(typeof(WebFunctions), typeof(Durable.Greetings))
            {
                Services = s => s.AddSingleton(log).AddScoped<ScopedCounter>(),
                Middleware = worker => worker.UseMiddleware<Outer>().UseMiddleware<Inner>(),
            }
        );
        await host.CreateClient().GetStringAsync("/api/Plain");
        log.Calls.ShouldBe(["outer Plain", "inner Plain", "inner Plain done", "outer Plain done"]);

        var id = await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(
            nameof(Durable.Greetings.GreetTwo),
            TestContext.Current.CancellationToken
        );
        var end = await host.DurableClient.WaitForInstanceCompletionAsync(id, TestContext.Current.CancellationToken);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        log.Calls.ShouldContain("inner GreetTwo done");
        log.Calls.ShouldContain("outer Greet");
    }

    [Fact]
    public async Task AMiddlewareCanEndTheRequestItself()
    {
        await using var host = await TestHost.StartAsync(
            new Setup(typeof(WebFunctions))
            {
                Services = s => s.AddScoped<ScopedCounter>(),
                Middleware = worker => worker.UseMiddleware<Guard>(),
            }
        );
        using var response = await host.CreateClient().GetAsync("/api/static", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task AMiddlewareCanAnswerForAFunctionThatThrew()
    {
        await using var host = await TestHost.StartAsync(
            new Setup(typeof(WebFunctions))
            {
                Services = s => s.AddScoped<ScopedCounter>(),
                Middleware = worker => worker.UseMiddleware<Rescue>(),
            }
        );
        using var response = await host.CreateClient().GetAsync("/api/throws", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe((HttpStatusCode)418);
    }

    private sealed class CallLog
    {
        public ConcurrentQueue<string> Calls { get; } = new();
    }

    private sealed class Outer(CallLog log) : Logged(log, "outer");

    private sealed class Inner(CallLog log) : Logged(log, "inner");

    private abstract class Logged(CallLog log, string name) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            log.Calls.Enqueue($"{name} {context.FunctionDefinition.Name}");
            await next(context);
            log.Calls.Enqueue($"{name} {context.FunctionDefinition.Name} done");
        }
    }

    private sealed class Guard : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
            Results.Problem(statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context.GetHttpContext()!);
    }

    private sealed class Rescue : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            try
            {
                await next(context);
            }
            catch (InvalidOperationException)
            {
                await Results
                    .Problem(statusCode: StatusCodes.Status418ImATeapot)
                    .ExecuteAsync(context.GetHttpContext()!);
            }
        }
    }
}
