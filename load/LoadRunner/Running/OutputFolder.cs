namespace LoadRunner.Running;

/// <summary>Where one run puts its files; what an earlier run left there is removed first.</summary>
internal sealed class OutputFolder
{
    public OutputFolder(string root, string scenario)
    {
        Folder = Path.Combine(root, "load", scenario);
        Directory.CreateDirectory(Folder);
        foreach (var file in new[] { Journal, Audit, Report })
        {
            File.Delete(file);
        }
    }

    public string Folder { get; }

    /// <summary>The emulator's journal, the evidence.</summary>
    public string Journal => Path.Combine(Folder, "journal.jsonl");

    /// <summary>The client's own log of its attempts.</summary>
    public string Audit => Path.Combine(Folder, "audit.jsonl");

    public string Report => Path.Combine(Folder, "report.json");
}
