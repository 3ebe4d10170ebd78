using KryptonFunctions.Access;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Studies;

/// <summary>The traces of a list of studies: one for each record of the patient, or more where it has many.</summary>
internal static class ListTraces
{
    /// <param name="caller">Who is given the list.</param>
    /// <param name="context">In whose care.</param>
    /// <param name="records">The patient's records, also those without a study in the list; none where none is
    /// chosen.</param>
    /// <param name="studies">The record and UID of each study given; one of two records is named under both.</param>
    /// <param name="unverified">The same of those that may be another person's.</param>
    public static IEnumerable<TraceEntry> Of(
        Caller caller,
        CareContext context,
        IReadOnlyList<string> records,
        IReadOnlyList<(string Record, string Uid)> studies,
        IReadOnlyList<(string Record, string Uid)> unverified
    )
    {
        var entry = TraceEntry.By(caller, TraceAction.StudiesListed, context);
        return records.Count == 0
            ? [entry]
            : records.SelectMany(record =>
            {
                var (sure, unsure) = (UidsOf(record, studies), UidsOf(record, unverified));
                var named = entry with
                {
                    Patient = record,
                    Detail = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["studies"] = $"{sure.Count}",
                        ["unverified"] = $"{unsure.Count}",
                    },
                };
                return sure.Concat(unsure)
                    .Chunk(Trace.MaxStudies)
                    .DefaultIfEmpty([])
                    .Select(uids => named with { StudyUids = uids });
            });
    }

    private static List<string> UidsOf(string record, IEnumerable<(string Record, string Uid)> studies) =>
        [.. studies.Where(s => s.Record == record).Select(s => s.Uid).Distinct(StringComparer.Ordinal)];
}
