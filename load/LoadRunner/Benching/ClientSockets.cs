namespace LoadRunner.Benching;

/// <summary>
/// Has the client's reads continue on the thread that learned of them. Otherwise each frame is handed to the thread pool,
/// which nearly doubles what the client costs, and it is not the client that is measured.
/// </summary>
internal static class ClientSockets
{
    /// <summary>The runtime's own switch; it looks at it once, when the first socket is used. Servers must not inherit it.</summary>
    public const string Switch = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static void ContinueInline() => Environment.SetEnvironmentVariable(Switch, "1");
}
