using System.Collections.Concurrent;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Krypton;
using KryptonMock;
using KryptonMock.Patients;
using KryptonMock.Population;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Evaluation.Measuring;

/// <summary>
/// Runs all searches in parallel over a population that the mock's search serves in process, without HTTP delay.
/// </summary>
internal sealed class EvaluationRun : IDisposable
{
    private readonly HttpClient http;
    private readonly Searcher searcher;

    public EvaluationRun(string population, SearchCapabilities capabilities)
        : this(Read(population, capabilities), capabilities) { }

    public EvaluationRun(PatientIndex index, SearchCapabilities capabilities)
    {
        Records = index.Count;
        var traits = new SearchTraits
        {
            OrLists = capabilities.OrLists,
            ExactNames = capabilities.NameMatching == NameMatching.Exact,
        };
        http = new HttpClient(new InProcessKrypton(index, traits));
        Krypton = new KryptonPatients(
            http,
            Options.Create(new KryptonOptions { FhirBaseUrl = "http://krypton.invalid/fhir" })
        );
        searcher = new Searcher(new IdentityQueries(Krypton), capabilities);
    }

    public int Records { get; }

    public KryptonPatients Krypton { get; }

    public async Task<IReadOnlyCollection<Trial>> RunAsync(
        IReadOnlyCollection<EvaluatedSearch> searches,
        Action<int> progress
    )
    {
        var trials = new ConcurrentBag<Trial>();
        await Parallel.ForEachAsync(
            searches,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (search, cancellationToken) =>
            {
                trials.Add(await searcher.RunAsync(search, cancellationToken));
                progress(1);
            }
        );
        return trials;
    }

    public void Dispose() => http.Dispose();

    private static PatientIndex Read(string population, SearchCapabilities capabilities)
    {
        var folding = capabilities.AccentSensitive ? NameFolding.Case : NameFolding.CaseAndAccents;
        var builder = new PatientIndexBuilder(folding);
        foreach (var patient in PopulationFiles.Lines(population, PopulationFiles.Patients))
        {
            patient.Read(builder.Add);
        }

        return builder.Build();
    }
}
