using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Emulator.Images.Captions;

/// <summary>
/// The letters that captions can show: Latin with its accents, Greek, Cyrillic, and what stands between them. Every other
/// letter is a box.
/// </summary>
internal static class Alphabet
{
    private const string Signs =
        "!:04040404040004 \"“”„:0A0A0A #:0A0A1F0A1F0A0A $:040F140E051E04 %:18190204081303 &:0C12140815120D '’‘`´:040404 (:02040808080402 "
        + "):08040202020408 *:0004150E1504 +:0004041F0404 ,:000000000000040408 -‐‑:0000000E –—−:0000001F .:00000000000004 /:01010204081010 "
        + "0:0E11131519110E 1:040C040404040E 2:0E11010204081F 3:1F02040201110E 4:02060A121F0202 5:1F101E0101110E 6:0608101E11110E "
        + "7:1F010204080808 8:0E11110E11110E 9:0E11110F01020C ::00000400000004 ;:000004000000040408 <:02040810080402 =:00001F001F "
        + ">:08040201020408 ?:0E110102040004 @:0E11171517100E [:0E08080808080E \\:10100804020101 ]:0E02020202020E ^:040A11 "
        + "_:000000000000001F {:02040408040402 |¦:04040404040404 }:08040402040408 ~:0000081502 ×:0000000A040A ·•:00000004 …:00000000000015 "
        + "°:0C12120C €:06091C081C0906 £:0609081C08081F «:00050A140A05 »:00140A050A14 ¿:0400040810110E ¡:04000404040404 ±:04041F0404001F "
        + "©:0E11171917110E §:0E100E110E010E →:0004021F0204 ←:0004081F0804";

    private const string Latin =
        "AΑА:040A11111F1111 BΒВ:1E11111E11111E CС:0E11101010110E D:1E11111111111E EΕЕ:1F10101E10101F F:1F10101E101010 G:0E11101711110F "
        + "HΗН:1111111F111111 IΙІ:0E04040404040E JЈ:0702020202120C KΚК:11121418141211 L:1010101010101F MΜМ:111B1515111111 "
        + "NΝ:11111915131111 OΟО:0E11111111110E PΡР:1E11111E101010 Q:0E11111115120D R:1E11111E141211 SЅ:0F10100E01011E "
        + "TΤТ:1F040404040404 U:1111111111110E V:11111111110A04 W:1111111515150A XΧХ:11110A040A1111 YΥ:1111110A040404 ZΖ:1F01020408101F "
        + "aа:00000E010F110F b:1010161911111E cс:00000E1010110E d:01010D1311110F eе:00000E111F100E f:0609081C080808 g:00000F1111110F010E "
        + "h:10101619111111 iі:04000C0404040E jј:02000602020202120C kκк:10101214181412 l:0C04040404040E m:00001A15151111 n:00001619111111 "
        + "oοо:00000E1111110E pр:00001E1111111E1010 q:00000F1111110F0101 r:00001619101010 sѕ:00000E100E011E t:08081C08080906 "
        + "uυ:0000111111130D vν:00001111110A04 w:0000111115150A xχх:0000110A040A11 yу:0000111111110F010E z:00001F0204081F ı:00000C0404040E "
        + "ß:0C121216111116 æ:00001A050F140B Æ:0F14141F141417 ø:00010E1315190E Ø:0D131315191916 ð:0A040A010F110E þ:10101E1111111E1010 "
        + "Þ:101E11111E1010 đ:02070E1212120E ĐÐ:0E09091D09090E ł:0C04060C04040E Ł:08080A0C18080F Œ:0F14141714140F œ:00000A1517140B";

    private const string Greek =
        "ΓГ:1F101010101010 Δ:04040A0A11111F Θ:0E11111F11110E Λ:040A0A11111111 Ξ:1F00000E00001F ΠП:1F111111111111 Σ:1F10080408101F "
        + "ΦФ:040E1515150E04 Ψ:1515150E040404 Ω:0E111111110A1B α:00000D1212120D β:0E11161111111E1010 γ:000011110A0A040404 "
        + "δ:0E100E1111110E ε:00000F100E100F ζ:1F020408100E010106 η:000016191111110101 θ:0609090F090906 ι:00000C04040406 λ:0804040A0A1111 "
        + "μµ:0000111111131D1010 ξ:0F100E10100E010106 π:00001F0A0A0A13 ρ:00000E1111111E1010 σ:00000F1211110E ς:00000E10100E010106 "
        + "τ:00001F04040406 φ:0000161515150E0404 ψ:0000151515150E0404 ω:00000A1115150A";

    private const string Cyrillic =
        "Б:1F10101E11111E Д:060A0A0A0A0A1F11 Ж:1515150E151515 З:0E11010601110E И:11111315191111 Л:07090909090911 У:1111110F01010E "
        + "Ц:1212121212121F01 Ч:1111110F010101 Ш:1515151515151F Щ:1515151515151F01 Ъ:1808080E09090E Ы:11111119151519 Ь:1010101E11111E "
        + "Э:0E11010701110E Ю:1215151D151512 Я:0F11110F050911 Є:0E11101C10110E Ґ:011F1010101010 б:030C101E11110E в:00001E111E111E "
        + "г:00001F10101010 д:0000060A0A0A1F11 ж:000015150E1515 з:00000E1106110E и:00001113151911 л:00000709090911 м:0000111B151111 "
        + "н:000011111F1111 п:00001F11111111 т:00001F04040404 ф:04040E1515150E0404 ц:0000121212121F01 ч:000011110F0101 ш:0000151515151F "
        + "щ:0000151515151F01 ъ:000018080E090E ы:00001111191519 ь:000010101E111E э:00000E0107010E ю:000012151D1512 я:00000F110F0509 "
        + "є:00000E101C100E ґ:00011F10101010";

    /// <summary>Marks that stand above a letter, their lowest row last, and those that hang below it.</summary>
    private const string Above = "´:0204 `:0804 ^:040A ~:0D16 ¨:0A °:040A04 ˇ:0A04 ¯:0E ˘:110E ˙:04 ˝:050A";

    private const string Below = "¸:0408 ˛:0203";

    /// <summary>A letter with its mark, then the two.</summary>
    private const string Composed =
        "ÀA` ÁA´ ÂA^ ÃA~ ÄA¨ ÅA° ÇC¸ ÈE` ÉE´ ÊE^ ËE¨ ÌI` ÍI´ ÎI^ ÏI¨ ÑN~ ÒO` ÓO´ ÔO^ ÕO~ ÖO¨ ÙU` ÚU´ ÛU^ ÜU¨ ÝY´ ŸY¨ "
        + "àa` áa´ âa^ ãa~ äa¨ åa° çc¸ èe` ée´ êe^ ëe¨ ìı` íı´ îı^ ïı¨ ñn~ òo` óo´ ôo^ õo~ öo¨ ùu` úu´ ûu^ üu¨ ýy´ ÿy¨ "
        + "ĀA¯ āa¯ ĂA˘ ăa˘ ĄA˛ ąa˛ ĆC´ ćc´ ČCˇ čcˇ ĎDˇ ďdˇ ĒE¯ ēe¯ ĖE˙ ėe˙ ĘE˛ ęe˛ ĚEˇ ěeˇ ĞG˘ ğg˘ ĢG¸ ģg¸ ĪI¯ īı¯ ĮI˛ įi˛ İI˙ "
        + "ĶK¸ ķk¸ ĹL´ ĺl´ ĻL¸ ļl¸ ĽLˇ ľlˇ ŃN´ ńn´ ŅN¸ ņn¸ ŇNˇ ňnˇ ŌO¯ ōo¯ ŐO˝ őo˝ ŔR´ ŕr´ ŘRˇ řrˇ ŚS´ śs´ ŞS¸ şs¸ ŠSˇ šsˇ ȘS¸ șs¸ "
        + "ŢT¸ ţt¸ ŤTˇ ťtˇ ȚT¸ țt¸ ŪU¯ ūu¯ ŮU° ůu° ŰU˝ űu˝ ŲU˛ ųu˛ ŴW^ ŵw^ ŶY^ ŷy^ ŹZ´ źz´ ŻZ˙ żz˙ ŽZˇ žzˇ "
        + "ΆΑ´ ΈΕ´ ΉΗ´ ΊΙ´ ΌΟ´ ΎΥ´ ΏΩ´ ΪΙ¨ ΫΥ¨ άα´ έε´ ήη´ ίι´ όο´ ύυ´ ώω´ ϊι¨ ϋυ¨ ЁЕ¨ ёе¨ ЙИ˘ йи˘ ЇІ¨ їı¨ ЎУ˘ ўу˘";

    private static readonly Glyph Box = Glyph.Parse("1F11111111111F");

    private static readonly FrozenDictionary<Rune, Glyph> Glyphs = ReadAll();

    /// <summary>The letters of a text that take a place of their own, white space as single blanks.</summary>
    public static IEnumerable<Rune> LettersOf(string text)
    {
        var pending = false;
        var began = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune))
            {
                pending = began;
            }
            else if (kind is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Control or UnicodeCategory.Format))
            {
                if (pending)
                {
                    yield return new Rune(' ');
                }

                (pending, began) = (false, true);
                yield return rune;
            }
        }
    }

    public static Glyph Of(Rune letter) => Rune.IsWhiteSpace(letter) ? default : Glyphs.GetValueOrDefault(letter, Box);

    private static FrozenDictionary<Rune, Glyph> ReadAll()
    {
        Dictionary<Rune, Glyph> glyphs = [];
        foreach (var (letters, digits) in new[] { Signs, Latin, Greek, Cyrillic }.SelectMany(Entries))
        {
            foreach (var letter in letters)
            {
                glyphs[new Rune(letter)] = Glyph.Parse(digits);
            }
        }

        var above = Entries(Above).ToDictionary(entry => entry.Letters[0], entry => entry.Digits);
        var below = Entries(Below).ToDictionary(entry => entry.Letters[0], entry => entry.Digits);
        foreach (var composed in Composed.Split(' '))
        {
            var letter = glyphs[new Rune(composed[1])];
            var mark = above.TryGetValue(composed[2], out var digits)
                ? Glyph.Parse(digits, TopOf(letter) - 1 - (digits.Length / 2))
                : Glyph.Parse(below[composed[2]], Glyph.FirstRow + 7);
            glyphs[new Rune(composed[0])] = new Glyph(letter.Dots | mark.Dots);
        }

        return glyphs.ToFrozenDictionary();
    }

    /// <summary>The letter's first row; accents leave one row free above small letters, and above capitals where there is one.</summary>
    private static int TopOf(Glyph letter)
    {
        var top = 0;
        while (!Enumerable.Range(0, Glyph.Columns).Any(column => letter[column, top]))
        {
            top++;
        }

        return Math.Max(top, Glyph.FirstRow + 1);
    }

    private static IEnumerable<(string Letters, string Digits)> Entries(string alphabet) =>
        from entry in alphabet.Split(' ')
        let colon = entry.LastIndexOf(':')
        select (entry[..colon], entry[(colon + 1)..]);
}
