using System.Security.Cryptography;
using System.Text;

namespace KryptonFunctions.Access;

/// <summary>The EC P-256 key pairs of the local set-up.</summary>
public enum DevelopmentKey
{
    /// <summary>The functions sign their token requests to Krypton with it; the mock knows the public half.</summary>
    KryptonClient,

    /// <summary>The DCC stand-in signs the callers' tokens with it.</summary>
    DccSigning,

    /// <summary>The functions sign the launch token for Krypton's viewer with it.</summary>
    ViewerLaunch,
}

/// <summary>The shared secrets of the local set-up.</summary>
public enum DevelopmentSecret
{
    /// <summary>HMAC of Krypton's notifications.</summary>
    Notification,

    /// <summary>HMAC that turns a Krypton patient id into the key of its traces.</summary>
    PatientKey,

    /// <summary>HMAC that seals the rows of the chains of traces.</summary>
    TraceChain,

    /// <summary>Encryption of the patient ids handed to the DCC.</summary>
    Handle,

    /// <summary>HMAC of the news to the DCC.</summary>
    DccWebhook,
}

/// <summary>
/// Fixed keys that anybody can compute, as Azurite's account key is known to everybody, so that a fresh clone runs
/// without set-up. They exist in the local environment only: any other one is refused with an exception.
/// </summary>
public static class DevelopmentKeys
{
    /// <summary>The key pair; the caller disposes it.</summary>
    /// <exception cref="InvalidOperationException">The environment is not local.</exception>
    public static ECDsa Signing(AppEnvironment environment, DevelopmentKey key) =>
        ECDsa.Create(
            new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Scalar(environment, key.ToString()) }
        );

    /// <summary>The key id (<c>kid</c>) under which the public half is published.</summary>
    public static string KeyId(DevelopmentKey key) => $"development-{key.ToString().ToLowerInvariant()}";

    /// <summary>32 bytes.</summary>
    /// <exception cref="InvalidOperationException">The environment is not local.</exception>
    public static byte[] Secret(AppEnvironment environment, DevelopmentSecret secret) =>
        Scalar(environment, secret.ToString());

    private static byte[] Scalar(AppEnvironment environment, string label) =>
        environment == AppEnvironment.Local
            ? SHA256.HashData(Encoding.UTF8.GetBytes($"krypton-functions development {label}"))
            : throw new InvalidOperationException($"Development keys are refused in the environment '{environment}'.");
}
