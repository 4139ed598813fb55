using Emulator.Images;
using ScenarioFile;

namespace Emulator.Scenarios;

/// <summary>Reads the pictures that a scenario answers with, once and before the server starts.</summary>
internal static class AnswerImages
{
    /// <summary>Each picture by the path that the scenario names.</summary>
    /// <exception cref="ScenarioFormatException">One of them cannot be used.</exception>
    public static IReadOnlyDictionary<string, OwnImage> Read(EmulatorSection section, ScenarioDocument? document)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(document?.File ?? "scenario")) ?? "";
        Dictionary<string, OwnImage> images = [];
        List<ScenarioProblem> problems = [];
        foreach (var (dialect, asked) in section.Dialects)
        {
            foreach (var (index, answer) in (asked.Answers ?? []).Index())
            {
                if (answer.Image is not { } path || images.ContainsKey(path))
                {
                    continue;
                }

                if (OwnImage.Read(path, folder, out var problem) is { } image)
                {
                    images.Add(path, image);
                    continue;
                }

                var place = $"emulator.dialects.{dialect}.answers[{index}].image";
                var parts = problem.Split("; ", 2);
                problems.Add(new ScenarioProblem(
                    document?.PlaceOf(place) ?? new ScenarioPlace("scenario", 1, 1), place, parts[0], parts[1]));
            }
        }

        return problems.Count > 0 ? throw new ScenarioFormatException(problems) : images;
    }
}
