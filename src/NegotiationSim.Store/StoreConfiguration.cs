using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using NegotiationSim.Domain;
using Npgsql;

namespace NegotiationSim.Store;

/// <summary>The whole Marten configuration, for a store of its own and for <c>AddMarten</c> alike.</summary>
public static class StoreConfiguration
{
    /// <summary>The schema of the database that holds everything of ours.</summary>
    public const string Schema = "negsim";

    public static void Configure(StoreOptions options, NpgsqlDataSource database)
    {
        options.Connection(database);
        options.DatabaseSchemaName = Schema;
        options.AutoCreateSchemaObjects = AutoCreate.None; // DatabaseSchema.EnsureAsync, once per build of this program

        var json = new Marten.Services.SystemTextJsonSerializer { Casing = Weasel.Core.Casing.CamelCase }; // for the queries that Marten writes
        json.Configure(DomainJson.Apply);
        options.Serializer(json);

        var events = options.Events;
        events.StreamIdentity = StreamIdentity.AsString;
        events.AppendMode = EventAppendMode.Rich; // inline projections need the events' versions
        events.EnableUniqueIndexOnEventId = true; // with EventGuid: the same event never twice
        events.UseAdvisoryLockTransaction = true; // the stock lock package: see Directory.Build.props
        foreach (var (type, name) in EventTypes.All.Concat(WhatIfEvents.All))
        {
            events.MapEventType(type, name);
        }

        options.Schema.For<StoredForecast>();
        options.Schema.For<StoredBatch>().Index(b => b.Key);

        // A rebuild that meets what it cannot read or apply stops; it never goes on without it.
        foreach (var errors in new[] { options.Projections.Errors, options.Projections.RebuildErrors })
        {
            errors.SkipApplyErrors = false;
            errors.SkipSerializationErrors = false;
            errors.SkipUnknownEvents = false;
        }

        options.Projections.DiscoverGeneratedEvolversOnStartup = false; // there are none to find
        options.Projections.Add(new PresentProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new PointHistory(), ProjectionLifecycle.Inline);
        options.Storage.ExtendedSchemaObjects.AddRange(PointHistory.Tables());
    }
}
