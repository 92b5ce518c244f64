using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Server.Api;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Pages;

/// <summary>What the matrix shows, for spreadsheets: a row for each point, version or issue and each party.</summary>
internal static class MatrixTableFile
{
    private static readonly string[] Columns =
    [
        "on", "known_by", "what_if", "kind", "id", "title", "status", "provisional_status", "bracketed", "party", "stance", "since", "certainty", "provisional", "disputed", "condition", "possible", "among_unnamed", "before", "events",
    ];

    /// <summary>A spreadsheet runs a cell that begins with '=', '+', '-' or '@' as a formula: such text gets an apostrophe in front.</summary>
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n", Injection = CsvInjection.Escape };

    /// <summary>The address of the page with <c>matrix.csv</c> behind the negotiation gives the table of what the page shows.</summary>
    public static void MapMatrixTable(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/{negotiation}/matrix.csv", async (string negotiation, HttpContext http, Asking asking) =>
        {
            try
            {
                var address = Address.Of(http.Request, negotiation);
                var scope = new Scope(negotiation, asking.Date(address["on"], "on"), asking.Date(address["knownBy"], "knownBy"), address["whatIf"]);
                var asked = await asking.Ledgers.AskAsync(scope, http.RequestAborted);
                var view = StateView.Of(asked.Timeline, asked.On);
                var since = asking.Date(address["since"], "since")?.In(asked.Timeline, "since");
                var matrix = Matrix.Of(asked, view, since is { } day ? StateView.Of(asked.Timeline, day) : null, Negotiation.Choice(address));
                using var bytes = new MemoryStream();
                Write(bytes, matrix, view);
                return Results.File(bytes.ToArray(), "text/csv; charset=utf-8", $"{view.Negotiation}-{Text(view.On)}.csv");
            }
            catch (BadQuestion wrong)
            {
                return Results.Text(wrong.Message, statusCode: wrong.IsUnknownName ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);
            }
        }).ExcludeFromDescription();

    internal static void Write(Stream to, Matrix matrix, StateView view)
    {
        using var csv = CsvWriter.Create(to, Options, leaveOpen: true);
        csv.WriteRecord(Columns);
        foreach (var row in matrix.Groups.SelectMany(g => g.Whole is { } whole ? g.Rows.Prepend(whole) : g.Rows))
        {
            foreach (var cell in row.Cells)
            {
                var stance = cell.Cell;
                csv.WriteRecord(
                [
                    Text(view.On), Text(view.KnownBy), view.WhatIf?.Value ?? "", DomainJson.Text(row.Kind), row.Id, row.Title, row.Status ?? "", Text(row.Provisional), Text(row.Bracketed),
                    cell.Party, DomainJson.Text(stance.Stance), Text(stance.Since), stance.Certainty is { } certainty ? DomainJson.Text(certainty) : "", Text(stance.Provisional), Text(stance.Disputed), stance.Condition ?? "",
                    string.Join("; ", stance.Possible.Select(p => $"{DomainJson.Text(p.Stance)} from {Text(p.From)}")), string.Join("; ", cell.Among.Select(set => $"{DomainJson.Text(set.Stance)} {set.Count}")), cell.Before ?? "",
                    string.Join(' ', stance.Events),
                ]);
            }
        }
    }

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Text(bool truth) => truth ? "true" : "false";
}
