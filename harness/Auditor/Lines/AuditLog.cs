namespace Auditor.Lines;

/// <summary>One client's audit log, and where its chain of hashes does not hold.</summary>
/// <param name="Name">The log's name as it was given.</param>
/// <param name="Lines">What the client wrote, in order.</param>
/// <param name="BrokenLinks">Empty if nobody changed, removed or added a line between the first and the last.</param>
internal sealed record AuditLog(string Name, IReadOnlyList<AuditLine> Lines, IReadOnlyList<BrokenLink> BrokenLinks);

/// <summary>A place where the chain of hashes does not hold.</summary>
/// <param name="LineNumber">1 for the first line.</param>
/// <param name="EndedNs">When the attempt of that line ended.</param>
/// <param name="What">What does not fit, as the rest of a sentence that begins with the line.</param>
internal sealed record BrokenLink(long LineNumber, long EndedNs, string What);
