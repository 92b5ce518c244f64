using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using NegotiationSim.Domain;

namespace NegotiationSim.Store;

/// <summary>
/// The id under which Marten stores an event: UUIDv5 (RFC 9562) of the negotiation's and the event's ids. The same event
/// always gets the same one, and Marten's unique index on it refuses to store an event twice, whoever records it.
/// </summary>
public static class EventGuid
{
    /// <summary>The namespace of all event ids; part of the storage format.</summary>
    private static readonly Guid Namespace = new("6f1c8a52-0f6b-4b1e-9d3e-6e65676f7369");

    [SuppressMessage("Security", "CA5350", Justification = "UUIDv5 is defined with SHA-1; nothing secret is protected by it.")]
    public static Guid Of(NegotiationId negotiation, EventId id)
    {
        // '/' cannot be part of either id, so no two pairs give the same name.
        var name = Encoding.UTF8.GetBytes($"{negotiation}/{id}");
        Span<byte> named = stackalloc byte[16 + name.Length];
        Namespace.TryWriteBytes(named, bigEndian: true, out _);
        name.CopyTo(named[16..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(named, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
