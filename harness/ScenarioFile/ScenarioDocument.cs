using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ScenarioFile;

/// <summary>
/// A scenario file as a document: its heading and its sections. It knows the names of the sections and nothing of
/// their meaning; each section is bound by the one project that owns it.
/// </summary>
internal sealed class ScenarioDocument
{
    /// <summary>The only format there is so far.</summary>
    public const int SupportedVersion = 1;

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxFileBytes = 4 * 1024 * 1024;

    private const int MaxDepth = 64;

    /// <summary>A stream and a document are levels, too.</summary>
    private const int MaxParsedDepth = MaxDepth + 16;

    /// <summary>How many values there may be, each counted wherever an alias repeats it.</summary>
    private const int MaxValues = 1_000_000;

    /// <summary>The sections that a file may have; each has one owner.</summary>
    public static readonly IReadOnlyList<string> SectionNames = ["emulator", "steps", "load", "expect"];

    /// <summary>YAML knows no halves of a surrogate pair, so nothing beyond ASCII may be escaped.</summary>
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, ScenarioNode> _sections;

    private ScenarioDocument(string file, ScenarioHeading heading, Dictionary<string, ScenarioNode> sections)
    {
        File = file;
        Heading = heading;
        _sections = sections;
    }

    /// <summary>The file's path as it was given, for messages.</summary>
    public string File { get; }

    /// <summary>The file's name without folder and extension; what reports call the scenario.</summary>
    public string Name => Path.GetFileNameWithoutExtension(File);

    public ScenarioHeading Heading { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ScenarioFormatException">The file is missing, unreadable, or not a scenario.</exception>
    public static ScenarioDocument Load(string path)
    {
        string text;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxFileBytes })
            {
                throw Refused(path, "the file is larger than 4 MiB", "split it into several scenarios");
            }

            text = System.IO.File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refused(path, "there is no such file", "check the path; scenario files are kept in scenarios/");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, $"the file cannot be read ({e.Message.TrimEnd('.')})", "check its permissions");
        }

        return Parse(text, path);
    }

    /// <summary>Reads a text as if it stood in the named file.</summary>
    /// <exception cref="ScenarioFormatException">The text is not YAML, or not a scenario.</exception>
    public static ScenarioDocument Parse(string text, string file)
    {
        if (ReadRoot(text, file) is not YamlMappingNode root)
        {
            throw Refused(file, "a scenario is a mapping of keys to values", "start with the line version: 1");
        }

        List<ScenarioProblem> problems = [];
        Dictionary<string, ScenarioNode> sections = [];
        YamlMappingNode heading = new() { Style = root.Style };
        var whole = new ScenarioNode(file, "", root);
        RefuseDeepNesting(whole);
        foreach (var (key, value) in root.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (SectionNames.Contains(name, StringComparer.Ordinal))
            {
                sections.Add(name, whole.Child(name, value));
            }
            else
            {
                heading.Add(key, value);
            }
        }

        var headingNode = new ScenarioNode(file, "", heading);
        var bound = SectionBinder.Bind<ScenarioHeading>(headingNode, problems, SectionNames);
        return problems.Count > 0
            ? throw new ScenarioFormatException(problems)
            : new ScenarioDocument(file, bound!, sections);
    }

    public bool Has(string section) => _sections.ContainsKey(section);

    /// <summary>Binds one section to its owner's type; a section that is absent gives <see langword="null"/>.</summary>
    /// <exception cref="ScenarioFormatException">The section has an unknown key, a wrong type or an impossible value.</exception>
    public T? Section<T>(string section)
        where T : class
    {
        if (!_sections.TryGetValue(section, out var node))
        {
            return null;
        }

        List<ScenarioProblem> problems = [];
        var bound = SectionBinder.Bind<T>(node, problems);
        return problems.Count > 0 ? throw new ScenarioFormatException(problems) : bound;
    }

    /// <summary>A section as JSON, as it was written; an empty object where it is absent.</summary>
    public JsonObject Json(string section) =>
        _sections.TryGetValue(section, out var node) && SectionBinder.JsonOf(node) is JsonObject json ? json : [];

    /// <summary>Binds what a section keeps as JSON, because its type is known to somebody else than the section's owner.</summary>
    /// <param name="json">What was written.</param>
    /// <param name="path">The keys that lead to it; what is wrong is told with them, its place being that of the path.</param>
    /// <param name="problems">Receives everything that is wrong; the result must then not be used.</param>
    public static T? Bind<T>(JsonNode json, string path, List<ScenarioProblem> problems)
        where T : class =>
        ReadRoot(json.ToJsonString(Relaxed), path) is { } root
            ? SectionBinder.Bind<T>(new ScenarioNode("", path, root), problems)
            : null;

    /// <summary>
    /// Where a path such as <c>emulator.dialects.DeepSeek/Chat.faults[0]</c> stands, for complaints that an owner can only
    /// make after binding; the nearest place above it when it does not exist.
    /// </summary>
    public ScenarioPlace PlaceOf(string path)
    {
        var section = path.Split('.')[0];
        if (!_sections.TryGetValue(section, out var node))
        {
            return new ScenarioPlace(File, 1, 1);
        }

        while (node.Path != path && NextTowards(node, path) is { } next)
        {
            node = next;
        }

        return node.Place;
    }

    private static ScenarioNode? NextTowards(ScenarioNode node, string path)
    {
        var children = node.Yaml switch
        {
            YamlMappingNode mapping => mapping.Children.Select(pair => node.Child($"{pair.Key}", pair.Value)),
            YamlSequenceNode sequence => sequence.Children.Select((item, index) => node.Item(index, item)),
            _ => [],
        };
        return children
            .Where(child => path == child.Path
                || (path.StartsWith(child.Path, StringComparison.Ordinal) && path[child.Path.Length] is '.' or '['))
            .MaxBy(child => child.Path.Length);
    }

    private static YamlNode? ReadRoot(string text, string file)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(new BoundedParser(new Parser(reader), MaxParsedDepth));
            return stream.Documents.Count switch
            {
                0 => throw Refused(file, "the file is empty", "start with the line version: 1"),
                1 => stream.Documents[0].RootNode,
                _ => throw Refused(file, "the file holds several YAML documents", "keep one and remove the --- lines"),
            };
        }
        catch (YamlException e)
        {
            var place = new ScenarioPlace(file, Math.Max(1, e.Start.Line), Math.Max(1, e.Start.Column));
            throw new ScenarioFormatException(
                [new ScenarioProblem(place, "", $"this is not YAML ({e.Message.TrimEnd('.')})", "correct the line")]);
        }
    }

    private static void RefuseDeepNesting(ScenarioNode root)
    {
        Stack<(ScenarioNode Node, int Depth)> open = new([(root, 0)]);
        for (var values = 0; open.TryPop(out var next); values++)
        {
            if (values > MaxValues)
            {
                throw new ScenarioFormatException(
                    [next.Node.Problem($"the file stands for more than {MaxValues} values", "repeat less with aliases (*name)")]);
            }

            if (next.Depth > MaxDepth)
            {
                throw new ScenarioFormatException(
                    [next.Node.Problem($"it is nested deeper than {MaxDepth} levels", "flatten it")]);
            }

            if (next.Node.Yaml is YamlMappingNode mapping)
            {
                foreach (var (key, value) in mapping.Children)
                {
                    open.Push((next.Node.Child($"{key}", value), next.Depth + 1));
                }
            }
            else if (next.Node.Yaml is YamlSequenceNode sequence)
            {
                foreach (var (index, value) in sequence.Children.Index())
                {
                    open.Push((next.Node.Item(index, value), next.Depth + 1));
                }
            }
        }
    }

    private static ScenarioFormatException Refused(string file, string what, string remedy) =>
        new([new ScenarioProblem(new ScenarioPlace(file, 1, 1), "", what, remedy)]);
}
