using System.Collections.Frozen;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>The French sentence for each agreement of each trait.</summary>
internal static class EvidenceText
{
    /// <summary>One for every agreement; a trait's own take their place (<see cref="TraitRule.Sentences"/>).</summary>
    public static readonly FrozenDictionary<Agreement, string> OfAnyTrait = new Dictionary<Agreement, string>
    {
        [Agreement.Missing] = "absent d'un côté",
        [Agreement.Exact] = "identique",
        [Agreement.Equivalent] = "identique aux accents et séparateurs près",
        [Agreement.Component] = "un élément du nom composé, ou sans la particule",
        [Agreement.Reordered] = "mêmes mots dans un autre ordre",
        [Agreement.Truncated] = "prénom composé abrégé",
        [Agreement.OtherGivenName] = "autre prénom de l'état civil",
        [Agreement.Spelling] = "autre graphie connue du même prénom",
        [Agreement.Phonetic] = "se prononce de la même façon",
        [Agreement.Close] = "presque identique (faute de frappe possible)",
        [Agreement.Similar] = "ressemblant",
        [Agreement.Remote] = "peu ressemblant",
        [Agreement.Exchanged] = "nom et prénom inversés",
        [Agreement.Placeholder] = "même année, jour et mois inconnus (01/01 ou 31/12)",
        [Agreement.TwoParts] = "deux parties sur trois identiques (jour, mois, année)",
        [Agreement.SameYear] = "même année seulement",
        [Agreement.Partial] = "identique pour la partie connue",
        [Agreement.SameDepartment] = "même département de naissance",
        [Agreement.Different] = "différent",
    }.ToFrozenDictionary();

    /// <summary>All traits that both sides have, the weightiest first, each with the value it speaks of.</summary>
    public static List<Evidence> From(in PairScore score, RecordedValues values, PatientRecord record)
    {
        var evidence = new List<Evidence>(TraitRule.All.Count);
        foreach (var rule in TraitRule.All)
        {
            var (agreement, weight) = rule.ScoreIn(in score);
            if (agreement != Agreement.Missing)
            {
                var (label, value) = values.Of(rule.Trait, record);
                evidence.Add(
                    new Evidence(
                        rule.Trait,
                        agreement,
                        Math.Round(weight, 1),
                        $"{label}: {value}, {From(rule, agreement)}",
                        value
                    )
                );
            }
        }

        return evidence;
    }

    private static string From(TraitRule rule, Agreement agreement) =>
        rule.Sentences.GetValueOrDefault(agreement) ?? OfAnyTrait[agreement];
}
