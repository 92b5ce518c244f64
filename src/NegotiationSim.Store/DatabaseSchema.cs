using JasperFx;
using Marten;
using Npgsql;

namespace NegotiationSim.Store;

/// <summary>
/// Creates or extends the tables once for each build of this program, and stamps the schema with the build. Every later
/// start reads the stamp, one short query, instead of comparing the tables: a command that only reads starts fast.
/// </summary>
internal static class DatabaseSchema
{
    /// <summary>Changes with any change of this assembly or of Marten's version; compiling the same sources again gives the same.</summary>
    private static readonly string Stamp =
        $"negsim {typeof(DatabaseSchema).Module.ModuleVersionId:N} marten {typeof(DocumentStore).Assembly.GetName().Version}";

    public static async Task EnsureAsync(NpgsqlDataSource database, Lazy<NpgsqlDataSource> martens, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        if (await IsStampedAsync(connection, cancellation).ConfigureAwait(false))
        {
            return;
        }

        await using (await StoreLock.HoldAsync(connection, StoreLock.Schema, cancellation).ConfigureAwait(false))
        {
            if (!await IsStampedAsync(connection, cancellation).ConfigureAwait(false))
            {
                await using var store = DocumentStore.For(options =>
                {
                    StoreConfiguration.Configure(options, martens.Value);
                    options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
                });
                await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync().ConfigureAwait(false);

                await using var stamp = new NpgsqlCommand($"comment on schema {StoreConfiguration.Schema} is '{Stamp}'", connection);
                await stamp.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> IsStampedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = $1", connection)
        {
            Parameters = { new() { Value = StoreConfiguration.Schema } },
        };
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as string == Stamp;
    }
}
