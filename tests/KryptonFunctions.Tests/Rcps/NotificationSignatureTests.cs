using System.Text;
using KryptonFunctions.Rcps.Notifications;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

public sealed class NotificationSignatureTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"resourceType":"Task"}""");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    [Fact]
    public void ASignatureOfThisMinuteVerify() =>
        NotificationSignature
            .Verify(NotificationSignature.Make(Body, Secret, Now), Body, Secret, Now)
            .ShouldNotBeNull();

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void ASignatureOutsideTheWindowIsRefused(int seconds) =>
        NotificationSignature
            .Verify(NotificationSignature.Make(Body, Secret, Now), Body, Secret, Now.AddSeconds(seconds))
            .ShouldBeNull();

    [Fact]
    public void AnotherBodySecretOrStampIsRefused()
    {
        var header = NotificationSignature.Make(Body, Secret, Now);

        NotificationSignature
            .Verify(header, Encoding.UTF8.GetBytes("""{"resourceType":"task"}"""), Secret, Now)
            .ShouldBeNull();
        NotificationSignature
            .Verify(header, Body, Encoding.ASCII.GetBytes("another secret of the same length"), Now)
            .ShouldBeNull();
        NotificationSignature
            .Verify(header.Replace("1790000000", "1790000001", StringComparison.Ordinal), Body, Secret, Now)
            .ShouldBeNull();
    }

    [Fact]
    public void TheNewSecretsSignatureBesideTheOldOnesVerify()
    {
        var old = NotificationSignature.Make(Body, Encoding.ASCII.GetBytes("the secret that is being replaced"), Now);
        var current = NotificationSignature.Make(Body, Secret, Now).Split(',')[1];

        NotificationSignature.Verify($"{old},{current}", Body, Secret, Now).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=,v1=")]
    [InlineData("t=1790000000")]
    [InlineData("v1=00")]
    [InlineData("t=1790000000,v1=zz")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=1790000000,t=1790000000,v1=00")]
    public void WhatIsNoSignatureIsRefused(string? header) =>
        NotificationSignature.Verify(header, Body, Secret, Now).ShouldBeNull();
}
