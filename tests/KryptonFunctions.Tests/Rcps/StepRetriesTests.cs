using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.Rcps.Steps;
using Microsoft.DurableTask;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

public sealed class StepRetriesTests
{
    [Theory]
    [InlineData(typeof(TraceUnavailableException))]
    [InlineData(typeof(Azure.RequestFailedException))]
    [InlineData(typeof(TimeoutException))]
    public void WhatPassesIsRepeated(Type error) => IsRepeated(error.FullName!).ShouldBeTrue();

    /// <summary>Else all studies in work when a worker runs out of memory would wait for the repair timer.</summary>
    [Fact]
    public void AnActivityWhoseWorkerDiedIsRepeated() =>
        IsRepeated("Microsoft.Azure.WebJobs.Host.FunctionInvocationException").ShouldBeTrue();

    [Theory]
    [InlineData(typeof(NullReferenceException))]
    [InlineData(typeof(InvalidOperationException))]
    public void ABugIsNotRepeated(Type error) => IsRepeated(error.FullName!).ShouldBeFalse();

    private static bool IsRepeated(string errorType) =>
        StepRetries.IsPassing(new TaskFailureDetails(errorType, "", null, null, null));
}
