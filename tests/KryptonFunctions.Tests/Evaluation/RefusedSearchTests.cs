using KryptonFunctions.Evaluation.Measuring;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonMock;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Evaluation;

public sealed class RefusedSearchTests
{
    [Fact]
    public async Task ARefusedSearchCountsAsNotFoundAndTheOthersGoOn()
    {
        using var evaluation = new EvaluationRun(SamplePopulation.Folder, new SearchCapabilities());
        var asked = new RequestedPatient
        {
            BirthName = "ZYXANDER",
            GivenNames = ["ODETTE"],
            Sex = "female",
            BirthDate = "1950-02-03",
        };
        var nothingAsked = new IdentitySearchRequest { Patient = new RequestedPatient() };
        var refused = new EvaluatedSearch("refused", nothingAsked, ["Patient/kp-1"]);
        var taken = new EvaluatedSearch("taken", new IdentitySearchRequest { Patient = asked }, []);

        var trials = await evaluation.RunAsync([refused, taken], _ => { });

        trials.Single(trial => trial.Search == taken).IsRefused.ShouldBeFalse();
        var trial = trials.Single(trial => trial.Search == refused);
        (trial.IsRefused, trial.IsPresent, trial.Shown, trial.FirstTrue).ShouldBe((true, true, 0, 0));
        trial.Missed.ShouldBe(["kp-1"]);
        Figures.Of(trials).RecordRecall.ShouldBe(0);
    }
}
