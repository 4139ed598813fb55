using YamlDotNet.RepresentationModel;

namespace ScenarioFile;

/// <summary>A place in a scenario file with what stands there; sections are bound from it by <see cref="SectionBinder"/>.</summary>
internal sealed class ScenarioNode(string file, string path, YamlNode yaml)
{
    public string File { get; } = file;

    public string Path { get; } = path;

    public YamlNode Yaml { get; } = yaml;

    public ScenarioPlace Place => new(File, Math.Max(1, Yaml.Start.Line), Math.Max(1, Yaml.Start.Column));

    public ScenarioNode Child(string key, YamlNode yaml) => new(File, Path.Length == 0 ? key : $"{Path}.{key}", yaml);

    public ScenarioNode Item(int index, YamlNode yaml) => new(File, $"{Path}[{index}]", yaml);

    public ScenarioProblem Problem(string what, string remedy) => new(Place, Path, what, remedy);

    /// <summary>What stands here, in words for a message: <c>text "abc"</c>, <c>a list</c>, <c>nothing</c>.</summary>
    public string Describe() => Yaml switch
    {
        YamlScalarNode scalar when ScenarioScalar.IsNull(scalar) => "nothing",
        YamlScalarNode scalar => ScenarioScalar.Describe(scalar),
        YamlSequenceNode => "a list",
        YamlMappingNode => "a mapping",
        _ => "something that is not a value",
    };
}
