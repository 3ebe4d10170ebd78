using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>The French sentence for each agreement of each trait.</summary>
internal static class EvidenceText
{
    public static string From(Trait trait, Agreement agreement) =>
        (trait, agreement) switch
        {
            (_, Agreement.Missing) => "absent d'un côté",
            (Trait.Ins, Agreement.Exact) => "même matricule INS",
            (Trait.Ins, _) => "matricules INS différents",
            (Trait.Ipp, Agreement.Exact) => "même IPP dans le même établissement",
            (Trait.Ipp, _) => "même IPP aux zéros de tête près",
            (Trait.Sex, Agreement.Different) => "sexe différent",
            (Trait.BirthPlace, Agreement.SameDepartment) => "même département de naissance",
            (Trait.BirthPlace, Agreement.Different) => "lieu de naissance différent",
            (Trait.BirthDate, Agreement.Exchanged) => "jour et mois inversés",
            (Trait.BirthDate, Agreement.Placeholder) => "même année, jour et mois inconnus (01/01 ou 31/12)",
            (Trait.BirthDate, Agreement.TwoParts) => "deux parties sur trois identiques (jour, mois, année)",
            (Trait.BirthDate, Agreement.SameYear) => "même année seulement",
            (Trait.BirthDate, Agreement.Partial) => "identique pour la partie connue",
            (Trait.Surname, Agreement.Exchanged) or (Trait.GivenNames, Agreement.Exchanged) => "nom et prénom inversés",
            (Trait.Surname, Agreement.Component) => "un élément du nom composé, ou sans la particule",
            (Trait.GivenNames, Agreement.Truncated) => "prénom composé abrégé",
            (Trait.GivenNames, Agreement.OtherGivenName) => "autre prénom de l'état civil",
            (Trait.GivenNames, Agreement.Spelling) => "autre graphie connue du même prénom",
            (_, Agreement.Exact) => "identique",
            (_, Agreement.Equivalent) => "identique aux accents et séparateurs près",
            (_, Agreement.Phonetic) => "se prononce de la même façon",
            (_, Agreement.Close) => "presque identique (faute de frappe possible)",
            (_, Agreement.Similar) => "ressemblant",
            (_, Agreement.Remote) => "peu ressemblant",
            _ => "différent",
        };

    /// <summary>All traits that both sides have, the weightiest first.</summary>
    public static List<Evidence> From(in PairScore score)
    {
        var evidence = new List<Evidence>(7);
        Add(evidence, Trait.Ins, score.Ins);
        Add(evidence, Trait.Ipp, score.Ipp);
        Add(evidence, Trait.Surname, score.Surname);
        Add(evidence, Trait.GivenNames, score.Given);
        Add(evidence, Trait.BirthDate, score.BirthDate);
        Add(evidence, Trait.Sex, score.Sex);
        Add(evidence, Trait.BirthPlace, score.BirthPlace);
        return evidence;
    }

    private static void Add(List<Evidence> evidence, Trait trait, TraitScore score)
    {
        if (score.Agreement != Agreement.Missing)
        {
            evidence.Add(
                new Evidence(trait, score.Agreement, Math.Round(score.Weight, 1), From(trait, score.Agreement))
            );
        }
    }
}
