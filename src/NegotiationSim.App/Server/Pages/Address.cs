using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace NegotiationSim.App.Server.Pages;

/// <summary>
/// The address of a page of a negotiation: everything that it shows follows from it. Links on the page are the same address
/// with something changed.
/// </summary>
public sealed class Address
{
    /// <summary>What all pages of a negotiation share, and keep on the way from one to another.</summary>
    private static readonly string[] Shared = ["on", "knownBy", "whatIf"];

    private readonly List<KeyValuePair<string, string>> _query;

    private Address(string negotiation, string page, IEnumerable<KeyValuePair<string, string>> query)
    {
        Negotiation = negotiation;
        Page = page;
        _query = [.. query];
    }

    public string Negotiation { get; }

    /// <summary>What stands behind the negotiation; empty for its first page.</summary>
    public string Page { get; }

    public static Address Of(HttpRequest request, string negotiation) => new(
        negotiation,
        request.Path.Value!.Split('/', 2, StringSplitOptions.RemoveEmptyEntries) is [_, var page] ? page.TrimEnd('/') : "",
        request.Query.Where(q => q.Value.ToString().Length > 0).Select(q => KeyValuePair.Create(q.Key, q.Value.ToString())));

    /// <summary>A parameter; null when it is not given, or empty as forms send it.</summary>
    public string? this[string name] => _query.Find(q => q.Key == name).Value;

    /// <summary>All parameters but some, for a form that sets these.</summary>
    public IEnumerable<KeyValuePair<string, string>> Without(params string[] names) => _query.Where(q => !names.Contains(q.Key));

    /// <summary>This address with parameters changed; null takes one away.</summary>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = new List<KeyValuePair<string, string>>(_query);
        foreach (var (name, value) in changes)
        {
            query.RemoveAll(q => q.Key == name);
            if (value is { Length: > 0 })
            {
                query.Add(new(name, value));
            }
        }

        return Path(Page) + new QueryBuilder(query).ToQueryString();
    }

    /// <summary>Another page of the negotiation, on the same date, by what was known by the same date, in the same what-if.</summary>
    public string ToPage(string page) => Path(page) + new QueryBuilder(_query.Where(q => Shared.Contains(q.Key))).ToQueryString();

    /// <summary>Another page with all that this one's address says, and something changed.</summary>
    public string Elsewhere(string page, params ReadOnlySpan<(string Name, string? Value)> changes) =>
        new Address(Negotiation, page, _query).With(changes);

    /// <summary>The address of another page of the negotiation, to make links of: it shares what pages share, with something changed.</summary>
    public Address On(string page, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var address = new Address(Negotiation, page, _query.Where(q => Shared.Contains(q.Key)));
        foreach (var (name, value) in changes)
        {
            address._query.RemoveAll(q => q.Key == name);
            if (value is { Length: > 0 })
            {
                address._query.Add(new(name, value));
            }
        }

        return address;
    }

    private string Path(string page) =>
        $"/{Uri.EscapeDataString(Negotiation)}{(page.Length == 0 ? "" : "/")}{string.Join('/', page.Split('/').Select(Uri.EscapeDataString))}";
}
