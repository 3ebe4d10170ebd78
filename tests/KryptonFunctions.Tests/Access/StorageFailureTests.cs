using Azure;
using KryptonFunctions.Access;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>What says that the storage cannot be had now, and what is a mistake of ours.</summary>
public sealed class StorageFailureTests
{
    [Theory]
    [InlineData(0, true)] // no answer at all
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(499, false)]
    [InlineData(400, false)]
    [InlineData(412, false)]
    public void AnAnswerOfTheStorageSaysIt(int status, bool isFailure) =>
        StorageFailure.Is(Answered(status)).ShouldBe(isFailure);

    [Fact]
    public void SeveralAttemptsSayItTogether()
    {
        StorageFailure.Is(new AggregateException(Answered(503), new TaskCanceledException())).ShouldBeTrue();
        StorageFailure.Is(new AggregateException(Answered(503), Answered(400))).ShouldBeFalse();
        StorageFailure.Is(new OperationCanceledException()).ShouldBeFalse("the caller hung up");
    }

    private static RequestFailedException Answered(int status) => new(status, "an answer");
}
