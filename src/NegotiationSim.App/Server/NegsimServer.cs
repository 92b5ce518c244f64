using System.Net;
using System.Text.Json.Serialization;
using JasperFx.CodeGeneration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Recording;
using NegotiationSim.App.Server.Api;
using NegotiationSim.App.Server.Pages;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using Scalar.AspNetCore;
using Wolverine;
using Wolverine.Http;

namespace NegotiationSim.App.Server;

/// <summary>The API and the pages, in one process with the ledgers, for this machine alone.</summary>
public static class NegsimServer
{
    /// <summary>Bytes of the body of a request; a larger file is imported with the command line.</summary>
    public const int BodyBytes = 16 * 1024 * 1024;

    /// <summary>How long an answer that was begun may take once the server is told to end.</summary>
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(20);

    /// <summary>Negotiations whose pages are asked for once; one compiles the code, more fill what is kept.</summary>
    private const int MostWarmed = 3;

    /// <summary>A server, not yet started.</summary>
    /// <param name="store">The ledgers; null only to describe the API, when nothing is asked of them.</param>
    /// <param name="port">0: any that is free.</param>
    /// <param name="configure">What a test changes.</param>
    public static WebApplication Create(LedgerStore? store, int port, Action<WebApplicationBuilder>? configure = null)
    {
        // Empty: neither the folder it is started in nor the environment changes what it does.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(NegsimServer).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter(null, LogLevel.Warning).AddFilter("Wolverine.Configuration.HandlerDiscovery", LogLevel.Error) // it looks for handlers in one assembly, which takes no time
            .AddFilter(typeof(RecordEvents).Namespace, LogLevel.None); // Wolverine's own word, with the whole message, that a handler lost a race and tries again: what it comes to is an answer
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytes;
            kestrel.Listen(IPAddress.Loopback, port);
        });

        var services = builder.Services;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LastAnswers);
        services.Configure<JsonOptions>(json =>
        {
            DomainJson.Apply(json.SerializerOptions);
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1"]);
        services.AddResponseCompression(compression => compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/x-ndjson", "application/problem+json", "image/svg+xml"]);
        services.AddRoutingCore();
        services.AddSingleton(TimeProvider.System);
        if (store is not null)
        {
            services.AddSingleton(store);
        }

        services.AddSingleton<Ledgers>();
        services.AddSingleton<Asking>();
        services.AddSingleton<ForecastJobs>();
        services.AddDataProtection().UseEphemeralDataProtectionProvider(); // forms are checked against the process that made them, and leave no keys behind
        services.AddRazorComponents();
        services.AddOpenApi(OpenApiDocument.Name, OpenApiDocument.Configure);
        builder.UseWolverine(Recorder.Configure);
        services.AddWolverineHttp();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseHostFiltering();
        app.UseResponseCompression();
        app.UseMiddleware<SafeHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = Pages.Failed.Path, AllowStatusCode404Response = true, CreateScopeForErrors = true });
        app.UseMiddleware<Problems>();
        app.UseMiddleware<IdempotencyKeys>();
        app.Use((http, next) =>
        {
            // Whoever asks for the head alone is answered like whoever asks for all; the server sends no body.
            http.Request.Method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
            return next(http);
        });
        app.UseRouting();
        app.UseAntiforgery();
        app.MapOpenApi();
        app.MapScalarApiReference("/api/docs", docs =>
        {
            docs.Title = "NegotiationSim API";
            docs.DefaultFonts = false; // they would come from elsewhere
            docs.Telemetry = false;
        });
        app.MapWolverineEndpoints();
        app.MapSiteFiles();
        app.MapPictureFiles();
        app.MapMatrixTable();
        app.MapRazorComponents<Pages.App>();
        return app;
    }

    /// <summary>The description of the API, OpenAPI 3.1 in JSON. Nothing is started for it: there need be no database, nor the code that is generated for endpoints.</summary>
    public static async Task<string> DescribeAsync(CancellationToken cancellation)
    {
        await using var app = Create(null, 0, builder => builder.Services.ConfigureWolverine(options => options.CodeGeneration.TypeLoadMode = TypeLoadMode.Dynamic));
        app.UseEndpoints(_ => { }); // makes those that were mapped known, as the start of a server does
        return await OpenApiDocument.TextAsync(app.Services, cancellation);
    }

    /// <summary>
    /// Asks for the first pages once, so that whoever comes first does not wait for their code to be compiled. Goes by way of
    /// HTTP, because that is compiled too.
    /// </summary>
    public static async Task WarmUpAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(AddressOf(app)), Timeout = LongestWarmUp };
            await client.GetStringAsync("/", cancellation);
            var listed = await ListAnswer.LoadAsync(app.Services.GetRequiredService<Ledgers>().Store, cancellation);
            foreach (var negotiation in listed.Negotiations.Take(MostWarmed))
            {
                foreach (var address in new[] { $"/{negotiation.Negotiation}", $"/api/v1/negotiations/{negotiation.Negotiation}/state" })
                {
                    await client.GetStringAsync(address, cancellation);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or Npgsql.NpgsqlException)
        {
            // Whoever asks next is told what is wrong.
        }
    }

    /// <summary>Where a server that was started answers.</summary>
    public static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
