using System.Text.Json.Nodes;
using ScenarioFile;

namespace Emulator.Scenarios;

/// <summary>What is wrong with a scenario, for programs.</summary>
internal static class ProblemsJson
{
    public static JsonArray Of(IReadOnlyList<ScenarioProblem> problems) => new([.. problems.Select(problem => new JsonObject
    {
        ["line"] = problem.Place.Line,
        ["column"] = problem.Place.Column,
        ["path"] = problem.Path,
        ["what"] = problem.What,
        ["remedy"] = problem.Remedy,
    })]);
}
