using System.Security.Cryptography;
using KryptonFunctions.Access;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

public sealed class AppKeyTests
{
    [Theory]
    [InlineData(AppEnvironment.Test)]
    [InlineData(AppEnvironment.Production)]
    public void OutsideTheLocalEnvironmentAMissingKeyIsNamedAndNoDevelopmentKeyIsGiven(AppEnvironment environment)
    {
        var keys = In(environment);

        Should
            .Throw<OptionsValidationException>(() =>
                keys.Secret(null, "Traces:PatientKeySecret", DevelopmentSecret.PatientKey)
            )
            .Message.ShouldContain("Traces:PatientKeySecret");
        Should
            .Throw<OptionsValidationException>(() =>
                keys.SigningKey("", "Krypton:ClientKey", DevelopmentKey.KryptonClient)
            )
            .Message.ShouldContain("Krypton:ClientKey");
        Should.Throw<InvalidOperationException>(() => DevelopmentKeys.Signing(environment, DevelopmentKey.DccSigning));
        Should.Throw<InvalidOperationException>(() => DevelopmentKeys.Secret(environment, DevelopmentSecret.Handle));
    }

    [Fact]
    public void DevelopmentKeysAreTheSameInEveryProcessAndDifferFromEachOther()
    {
        var publicHalves = Enum.GetValues<DevelopmentKey>()
            .Select(k =>
            {
                using var key = DevelopmentKeys.Signing(AppEnvironment.Local, k);
                using var again = DevelopmentKeys.Signing(AppEnvironment.Local, k);
                key.ExportSubjectPublicKeyInfo().ShouldBe(again.ExportSubjectPublicKeyInfo());
                again
                    .VerifyData(
                        "data"u8,
                        key.SignData("data"u8.ToArray(), HashAlgorithmName.SHA256),
                        HashAlgorithmName.SHA256
                    )
                    .ShouldBeTrue();
                return Convert.ToHexString(key.ExportSubjectPublicKeyInfo());
            });

        publicHalves.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void AConfiguredKeyIsUsed()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        using var read = In(AppEnvironment.Production)
            .SigningKey(own.ExportPkcs8PrivateKeyPem(), "Krypton:ClientKey", DevelopmentKey.KryptonClient);

        read.ExportSubjectPublicKeyInfo().ShouldBe(own.ExportSubjectPublicKeyInfo());
    }

    public static TheoryData<string> WrongKeys()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        return
        [
            p256.ExportSubjectPublicKeyInfoPem(),
            p384.ExportPkcs8PrivateKeyPem(),
            rsa.ExportPkcs8PrivateKeyPem(),
            "nonsense",
        ];
    }

    [Theory]
    [MemberData(nameof(WrongKeys), DisableDiscoveryEnumeration = true)]
    public void AKeyThatCannotSignWithP256IsRefusedWithoutBeingShown(string pem)
    {
        var error = Should.Throw<OptionsValidationException>(() =>
            In(AppEnvironment.Production).SigningKey(pem, "Krypton:ClientKey", DevelopmentKey.KryptonClient)
        );

        error.Message.ShouldBe("The setting Krypton:ClientKey is no private EC P-256 key in PEM form.");
    }

    [Theory]
    [InlineData("not Base64!")]
    [InlineData("c2hvcnQ=")]
    public void ASecretThatIsTooWeakIsRefusedWithoutBeingShown(string secret)
    {
        var error = Should.Throw<OptionsValidationException>(() =>
            In(AppEnvironment.Production).Secret(secret, "Access:HandleKey", DevelopmentSecret.Handle)
        );

        error.Message.ShouldContain("Access:HandleKey");
        error.Message.ShouldNotContain(secret);
    }

    private static AppKeys In(AppEnvironment environment) =>
        new(Options.Create(new AppOptions { Environment = environment }));
}
