using System.Text;
using Emulator.Images.Captions;

namespace Emulator.Tests.Images;

public sealed class AlphabetTests
{
    private const string Ascii = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_abcdefghijklmnopqrstuvwxyz{|}~";
    private const string Accented = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćČčĎďĒēĖėĘęĚěĞğĢģĪīĮįİĶķĹĺĻļĽľŃńŅņŇňŌōŐőŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŴŵŶŷŸŹźŻżŽž";
    private const string Others = "ßæÆøØðþÞđłŁŒœ€£«»¿¡±°§©×·…ΓΔΘΛΞΠΣΦΨΩαβγδεζηθικλμξπρστφψωάέήίόύώБДЖЗИЙЛУЦЧШЩЪЫЬЭЮЯбвгджзийклмнптфцчшщъыьэюяёЁєґ";

    private static readonly Glyph Box = Alphabet.Of(new Rune('日'));

    [Fact]
    public void Of_EveryLetterThatIsKnown_HasAShapeAndNotTheBox() =>
        Assert.DoesNotContain((Ascii + Accented + Others).EnumerateRunes(), rune => Alphabet.Of(rune) == Box || Alphabet.Of(rune).Dots == 0);

    [Theory]
    [InlineData(Ascii)]
    [InlineData("aàáâãäåāăąAÀÁÂÃÄÅĀĂĄ")]
    [InlineData("cçćčCÇĆČeèéêëēėęěEÈÉÊËĒĖĘĚsśşšSŚŞŠuùúûüūůűųUÙÚÛÜŪŮŰŲzźżžZŹŻŽ")]
    [InlineData("БДЖЗИЙЛУЦЧШЩЪЫЬЭЮЯбвгджзийклмнптфцчшщъыьэюя")]
    [InlineData("ΓΔΘΛΞΠΣΦΨΩαβγδεζηθικλμξπρστφψω")]
    public void Of_LettersOfOneScript_AreAllDifferent(string letters)
    {
        var shapes = letters.EnumerateRunes().GroupBy(Alphabet.Of).Where(group => group.Count() > 1);

        Assert.Empty(shapes.Select(group => string.Concat(group)));
    }

    [Fact]
    public void Of_BlankAndUnknown_AreNothingAndABox()
    {
        Assert.Equal(default, Alphabet.Of(new Rune(' ')));
        Assert.Equal(Box, Alphabet.Of(new Rune(0x1F600)));
        Assert.True(Box[0, Glyph.FirstRow] && Box[4, Glyph.FirstRow] && !Box[2, Glyph.FirstRow + 3]);
    }
}
