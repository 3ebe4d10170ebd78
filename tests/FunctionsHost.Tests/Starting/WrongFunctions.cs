using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace FunctionsHost.Tests.Starting;

public static class UnknownParameter
{
    [Function("TakesStream")]
    public static void Run([HttpTrigger("get", Route = "a")] HttpRequest request, Stream body) => _ = body;
}

public static class SameName
{
    [Function("Twin")]
    public static void One([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;

    [Function("TWIN")]
    public static void Two([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;
}

public static class SameRoute
{
    [Function("ById")]
    public static void One([HttpTrigger("get", Route = "things/{id}")] HttpRequest request, string id) => _ = id;

    [Function("ByName")]
    public static void Two([HttpTrigger("get", "post", Route = "things/{name}")] HttpRequest request, string name) =>
        _ = name;
}

public static class AdminRoute
{
    [Function("Admin")]
    public static void Run([HttpTrigger("get", Route = "admin/x")] HttpRequest request) => _ = request;
}

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobLikeTriggerAttribute : TriggerBindingAttribute;

public static class UnsupportedTrigger
{
    [Function("OnBlob")]
    public static void Run([BlobLikeTrigger] string blob) => _ = blob;
}

public static class OutputBinding
{
    [Function("Sends")]
    [QueueOutput("out")]
    public static string Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => $"{timer}";
}

public static class RetriesByAttribute
{
    [Function("Again")]
    [FixedDelayRetry(3, "00:00:01")]
    public static void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => _ = timer;
}

public static class NoTrigger
{
    [Function("Loose")]
    public static void Run(string text) => _ = text;
}

public static class BadSchedule
{
    [Function("Never")]
    public static void Run([TimerTrigger("now and then")] TimerInfo timer) => _ = timer;
}

public static class MissingSetting
{
    [Function("Unset")]
    public static void Run([TimerTrigger("%WhenToRun%")] TimerInfo timer) => _ = timer;
}

public static class QueueWithoutStorage
{
    [Function("Reads")]
    public static void Run([QueueTrigger("q")] string text) => _ = text;
}
