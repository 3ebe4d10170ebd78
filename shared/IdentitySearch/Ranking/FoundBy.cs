using KryptonFunctions.IdentitySearch.Planning;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Says by which approach and variant a record was found. The platform does not say which value of a list matched, so
/// the record is looked at again.
/// </summary>
internal sealed class FoundBy(PatientTraits traits)
{
    private readonly IReadOnlyList<NameForm> forms = FamilyForms.From(traits);

    public IReadOnlyList<string> Of(ScoredRecord scored)
    {
        var kinds = scored
            .FoundBy.Concat(scored.MergedFrom?.FoundBy ?? [])
            .Select(query => query.Kind)
            .Distinct()
            .Order()
            .ToList();
        IEnumerable<string> codes =
        [
            .. kinds.Contains(QueryKind.Ins) ? ["ins"] : Array.Empty<string>(),
            .. kinds.Contains(QueryKind.Ipp) ? ["ipp"] : Array.Empty<string>(),
            .. kinds
                .Where(kind => kind is not (QueryKind.Ins or QueryKind.Ipp or QueryKind.Merged))
                .Take(1)
                .Select(kind => "traits:" + Variant(kind, scored)),
            .. kinds.Contains(QueryKind.Merged) ? ["merged"] : Array.Empty<string>(),
        ];
        return [.. codes];
    }

    private string Variant(QueryKind kind, ScoredRecord scored) =>
        kind switch
        {
            QueryKind.NameAndDate => NameVariant(scored),
            QueryKind.GivenAndDate => "given-name-and-date",
            QueryKind.NameAndAlteredDate => "altered-birth-date",
            QueryKind.NameAndMonth => "birth-month",
            QueryKind.NameAndYear => "birth-year",
            _ => "names-without-date",
        };

    private string NameVariant(ScoredRecord scored)
    {
        foreach (var form in forms)
        {
            foreach (var name in scored.Record.Names)
            {
                if (string.Equals(name.Family, form.Value, StringComparison.OrdinalIgnoreCase))
                {
                    return form.Variant;
                }
            }
        }

        return Planning.Variant.Prefix;
    }
}
