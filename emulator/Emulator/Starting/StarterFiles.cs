namespace Emulator.Starting;

/// <summary>The files that the program carries along for people who begin.</summary>
internal static class StarterFiles
{
    public const string SchemaName = "scenario.schema.json";

    public static string Scenario => Read("starter.yml");

    /// <summary>The schema of scenario files, for editors.</summary>
    public static string Schema => Read(SchemaName);

    private static string Read(string name)
    {
        using var stream = typeof(StarterFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the program was built without its file {name}");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
