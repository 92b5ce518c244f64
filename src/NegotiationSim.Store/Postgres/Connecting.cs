using Npgsql;

namespace NegotiationSim.Store.Postgres;

/// <summary>How this program connects to PostgreSQL where Marten does not do it.</summary>
internal static class Connecting
{
    /// <summary>
    /// Connections that know the types built into PostgreSQL and no other. Npgsql's usual ones ask the server for all its
    /// types and prepare to map every one: that takes longer than to read a ledger.
    /// </summary>
    public static NpgsqlDataSource WithBuiltInTypes(string connectionString, bool isPooled = true)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.Pooling &= isPooled;
        builder.EnableTransportSecurity().EnableIntegratedSecurity();
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }
}
