using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>
/// Patient ids as the DCC sees them: the Krypton id, encrypted for one user in one RCP. A handle is the same each time
/// it is made for the same user, RCP and id, cannot be guessed, and means nothing in the hands of another user or in
/// another RCP, so nobody walks through Krypton's ids.
/// </summary>
/// <remarks>
/// AES-256-GCM; the nonce is an HMAC of user, RCP and id, so it repeats for the same plaintext only.
/// </remarks>
public sealed class PatientHandles
{
    private const string Prefix = "kp-";
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MaxId = 64;
    private const int MaxHandle = 256;

    /// <summary>What an auditor's own handles are made in: no RCP has this id.</summary>
    private const string Audit = "";
    private readonly HandleKey current;
    private readonly IReadOnlyList<HandleKey> readable;

    public PatientHandles(AppKeys keys, IOptions<AccessOptions> options)
    {
        current = HandleKey.From(keys.Secret(options.Value.HandleKey, "Access:HandleKey", DevelopmentSecret.Handle));
        readable = string.IsNullOrWhiteSpace(options.Value.EarlierHandleKey)
            ? [current]
            :
            [
                current,
                HandleKey.From(
                    keys.Secret(options.Value.EarlierHandleKey, "Access:EarlierHandleKey", DevelopmentSecret.Handle)
                ),
            ];
    }

    /// <summary>The handle of a Krypton id (a FHIR id, 1 to 64 characters) for an auditor, in no RCP.</summary>
    public string ProtectForAudit(Caller auditor, string kryptonPatientId) => Protect(auditor, Audit, kryptonPatientId);

    /// <summary>False for what <see cref="ProtectForAudit"/> did not make for this auditor.</summary>
    public bool TryRevealForAudit(Caller auditor, string? handle, [NotNullWhen(true)] out string? kryptonPatientId) =>
        TryReveal(auditor, Audit, handle, out kryptonPatientId);

    /// <summary>The handle of a Krypton id (a FHIR id, 1 to 64 characters) for this caller in this RCP.</summary>
    public string Protect(Caller caller, string rcpId, string kryptonPatientId)
    {
        if (kryptonPatientId.Length is 0 or > MaxId)
        {
            throw new ArgumentException("A FHIR id has 1 to 64 characters.", nameof(kryptonPatientId));
        }

        var plain = Encoding.UTF8.GetBytes(kryptonPatientId);
        var owner = Owner(caller, rcpId);
        var handle = new byte[NonceSize + plain.Length + TagSize];
        var nonce = handle.AsSpan(0, NonceSize);
        byte[] named = [.. owner, .. plain];
        HMACSHA256.HashData(current.Nonce, named).AsSpan(0, NonceSize).CopyTo(nonce);
        using var cipher = new AesGcm(current.Encryption, TagSize);
        cipher.Encrypt(
            nonce,
            plain,
            handle.AsSpan(NonceSize, plain.Length),
            handle.AsSpan(NonceSize + plain.Length),
            owner
        );
        return Prefix + Base64Url.EncodeToString(handle);
    }

    /// <summary>False for a handle that was not made for this caller in this RCP, or not made by us.</summary>
    public bool TryReveal(Caller caller, string rcpId, string? handle, [NotNullWhen(true)] out string? kryptonPatientId)
    {
        kryptonPatientId = null;
        if (
            handle is null
            || handle.Length > MaxHandle
            || !handle.StartsWith(Prefix, StringComparison.Ordinal)
            || !Base64Url.IsValid(handle.AsSpan(Prefix.Length))
        )
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(handle.AsSpan(Prefix.Length));
        if (bytes.Length <= NonceSize + TagSize)
        {
            return false;
        }

        var owner = Owner(caller, rcpId);
        kryptonPatientId = readable
            .Select(key => Decrypt(key, bytes, owner))
            .FirstOrDefault(revealed => revealed is not null);
        return kryptonPatientId is not null;
    }

    /// <summary>Null for what was not made with this key for this owner.</summary>
    private static string? Decrypt(HandleKey key, byte[] handle, byte[] owner)
    {
        var plain = new byte[handle.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key.Encryption, TagSize);
        try
        {
            cipher.Decrypt(
                handle.AsSpan(0, NonceSize),
                handle.AsSpan(NonceSize, plain.Length),
                handle.AsSpan(NonceSize + plain.Length),
                plain,
                owner
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Each part with its length before it, so that none can run into the next.</summary>
    private static byte[] Owner(Caller caller, string rcpId)
    {
        var (user, rcp) = (Encoding.UTF8.GetBytes(caller.User), Encoding.UTF8.GetBytes(rcpId));
        return [.. BitConverter.GetBytes(user.Length), .. user, .. BitConverter.GetBytes(rcp.Length), .. rcp];
    }

    /// <summary>The two keys that are made of a secret.</summary>
    private sealed record HandleKey(byte[] Encryption, byte[] Nonce)
    {
        public static HandleKey From(byte[] secret) =>
            new(Derive(secret, "patient-handle encryption"u8), Derive(secret, "patient-handle nonce"u8));

        private static byte[] Derive(byte[] secret, ReadOnlySpan<byte> purpose) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: purpose.ToArray());
    }
}
