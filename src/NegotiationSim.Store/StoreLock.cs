using Npgsql;

namespace NegotiationSim.Store;

/// <summary>PostgreSQL advisory locks: between all programs that use the same database, gone with the connection.</summary>
internal static class StoreLock
{
    /// <summary>Held while tables are created.</summary>
    public const long Schema = 0x6E656773_00000001;

    /// <summary>Shared by whoever records or deletes; held alone by a rebuild.</summary>
    public const long Writing = 0x6E656773_00000002;

    /// <summary>Takes <see cref="Writing"/> together with other writers to the end of the transaction; false when it is held alone.</summary>
    public static readonly string TryShareWriting = $"select pg_try_advisory_xact_lock_shared({Writing})";

    /// <summary>Between two tries.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until nobody else holds the lock, and holds it until disposed.</summary>
    public static async Task<IAsyncDisposable> HoldAsync(NpgsqlConnection connection, long key, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, $"select pg_advisory_lock({key})", cancellation).ConfigureAwait(false);
        return new Held(connection, key);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private sealed class Held(NpgsqlConnection connection, long key) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() =>
            await ExecuteAsync(connection, $"select pg_advisory_unlock({key})", CancellationToken.None).ConfigureAwait(false);
    }
}
