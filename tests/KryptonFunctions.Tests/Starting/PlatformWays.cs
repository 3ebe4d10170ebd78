using KryptonMock;
using Xunit;

namespace KryptonFunctions.Tests.Starting;

/// <summary>What platforms do otherwise, with the exit code of <c>check-platform</c> and what it says.</summary>
public static class PlatformWays
{
    public static TheoryData<string, MockSettings, int, string> All =>
        new()
        {
            {
                "StudyDate dropped",
                new() { Qido = new() { DroppedConditions = ["StudyDate", "ModalitiesInStudy"] } },
                0,
                "StudyDate is passed over"
            },
            {
                "StudyDate refused",
                new() { Qido = new() { RefusedConditions = ["StudyDate"] } },
                1,
                "StudyDate is not taken"
            },
            {
                "no instances",
                new()
                {
                    Qido = new() { GivesInstances = false, ListsInstances = false },
                },
                1,
                "completedUnverified"
            },
            {
                "instances one by one",
                new() { Qido = new() { GivesInstances = false } },
                0,
                "counted one by one"
            },
            {
                "limit refused",
                new() { Qido = new() { RefusedAboveLimit = 50 } },
                0,
                "Krypton__StudyPageSize\":\"50"
            },
            {
                "bare 404",
                new() { Search = new() { NobodyFound = NobodyFound.Bare } },
                1,
                "404 without an OperationOutcome"
            },
            {
                "no alternatives, whole names",
                new()
                {
                    Search = new() { OrLists = false, ExactNames = true },
                },
                0,
                "Krypton__Search__OrLists\":\"false"
            },
            {
                "nobody is found by name",
                new() { Search = new() { IgnoredParameters = ["birthdate"] } },
                1,
                "not found by its own family name"
            },
            {
                "audit found by nothing",
                new() { Audit = new() { SearchParameters = ["date"] } },
                0,
                "Krypton__AuditSearchParameter\":\"\""
            },
        };
}
