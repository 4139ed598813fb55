namespace Emulator.Network;

/// <summary>
/// Leads a request to a provider's own host name to the dialect's path, so that nothing behind it needs to know of names.
/// A prefix that names a run belongs here as well: taken off before this looks at the path, and set as
/// <see cref="PublicAddress.PathPrefix"/>.
/// </summary>
internal sealed class ProviderRouting(HostTable hosts)
{
    public void Lead(HttpContext http)
    {
        var request = http.Request;
        if (hosts.Find(request.Host.Value) is not { } host)
        {
            return;
        }

        request.Path = host.ToEmulator(request.Path);
        http.Features.Set(new PublicAddress($"{request.Scheme}://{request.Host.Value}") { ProviderHost = host });
    }
}
