namespace ProviderClients.Audit;

/// <summary>Where audit lines go. A sink is called under the log's lock, in order, and must not block for long.</summary>
public interface IAuditSink
{
    /// <summary>Takes one line, without its line end.</summary>
    /// <param name="line">A JSON object as <c>scenarios/audit.schema.json</c> describes it.</param>
    void Write(string line);
}
