namespace NegotiationSim.App.Tests;

/// <summary>A made-up negotiation to try what-ifs on: an offer, and its rejection, known two days later.</summary>
internal static class Harbour
{
    public static string Scenario(string negotiation) => $$"""
        negotiation: {{negotiation}}
        events:
          - id: opened
            type: negotiation-opened
            occurred: 2026-01-10
            parties:
              - {id: CITY, name: The city, role: principal}
              - {id: DOCKERS, name: The union, role: principal}
            mustAgree: [CITY, DOCKERS]
            claims: [{by: editor}]
          - id: offer-known
            type: version-introduced
            occurred: 2026-01-20
            version: OFFER
            name: First offer
            points: [{id: OFFER/1, title: Two per cent}, {id: OFFER/2, title: No strikes}]
            claims: [{by: editor}]
          - id: offer-tabled
            type: plan-tabled
            occurred: 2026-01-20
            order: 1
            version: OFFER
            by: [CITY]
            claims: [{by: editor}]
          - id: dockers-reject
            type: stance-declared
            occurred: 2026-02-01
            party: DOCKERS
            points: [OFFER/2]
            stance: rejects
            claims: [{by: the union, known: 2026-02-03}]
        """;
}
