namespace ProviderClients.Tests.Images.Fitting;

/// <summary>The pictures beside these tests.</summary>
internal static class PictureFiles
{
    public static byte[] Read(string name) => File.ReadAllBytes(
        RepositoryRoot.File("src", Path.Combine("ProviderClients.Tests", "Images", "Fitting", "Files", name)));
}
