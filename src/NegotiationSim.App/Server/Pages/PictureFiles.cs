using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NegotiationSim.App.Pictures;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Server.Api;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Pages;

/// <summary>The pictures that pages show, as files: drawn from the same parameters, so that a file holds exactly what its page shows.</summary>
internal static class PictureFiles
{
    public static void MapPictureFiles(this IEndpointRouteBuilder routes)
    {
        Map(routes, "matrix.svg", async (asking, address, cancellation) =>
        {
            var asked = await AskAsync(asking, address, cancellation);
            var view = StateView.Of(asked.Timeline, asked.On);
            var since = asking.Date(address["since"], "since")?.In(asked.Timeline, "since");
            return MatrixPicture.Draw(Matrix.Of(asked, view, since is { } day ? StateView.Of(asked.Timeline, day) : null, Negotiation.Choice(address)), view);
        });
        Map(routes, "history.svg", async (asking, address, cancellation) =>
        {
            var asked = await AskAsync(asking, address, cancellation);
            var answer = HistoryQuestion.Answer(asked, new(address["point"], address["issue"], address["version"], address["party"]));
            return HistoryPicture.Draw(answer, asked.Timeline.LastDay ?? default, asked.NamesADate ? asked.On : null);
        });
        Map(routes, "lineage.svg", async (asking, address, cancellation) =>
        {
            var asked = await AskAsync(asking, address, cancellation);
            var point = SubjectNames.In<PointId>(asked.Timeline, address["point"], "point") ?? throw new BadQuestion("point", "Name a `point`.");
            return LineagePicture.Draw(PointLineage.Of(asked, asked.Timeline.On(asked.On ?? default), point));
        });
        Map(routes, "difference.svg", async (asking, address, cancellation) =>
        {
            var timelines = await asking.Ledgers.OpenAsync(address.Negotiation, cancellation);
            var (answer, a, b) = await DiffQuestion.AnswerAsync(
                timelines, asking.Side(address["a"], "a"), asking.Side(address["b"], "b"), asking.Date(address["on"], "on"), asking.Date(address["from"], "from"), asking.Date(address["to"], "to"), cancellation);
            return DifferencePicture.Draw(answer, a, b);
        });
    }

    private static void Map(IEndpointRouteBuilder routes, string file, Func<Asking, Address, CancellationToken, Task<string>> draw) =>
        routes.MapGet($"/{{negotiation}}/{file}", async (string negotiation, HttpContext http, Asking asking) =>
        {
            try
            {
                var picture = await draw(asking, Address.Of(http.Request, negotiation), http.RequestAborted);
                http.Response.Headers.CacheControl = "private, no-cache";
                return Results.Text(picture, "image/svg+xml; charset=utf-8");
            }
            catch (BadQuestion wrong)
            {
                return Results.Text(wrong.Message, "text/plain; charset=utf-8", statusCode: wrong.IsUnknownName ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);
            }
        }).ExcludeFromDescription();

    private static Task<Asked> AskAsync(Asking asking, Address address, CancellationToken cancellation) =>
        asking.Ledgers.AskAsync(new(address.Negotiation, asking.Date(address["on"], "on"), asking.Date(address["knownBy"], "knownBy"), address["whatIf"]), cancellation);
}
